import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startModelSimulator } from '@larder/model-simulator'
import { accessibilityProblems, TestBrowser } from './browser-fixture.ts'
import { BASE } from '../larder-fixture.ts'
import { sharedStage, SOON, tile, verdictOf, withStage } from './stage-fixture.ts'

const KEY = 'operator-key-0123456789'
const MESA = `/v0/${BASE}/Mesas/recMesa0000000004`

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())

const onStage = sharedStage()

test('tells at a glance how things stand, and goes on telling', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder }) => {
    await larder.get(MESA)
    const page = await browser.open(larder.url)
    await verdictOf(page).getByText('All is well.').waitFor()

    for (let count = 0; count < 5; count++) await larder.get(MESA)

    await tile(page, 'Answered from the cache').getByText('%').waitFor()
    await expect.poll(() => tile(page, 'Loads saved').textContent(), SOON).toMatch(/^[1-9]/)
    await page.locator('#chart-reads canvas').waitFor()
    await expect.poll(() => page.getAttribute('#chart-latency-memory', 'aria-label'), SOON).toContain('p99')
    expect(await page.locator('#nodes tbody tr').count()).toBe(1)
    expect(await page.locator('#nodes tbody td').last().textContent()).toMatch(/^\d+( · \d+)*$/)
    expect(await page.locator('#redis-facts').textContent()).toMatch(
      /^Connections[1-9]\d* of 10, \d+ commands under wayDeletions waiting0Nothing missed as of[\d.]+ m?s ago$/,
    )
  })
})

test(
  'leads to the reference of the API, by keyboard too, in both languages',
  { timeout: 60_000 },
  async () => {
    await onStage(browser, async ({ larder }) => {
      const page = await browser.open(larder.url)
      await verdictOf(page).getByText('All is well.').waitFor()
      // Behind the one that skips to the content.
      for (const _ of [1, 2]) await page.keyboard.press('Tab')
      expect(await page.locator('a:focus').textContent()).toBe('API reference')
      await page.selectOption('#language', 'es')
      await page.getByRole('link', { name: 'Referencia de la API' }).focus()

      await page.keyboard.press('Enter')

      await page.waitForURL(`${larder.url}/docs`)
      expect(await page.title()).toBe('Larder: HTTP API')
    })
  },
)

test('whoever comes later sees what was before', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder }) => {
    const first = await browser.open(larder.url)
    await tile(first, 'Reads per second').waitFor()
    await larder.get(MESA)
    await expect
      .poll(() => tile(first, 'Answered from the cache').textContent(), SOON)
      .toMatch(/reads: [1-9]/)
    await first.close()

    const later = await browser.open(larder.url)

    await expect
      .poll(() => tile(later, 'Answered from the cache').textContent(), SOON)
      .toMatch(/reads: [1-9]/)
  })
})

test('Redis is killed, and is back: the page says so by itself', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder, redis }) => {
    const page = await browser.open(larder.url)
    await verdictOf(page).getByText('All is well.').waitFor()

    await redis.kill()
    await verdictOf(page).getByText('Redis is in trouble').waitFor()
    expect(await verdictOf(page).getAttribute('data-state')).toBe('bad')
    await redis.restart()

    await verdictOf(page).getByText('All is well.').waitFor()
  })
})

test(
  'without Redis there is none to take out of service, and without a book no assistant',
  { timeout: 60_000 },
  async () => {
    await withStage(
      browser,
      async ({ larder }) => {
        const page = await browser.open(larder.url)
        await verdictOf(page).getByText('All is well. Memory serves alone').waitFor()
        expect(await verdictOf(page).getAttribute('data-state')).toBe('good')
        expect(await page.isDisabled('#isolate')).toBe(true)
        expect(await page.isVisible('#no-redis')).toBe(true)

        await page.fill('#talk-message', 'A table for two')
        await page.keyboard.press('Enter')

        await page.locator('#talk-problem').getByText('The assistant has no book').waitFor()
        expect(await page.inputValue('#talk-message')).toBe('A table for two')
      },
      { env: { REDIS_URL: '' }, complaint: 'status of 404' },
    )
  },
)

