// Makes the pictures of docs/dashboard.md: of a Larder of its own on the demo base, under a small load, with models that are
// simulated. Takes about seven minutes: the charts are to be full.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BrainAnswer,
  type BrainRequest,
  echoBrain,
  startModelSimulator,
} from '../packages/model-simulator/src/index.ts'
import { startRedis } from '../packages/redis-adapter/src/testing/index.ts'
import { readConfig } from '../apps/api/src/config.ts'
import { TestBrowser } from '../apps/api/src/dashboard/browser-fixture.ts'
import { serve } from '../apps/api/src/serve.ts'
import { DIGEST_FILE, dashboardDigest } from './dashboard-digest.ts'
import { demoLoad } from './demo-load.ts'
import { ensureChromium } from './ensure-chromium.mjs'
import { screenshotPath } from './screenshot-path.ts'

Object.assign(process.env, ensureChromium())
const digest = dashboardDigest()
const pathOf = (name: string) => screenshotPath(`dashboard${name}`)
/** As much as shows the latency of each tier. */
const viewport = { width: 1200, height: 1390 } as const
const WIDE = { viewport, locale: 'en-GB', colorScheme: 'light' } as const
const DARK = { viewport, locale: 'es-ES', colorScheme: 'dark' } as const
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  locale: 'es-ES',
  colorScheme: 'dark',
} as const
/** All that charts show, in ms. */
const FULL_MS = 305_000
/** Entries that take some seconds to free. */
const MANY = 60_000

const folder = mkdtempSync(join(tmpdir(), 'larder-'))
const config = join(folder, 'larder.json')
const bases = ['appReservasDemo01']
writeFileSync(config, JSON.stringify({ webhooks: { bases }, mirror: { appReservasDemo01: ['Turnos'] } }))
const redis = await startRedis()
const models = await startModelSimulator({
  quirks: { '/openai': 'openai', '/deepseek': 'deepseek' },
  apiKeys: { openai: ['sk-openai'], deepseek: ['sk-deepseek'] },
  brain: wordsDraft,
})
const env = { PORT: '0', REDIS_URL: redis.url, LOG_LEVEL: 'silent' }
const server = await serve(
  readConfig({
    ...env,
    LARDER_CONFIG: config,
    OPENAI_API_KEY: 'sk-openai',
    OPENAI_BASE_URL: models.baseUrl('openai'),
    ASSISTANT_ROUTER_MODELS: 'openai:gpt-6-luna',
    ASSISTANT_HUMAN_MODELS: 'deepseek:deepseek-flash',
    DEEPSEEK_API_KEY: 'sk-deepseek',
    DEEPSEEK_BASE_URL: models.baseUrl('deepseek'),
  }),
)
/** What it has read before is found in Redis. */
const neighbour = await serve(readConfig(env))
const browser = await TestBrowser.start()
const ending = new AbortController()
const load = demoLoad({ url: server.url, neighbour: neighbour.url, signal: ending.signal })

try {
  const talking = await browser.open(server.url, DARK)
  await talking.fill('#talk-message', '¿Hay mesa para cuatro el viernes que viene a las nueve de la noche?')
  await talking.keyboard.press('Enter')
  const last = talking.locator('#talk-log .house').last()
  await last.locator('summary').click()
  await talking.fill('#talk-message', 'Sí, a nombre de Marta García, 600 123 456')
  await talking.locator('section:has(#talk-log)').screenshot({ path: pathOf('-assistant') })
  const page = await browser.open(server.url, WIDE)
  await sleep(FULL_MS)

  await page.screenshot({ path: pathOf('') })
  await page.locator('#upstream-facts', { hasText: 'current' }).waitFor()
  await page.locator('#budget tbody tr').first().waitFor()
  await page.locator('.columns').screenshot({ path: pathOf('-details') })
  await talking.evaluate('scrollTo(0, 0)')
  await talking.screenshot({ path: pathOf('-dark') })
  const phone = await browser.open(server.url, PHONE)
  await sleep(3_000)
  await phone.screenshot({ path: pathOf('-phone-dark') })

  await redis.kill()
  await sleep(8_000)
  await page.evaluate('scrollTo(0, 0)')
  await page.screenshot({ path: pathOf('-redis-down') })
  await redis.restart()
  await page.locator('#verdict').getByText('All is well.').waitFor()

  await fill()
  await page.selectOption('#delete-by', 'pattern')
  await page.fill('#delete-what', 'carta:*:es')
  await page.click('#delete-form button')
  await page.locator('#confirm-count').getByText('in memory here').waitFor()
  await page.screenshot({ path: pathOf('-confirm') })
  await page.click('#confirm-yes')
  const position = () => page.evaluate<number>('document.querySelector("#freeing-bar").position')
  while ((await position()) < 0.6) await sleep(20)
  await page.locator('section:has(#delete-form)').screenshot({ path: pathOf('-deleting') })
  await page.click('#freeing-stop')
  await page.locator('#outcome').getByText('Stopped').waitFor()
  writeFileSync(DIGEST_FILE, `${digest}\n`)
} finally {
  ending.abort()
  await load
  await browser.close()
  await Promise.all([server.close(), neighbour.close()])
  await models.close()
  await redis.close()
  rmSync(folder, { recursive: true })
}

/** Words what is to be said as it stands, and is an example of whatever else is asked. */
function wordsDraft(request: BrainRequest): BrainAnswer | Promise<BrainAnswer> {
  const { content } = request.messages.at(-1) ?? {}
  const draft = /"draft":("(?:[^"\\]|\\.)*")/.exec(String(content))?.[1]
  return draft === undefined ? echoBrain(request) : { content: `{"reply":${draft}}` }
}

/** Pages of a menu in two languages, half of which are deleted. */
async function fill(): Promise<void> {
  const { cache } = server.composition
  const languages = ['es', 'en']
  await cache.setMany(
    Array.from(
      { length: MANY },
      (_, index) => [`carta:${index}:${languages[index % 2] ?? ''}`, 'Paella'] as const,
    ),
  )
  await cache.settled({ withinMs: 60_000 })
}
