import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { CacheError } from '@larder/cache-core'
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
afterEach(() => vi.restoreAllMocks())

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
    await expect.poll(() => page.getAttribute('#chart-latency', 'aria-label'), SOON).toContain('p99')
    expect(await page.locator('#nodes tbody tr').count()).toBe(1)
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

describe('actions', () => {
  test(
    'a hot key is explained by its button, and deleted by pattern once that is confirmed',
    { timeout: 60_000 },
    async () => {
      await onStage(browser, async ({ larder }) => {
        await larder.get(MESA)
        await larder.server.composition.cache.settled()
        const page = await browser.open(larder.url)
        await page.locator('#hot-keys button', { hasText: 'recMesa0000000004' }).focus()
        await page.keyboard.press('Enter')
        await page.locator('#outcome').getByText('A read is answered from the cache').waitFor()

        await page.fill('#delete-what', '*recMesa0000000004')
        await page.selectOption('#delete-by', 'pattern')
        await page.click('#delete-form button')

        await page.locator('#confirm-count').getByText('1 in memory here, 1 in Redis.').waitFor()
        await page.click('#confirm-no')
        expect(await larder.server.composition.cache.count({ pattern: '*recMesa0000000004' })).toEqual({
          l1: 1,
          l2: 1,
        })

        await page.click('#delete-form button')
        await page.click('#confirm-yes')
        await page.locator('#outcome').getByText('Entries deleted: 1.').waitFor()
        expect(await larder.server.composition.cache.count({ pattern: '*recMesa0000000004' })).toEqual({
          l1: 0,
          l2: 0,
        })

        await page.focus('#explain-key')
        await page.keyboard.press('Enter')
        await page.locator('#outcome').getByText('A read asks Airtable').waitFor()
      })
    },
  )

  test(
    'freeing shows how far it is, and is called off: what had been deleted is told',
    { timeout: 60_000 },
    async () => {
      await onStage(browser, async ({ larder }) => {
        const { cache } = larder.server.composition
        await cache.setMany(Array.from({ length: 200 }, (_, index) => [`list:${index}`, index] as const))
        await cache.settled()
        // It frees some of them, and the rest when there is time, which there is not.
        const ended = Promise.withResolvers<string>()
        vi.spyOn(cache, 'deleteByPattern').mockResolvedValue({
          acknowledged: true,
          reclaim: async ({ signal, onProgress } = {}) => {
            onProgress?.({ l1: 200, l2: 120 })
            await new Promise((resolve) => signal?.addEventListener('abort', resolve))
            ended.resolve('called off')
            throw new CacheError('ABORTED', 'It was aborted.')
          },
        })
        const page = await browser.open(larder.url)
        await page.selectOption('#delete-by', 'pattern')
        await page.fill('#delete-what', 'list:*')
        await page.keyboard.press('Enter')
        await page.locator('#confirm-count').getByText('200 in memory here, 200 in Redis.').waitFor()
        await page.click('#confirm-yes')

        await page.locator('#outcome').getByText('Nothing of it is served any more').waitFor()
        await page
          .locator('#freeing-text')
          .getByText('200 of 200 in memory here, 120 of 200 in Redis')
          .waitFor()
        expect(await page.evaluate('document.querySelector("#freeing-bar").position')).toBeCloseTo(0.8)
        expect(await accessibilityProblems(page)).toEqual([])
        await expect.poll(() => page.evaluate('document.activeElement.id'), SOON).toBe('freeing-stop')
        await page.keyboard.press('Enter')

        await page
          .locator('#outcome')
          .getByText('Entries deleted by then: 200 in memory, 120 in Redis.')
          .waitFor()
        expect(await ended.promise).toBe('called off')
        expect(await page.isHidden('#freeing')).toBe(true)
        expect(await page.isEnabled('#delete-go')).toBe(true)
      })
    },
  )

  test('everything is deleted, and nothing needs to be named', { timeout: 60_000 }, async () => {
    await onStage(browser, async ({ larder }) => {
      const { cache } = larder.server.composition
      await cache.setMany(Array.from({ length: 300 }, (_, index) => [`list:${index}`, index] as const))
      await cache.settled()
      const page = await browser.open(larder.url)
      await page.selectOption('#delete-by', 'all')
      expect(await page.isHidden('#delete-what')).toBe(true)
      await page.click('#delete-form button')
      await page.locator('#confirm-text').getByText('Everything is forgotten').waitFor()
      await page.click('#confirm-yes')

      await page
        .locator('#outcome')
        .getByText(/Entries deleted: 3\d\d\./)
        .waitFor()
      expect(await cache.count({ prefix: 'list:' })).toEqual({ l1: 0, l2: 0 })
    })
  })

  test('what the cache refuses is told in its words', { timeout: 60_000 }, async () => {
    await onStage(
      browser,
      async ({ larder }) => {
        const page = await browser.open(larder.url)
        await page.selectOption('#delete-by', 'pattern')
        await page.fill('#delete-what', 'a*b*c*d')
        await page.click('#delete-form button')

        await page.locator('#confirm-count').getByText('at most 2 are allowed').waitFor()
        await page.click('#confirm-yes')

        await page.locator('#outcome').getByText('at most 2 are allowed').waitFor()
      },
      { complaint: 'status of 400' },
    )
  })

  test('Redis is taken out of service and put back', { timeout: 60_000 }, async () => {
    await onStage(browser, async ({ larder }) => {
      const page = await browser.open(larder.url)
      await verdictOf(page).getByText('All is well.').waitFor()

      await page.click('#isolate')
      await page.locator('#confirm-title').getByText('Take Redis out of service?').waitFor()
      await page.click('#confirm-yes')
      await verdictOf(page).getByText('Redis is out of service until it is put back.').waitFor()
      expect(await page.isDisabled('#isolate')).toBe(true)
      await page.click('#rejoin')

      await verdictOf(page).getByText('All is well.').waitFor()
    })
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
      expect(await page.locator('#tiles > div').count()).toBe(0)

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
