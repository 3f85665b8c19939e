import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityProblems, TestBrowser } from './browser-fixture.ts'
import { sharedStage } from './stage-fixture.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())

const onStage = sharedStage()

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
