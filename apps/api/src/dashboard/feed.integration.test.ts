import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { TestBrowser } from './browser-fixture.ts'
import { readConfig } from '../config.ts'
import { BASE } from '../larder-fixture.ts'
import { serve } from '../serve.ts'
import { sharedStage, SOON, verdictOf, withStage } from './stage-fixture.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())

const onStage = sharedStage()

test(
  'Larder is restarted: the page says so, finds it again, and keeps what was before',
  { timeout: 60_000 },
  async () => {
    await withStage(
      browser,
      async ({ larder, redis }) => {
        const page = await browser.open(larder.url)
        await larder.get(`/v0/${BASE}/Mesas/recMesa0000000004`)
        await larder.get(`/v0/${BASE}/Mesas/recMesa0000000004`)
        // How it is now, and between what it was.
        await expect.poll(() => readsChart(page), SOON).toMatch(/memory [\d.]+ \(0 to (?!0\))/)
        await larder.server.close(0)
        await verdictOf(page).getByText('No connection to Larder since').waitFor()

        const again = await serve(
          readConfig({
            PORT: new URL(larder.url).port,
            LOG_LEVEL: 'silent',
            AIRTABLE_API_KEY: 'patTest',
            AIRTABLE_ENDPOINT_URL: larder.simulator.url,
            REDIS_URL: redis.url,
          }),
        )

        try {
          await verdictOf(page).getByText('All is well.').waitFor()
          expect(await readsChart(page)).toMatch(/memory [\d.]+ \(0 to (?!0\))/)
        } finally {
          await page.close()
          await again.close(0)
        }
      },
      { complaint: 'ERR_' },
    )
  },
)

test(
  'a page that nobody sees holds no connection, and has one as soon as it is seen',
  { timeout: 60_000 },
  async () => {
    await onStage(browser, async ({ larder }) => {
      const page = await browser.open(larder.url)
      await verdictOf(page).getByText('All is well.').waitFor()

      const left = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/cache/live'))
      await setHidden(page, true)
      await left
      expect(await readsChart(page)).not.toMatch(LOADS)
      await larder.get(`/v0/${BASE}/Mesas/recMesa0000000004`)
      const asked = page.waitForRequest(/cache\/live/)
      await setHidden(page, false)
      await asked

      // What has been meanwhile is there.
      await expect.poll(() => readsChart(page), SOON).toMatch(LOADS)
      expect(await verdictOf(page).textContent()).toBe('All is well.')
    })
  },
)

test('where too many watch already, that is what is told', { timeout: 60_000 }, async () => {
  await onStage(
    browser,
    async ({ larder }) => {
      const watching = new AbortController()
      const { signal } = watching
      await Promise.all(Array.from({ length: 50 }, () => fetch(`${larder.url}/cache/live`, { signal })))

      const page = await browser.open(larder.url)

      await verdictOf(page).getByText('No figures just now: Fifty people are watching already').waitFor()
      watching.abort()
      await verdictOf(page).getByText('All is well.').waitFor()
    },
    { complaint: 'status of 503' },
  )
})

test('a browser that cannot iterate over a stream, as Safari, sees it all', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder }) => {
    const page = await browser.open(larder.url)
    await page.addInitScript(
      'delete ReadableStream.prototype[Symbol.asyncIterator]; delete ReadableStream.prototype.values',
    )
    await page.reload()

    await verdictOf(page).getByText('All is well.').waitFor()
    // What it lacks it would lack in other tests.
    await page.close()
  })
})

/** Of the chart of reads: Airtable was asked at some time. */
const LOADS = /Airtable [\d.]+ \(0 to (?!0\))/

/** What it tells whoever does not see it. */
function readsChart(page: Page): Promise<string | null> {
  return page.getAttribute('#chart-reads', 'aria-label')
}

/** Chromium without a window has no tabs in the background. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'))`,
  )
}
