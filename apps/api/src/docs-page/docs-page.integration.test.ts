import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityProblems, TestBrowser } from '../dashboard/browser-fixture.ts'
import { sharedLarder, withLarder } from '../larder-fixture.ts'
import { openApiDocument, operationsOf } from '../openapi/openapi-document.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())
afterEach(() => browser.closePages())

const onLarder = sharedLarder({})

/** Operations and schemas are alike, and looking at all of them takes seconds: one of each kind is left in. */
const MOST_ARTICLES = 'article:not(#postMessage, #listRecords, #deleteKeys, #schema-Fact, #schema-CacheStats)'

describe('for everybody', () => {
  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true }],
  ] as const)(
    '%s: nothing that axe-core finds wrong, nothing beyond the edge',
    { timeout: 60_000 },
    async (_, options) => {
      await onLarder(async ({ url }) => {
        browser.complaints.length = 0
        const page = await browser.open(`${url}/docs`, options)

        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        // Its policy lets nothing in but its own style sheet and icon.
        expect(browser.complaints).toEqual([])
        expect(
          await page.evaluate('getComputedStyle(document.querySelector("article")).borderTopStyle'),
        ).toBe('solid')
        await page.evaluate(
          `document.querySelectorAll('${MOST_ARTICLES}').forEach((article) => article.remove())`,
        )
        expect(await accessibilityProblems(page)).toEqual([])
      })
    },
  )
})

test('every operation has its place, and no link leads nowhere', { timeout: 60_000 }, async () => {
  await withLarder({ env: { LARDER_API_KEY: 'a-key-of-larder-1' } }, async ({ url }) => {
    const response = await fetch(`${url}/docs`)
    const text = await response.text()
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    const links = [...text.matchAll(/ href="([^"]+)"/g)].map(([, href = '']) => href)

    expect(new Set(ids).size).toBe(ids.length)
    for (const { operation } of operationsOf(openApiDocument())) expect(ids).toContain(operation.operationId)
    for (const href of links.filter((link) => link.startsWith('#'))) expect(ids).toContain(href.slice(1))
    for (const href of links.filter((link) => !link.startsWith('#') && link !== './'))
      expect([href, (await fetch(new URL(href, `${url}/docs`))).status]).toEqual([href, 200])
    expect(text).not.toMatch(/<script| style="|(?:src|href)="(?:https?:)?\/\//)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

test('whoever has the page, or the document, is not sent it again', async () => {
  await onLarder(async ({ url }) => {
    for (const path of ['/docs', '/openapi.json']) {
      const etag = (await fetch(url + path)).headers.get('etag') ?? ''

      expect((await fetch(url + path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    }
  })
})