describe('the assistant', () => {
  /** The demo base is its book. */
  const DEMO = { AIRTABLE_API_KEY: '', AIRTABLE_ENDPOINT_URL: '', AIRTABLE_BASE_IDS: '' }

  test(
    'is tried by keyboard, and tells what the code decided and what models cost',
    { timeout: 60_000 },
    async () => {
      await using models = await startModels()
      await withStage(
        browser,
        async ({ larder }) => {
          const page = await browser.open(larder.url, { locale: 'es-ES' })
          await page.locator('#talk-message').waitFor()
          await page.focus('#talk-message')
          await page.keyboard.type('¿Hay mesa para dos el viernes que viene a las 21:00?')
          await page.keyboard.press('Enter')

          const house = page.locator('#talk-log .house').first()
          await house.locator('.words').getByText('21:00').waitFor()
          await house.getByText('entendido como').waitFor()
          expect(await house.locator('.words').getAttribute('lang')).toBe('es')
          await house.locator('summary').focus()
          await page.keyboard.press('Enter')
          await house.locator('dd', { hasText: 'people 2' }).waitFor()
          expect(await accessibilityProblems(page)).toEqual([])
          await page.locator('#models tbody tr', { hasText: 'openai' }).waitFor()

          await page.click('#talk-new')
          expect(await page.locator('#talk-log > *').count()).toBe(0)
        },
        { env: { ...DEMO, ...models.env } },
      )
    },
  )
})

/** A server that stands in for OpenAI, and the variables that point at it. */
async function startModels() {
  const simulator = await startModelSimulator({
    quirks: { '/openai': 'openai' },
    apiKeys: { openai: ['sk-openai'] },
  })
  const env = { OPENAI_API_KEY: 'sk-openai', OPENAI_BASE_URL: simulator.baseUrl('openai') }
  return { env, [Symbol.asyncDispose]: () => simulator.close() }
}

test('where keys are asked for, so does the page; a wrong one is told', { timeout: 60_000 }, async () => {
  await withStage(
    browser,
    async ({ larder }) => {
      const page = await browser.open(larder.url)
      await page.locator('#key-form').waitFor({ state: 'visible' })
      // Of what nobody knows yet nothing is said, and nothing is offered that cannot work.
      expect(await page.locator('main > :visible').count()).toBe(1)

      await page.fill('#key', 'not-the-key')
      await page.click('#key-form button')
      await page.locator('#key-problem').getByText('This key may not see the cache.').waitFor()
      await page.fill('#key', KEY)
      await page.click('#key-form button')

      await verdictOf(page).getByText('All is well.').waitFor()
      await tile(page, 'Loads saved').waitFor()
    },
    { env: { LARDER_API_KEY: KEY }, complaint: 'status of 401' },
  )
})

describe('for everybody', () => {
  const LIGHT = { colorScheme: 'light', locale: 'en-GB' } as const

  test.each([
    ['light, in English', LIGHT],
    ['dark, in Spanish', { colorScheme: 'dark', locale: 'es-ES' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'es-MX' }],
  ] as const)(
    '%s: nothing that axe-core finds wrong, nothing beyond the edge',
    { timeout: 60_000 },
    async (_, options) => {
      await onStage(browser, async ({ larder }) => {
        const page = await browser.open(larder.url, options)
        await page.locator('#tiles > div').first().waitFor()

        expect(await accessibilityProblems(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        expect(await page.getAttribute('html', 'lang')).toBe(options.locale.slice(0, 2))
      })
    },
  )

  test(
    'by keyboard alone: the language, and a deletion that is called off',
    { timeout: 60_000 },
    async () => {
      await onStage(browser, async ({ larder }) => {
        const page = await browser.open(larder.url, LIGHT)
        await page.locator('#tiles > div').first().waitFor()

        await page.focus('#language')
        await page.keyboard.press('ArrowDown')
        await expect.poll(() => page.getAttribute('html', 'lang'), SOON).toBe('es')
        await page.focus('#delete-what')
        await page.keyboard.type('x')
        await page.keyboard.press('Enter')
        await page.locator('#confirm[open]').waitFor()
        await page.keyboard.press('Escape')

        await expect.poll(() => page.locator('#confirm[open]').count(), SOON).toBe(0)
      })
    },
  )
})
