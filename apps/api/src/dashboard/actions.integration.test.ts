import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { CacheError } from '@larder/cache-core'
import { BASE } from '../larder-fixture.ts'
import { accessibilityProblems, TestBrowser } from './browser-fixture.ts'
import { sharedStage, SOON, verdictOf } from './stage-fixture.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())
afterEach(() => vi.restoreAllMocks())

const onStage = sharedStage()

const MESA = `/v0/${BASE}/Mesas/recMesa0000000004`
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, locale: 'en-GB' } as const

test.each([
  ['markup', `<img src=x onerror="document.title='run'">'"</table>{what}`],
  ['other scripts', 'mesa:ñandú:مطعم:餐厅:🍽️'],
  ['one long word', 'x'.repeat(1_024)],
])('a key of %s is shown, explained and deleted as it is', { timeout: 60_000 }, async (_, key) => {
  await onStage(browser, async ({ larder }) => {
    const { cache } = larder.server.composition
    await cache.set(key, 1)
    await cache.get(key)
    const page = await browser.open(larder.url, PHONE)
    await page.locator('#hot-keys button', { hasText: key }).click()
    await page.locator('#outcome').getByText('A read is answered from the cache').waitFor()
    expect(await page.inputValue('#explain-key')).toBe(key)
    await page.fill('#delete-what', key)
    await page.click('#delete-go')
    await page.locator('#confirm-text').getByText(key).waitFor()
    await page.locator('#confirm-count').getByText('1 in memory here').waitFor()

    expect(await accessibilityProblems(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await page.evaluate('document.querySelector("dialog").scrollWidth <= innerWidth')).toBe(true)
    await page.click('#confirm-yes')

    await page.locator('#outcome').getByText('Entries deleted: 1.').waitFor()
    expect(await page.title()).toBe('Larder')
  })
})

test('what is to be deleted has to be named', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder }) => {
    const page = await browser.open(larder.url)
    await page.selectOption('#delete-by', 'prefix')
    await page.click('#delete-go')

    expect(await page.evaluate('document.activeElement.id')).toBe('delete-what')
    expect(await page.locator('#confirm[open]').count()).toBe(0)
  })
})

test('what has a tag is deleted by it, and nothing else', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder }) => {
    const { cache } = larder.server.composition
    await cache.set('rec:1', 1, { tags: ['table:Mesas'] })
    await cache.set('rec:2', 2, { tags: ['table:Turnos'] })
    await cache.set('table:Mesas', 3)
    await cache.settled()
    const page = await browser.open(larder.url)
    await page.selectOption('#delete-by', 'tag')
    await page.fill('#delete-what', 'table:Mesas')
    await page.click('#delete-go')
    await page.locator('#confirm-text').getByText('Everything by tag “table:Mesas”').waitFor()
    await page.locator('#confirm-count').getByText('1 in memory here').waitFor()

    await page.click('#confirm-yes')

    await page.locator('#outcome').getByText('Entries deleted: 1.').waitFor()
    const left = ['rec:1', 'rec:2', 'table:Mesas'].map((key) => cache.get(key))
    expect(await Promise.all(left)).toEqual([undefined, 2, 3])
  })
})

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
    await page.locator('#confirm-title').getByText('Put Redis back into service?').waitFor()
    await page.click('#confirm-yes')

    await verdictOf(page).getByText('All is well.').waitFor()
  })
})
