import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { TestBrowser } from './browser-fixture.ts'
import { sharedStage, verdictOf } from './stage-fixture.ts'

const KEY = 'operator-key-0123456789'
/** The demo base is the assistant's book. */
const ENV = { LARDER_API_KEY: KEY, AIRTABLE_API_KEY: '', AIRTABLE_ENDPOINT_URL: '', AIRTABLE_BASE_IDS: '' }
/** Every page is, at first. */
const REFUSED = { complaint: 'status of 401' }

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())

const onStage = sharedStage(ENV)

async function presentKey(page: Page, key: string): Promise<void> {
  await page.locator('#key-form').waitFor({ state: 'visible' })
  await page.fill('#key', key)
  await page.click('#key-form button')
}

test(
  'with a key, too, deletions tell how far they are, and the assistant answers',
  { timeout: 60_000 },
  async () => {
    await onStage(
      browser,
      async ({ larder }) => {
        const { cache } = larder.server.composition
        await cache.setMany(Array.from({ length: 5 }, (_, index) => [`list:${index}`, index] as const))
        const page = await browser.open(larder.url)
        await presentKey(page, KEY)
        await verdictOf(page).getByText('All is well.').waitFor()

        await page.selectOption('#delete-by', 'prefix')
        await page.fill('#delete-what', 'list:')
        await page.click('#delete-go')
        await page.click('#confirm-yes')
        await page.locator('#outcome').getByText('Entries deleted: 5.').waitFor()
        await page.fill('#talk-message', 'Do you have a terrace?')
        await page.keyboard.press('Enter')

        await page.locator('#talk-log .house summary').waitFor()

        // A key that does no more opens nothing, and shows nothing either.
        await page.evaluate(`sessionStorage.setItem('larder-key', 'gone')
          document.dispatchEvent(new Event('visibilitychange'))`)
        await page.locator('#key-form').waitFor({ state: 'visible' })
        expect(await page.locator('main > :visible').count()).toBe(1)
      },
      REFUSED,
    )
  },
)

test('a key that no request can carry is told, and not kept', { timeout: 60_000 }, async () => {
  await onStage(
    browser,
    async ({ larder }) => {
      const page = await browser.open(larder.url)
      await presentKey(page, 'llave-🔑')
      await page.locator('#key-problem').getByText('That did not work').waitFor()
      await page.reload()
      await presentKey(page, KEY)

      await verdictOf(page).getByText('All is well.').waitFor()
      expect(await page.evaluate('document.activeElement.id')).toBe('content')
    },
    REFUSED,
  )
})
