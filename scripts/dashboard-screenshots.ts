// Makes the pictures of docs/dashboard.md, of a Larder of its own on the demo base under a small load.
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startRedis } from '../packages/redis-adapter/src/testing/index.ts'
import { readConfig } from '../apps/api/src/config.ts'
import { TestBrowser } from '../apps/api/src/dashboard/browser-fixture.ts'
import { serve } from '../apps/api/src/serve.ts'
import { ensureChromium } from './ensure-chromium.mjs'

Object.assign(process.env, ensureChromium())
const pathOf = (name: string) =>
  fileURLToPath(new URL(`../docs/screenshots/dashboard${name}.png`, import.meta.url))
const WIDE = { viewport: { width: 1280, height: 1180 }, locale: 'en-GB', colorScheme: 'light' } as const
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  locale: 'es-ES',
  colorScheme: 'dark',
} as const

const redis = await startRedis()
const server = await serve(readConfig({ PORT: '0', REDIS_URL: redis.url, LOG_LEVEL: 'silent' }))
const browser = await TestBrowser.start()
const ending = new AbortController()
const load = readOn(server.url, ending.signal)

try {
  const page = await browser.open(server.url, WIDE)
  await sleep(60_000)
  await page.screenshot({ path: pathOf('') })
  await page.selectOption('#delete-by', 'pattern')
  await page.fill('#delete-what', '*:q:l:*')
  await page.click('#delete-form button')
  await page.locator('#confirm-count').getByText('in memory here').waitFor()
  await page.screenshot({ path: pathOf('-delete') })
  await page.click('#confirm-no')
  const phone = await browser.open(server.url, PHONE)
  await sleep(3_000)
  await phone.screenshot({ path: pathOf('-phone-dark') })
  await redis.kill()
  await sleep(8_000)
  await page.evaluate('scrollTo(0, 0)')
  await page.screenshot({ path: pathOf('-redis-down') })
} finally {
  ending.abort()
  await load
  await browser.close()
  await server.close()
  await redis.close()
}

/** Records over and over, and now and then a list. */
async function readOn(url: string, signal: AbortSignal): Promise<void> {
  for (let count = 0; !signal.aborted; count++) {
    const record = `recMesa${String((count % 24) + 1).padStart(10, '0')}`
    const list = `Reservas?pageSize=20&sort[0][field]=Código&filterByFormula={Personas}=${1 + (Math.floor(count / 200) % 6)}`
    const path = count % 10 === 0 ? list : `Mesas/${record}`
    await (await fetch(`${url}/v0/appReservasDemo01/${path}`)).text()
    await sleep(15)
  }
}
