import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import type { Page } from 'playwright-core'
import { accessibilityProblems, TestBrowser } from './browser-fixture.ts'
import { BASE, type LarderFixture, withLarder } from '../larder-fixture.ts'

const KEY = 'operator-key-0123456789'
const MESA = `/v0/${BASE}/Mesas/recMesa0000000004`

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())

type Step = (stage: { readonly larder: LarderFixture; readonly redis: RedisServer }) => Promise<void>

/** Fails over whatever a page complains of, but for the status that the step has provoked. */
async function withStage(
  step: Step,
  {
    env = {},
    status = 0,
  }: { readonly env?: Readonly<Record<string, string>>; readonly status?: number } = {},
): Promise<void> {
  const redis = await startRedis()
  browser.complaints.length = 0
  try {
    await withLarder({ env: { REDIS_URL: redis.url, ...env } }, async (larder) => {
      try {
        await step({ larder, redis })
      } finally {
        await browser.closePages()
      }
    })
    expect(browser.complaints.filter((text) => !text.includes(`status of ${status}`))).toEqual([])
  } finally {
    await redis.close()
  }
}

const verdictOf = (page: Page) => page.locator('#verdict')
/** The figure of the tile with that title. */
const tile = (page: Page, title: string) => page.locator('#tiles > div', { hasText: title }).locator('dd')

test('tells at a glance how things stand, and goes on telling', { timeout: 60_000 }, async () => {
  await withStage(async ({ larder }) => {
    await larder.get(MESA)
    const page = await browser.open(larder.url)
    await verdictOf(page).getByText('All is well.').waitFor()

    for (let count = 0; count < 5; count++) await larder.get(MESA)

    await tile(page, 'Answered from the cache').getByText('%').waitFor()
    await expect.poll(() => tile(page, 'Loads saved').textContent()).toMatch(/^[1-9]/)
    await page.locator('#chart-reads canvas').waitFor()
    await expect.poll(() => page.getAttribute('#chart-latency', 'aria-label')).toContain('p99')
    expect(await page.locator('#nodes tbody tr').count()).toBe(1)
  })
})

test('whoever comes later sees what was before', { timeout: 60_000 }, async () => {
  await withStage(async ({ larder }) => {
    const first = await browser.open(larder.url)
    await tile(first, 'Reads per second').waitFor()
    await larder.get(MESA)
    await expect.poll(() => tile(first, 'Answered from the cache').textContent()).toContain('1 reads')
    await first.close()

    const later = await browser.open(larder.url)

    await expect.poll(() => tile(later, 'Answered from the cache').textContent()).toContain('reads')
  })
})

test('Redis is killed, and is back: the page says so by itself', { timeout: 60_000 }, async () => {
  await withStage(async ({ larder, redis }) => {
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
  test('a key is explained, and deleted by pattern once that is confirmed', { timeout: 60_000 }, async () => {
    await withStage(async ({ larder }) => {
      await larder.get(MESA)
      await larder.server.composition.cache.settled()
      const page = await browser.open(larder.url)
      const key = `airtable:${BASE}:t:tblMesas000000000:r:recMesa0000000004`
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
      await page.locator('#outcome').getByText('1 entries deleted.').waitFor()
      expect(await larder.server.composition.cache.count({ pattern: '*recMesa0000000004' })).toEqual({
        l1: 0,
        l2: 0,
      })

      await page.fill('#explain-key', key)
      await page.keyboard.press('Enter')
      await page.locator('#outcome').getByText('A read asks Airtable').waitFor()
    })
  })

  test('what the cache refuses is told in its words', { timeout: 60_000 }, async () => {
    await withStage(
      async ({ larder }) => {
        const page = await browser.open(larder.url)
        await page.selectOption('#delete-by', 'pattern')
        await page.fill('#delete-what', 'a*b*c*d')
        await page.click('#delete-form button')

        await page.locator('#confirm-count').getByText('at most 2 are allowed').waitFor()
        await page.click('#confirm-yes')

        await page.locator('#outcome').getByText('at most 2 are allowed').waitFor()
      },
      { status: 400 },
    )
  })

  test('Redis is taken out of service and put back', { timeout: 60_000 }, async () => {
    await withStage(async ({ larder }) => {
      const page = await browser.open(larder.url)
      await verdictOf(page).getByText('All is well.').waitFor()

      await page.click('#isolate')
      await verdictOf(page).getByText('Redis is in trouble').waitFor()
      await page.click('#rejoin')

      await verdictOf(page).getByText('All is well.').waitFor()
    })
  })
})

test('where keys are asked for, so does the page; a wrong one is told', { timeout: 60_000 }, async () => {
  await withStage(
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
    { env: { LARDER_API_KEY: KEY }, status: 401 },
  )
})

describe('for everybody', () => {
  test.each([
    ['light, in English', { colorScheme: 'light', locale: 'en-GB' }],
    ['dark, in Spanish', { colorScheme: 'dark', locale: 'es-ES' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'es-MX' }],
  ] as const)(
    '%s: nothing that axe-core finds wrong, nothing beyond the edge',
    { timeout: 60_000 },
    async (_, options) => {
      await withStage(async ({ larder }) => {
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
      await withStage(async ({ larder }) => {
        const page = await browser.open(larder.url, { locale: 'en-GB' })
        await page.locator('#tiles > div').first().waitFor()

        await page.focus('#language')
        await page.keyboard.press('ArrowDown')
        await expect.poll(() => page.getAttribute('html', 'lang')).toBe('es')
        await page.focus('#delete-what')
        await page.keyboard.type('x')
        await page.keyboard.press('Enter')
        await page.locator('#confirm[open]').waitFor()
        await page.keyboard.press('Escape')

        await expect.poll(() => page.locator('#confirm[open]').count()).toBe(0)
      })
    },
  )
})
