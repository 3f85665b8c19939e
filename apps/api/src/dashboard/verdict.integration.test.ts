import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser } from './browser-fixture.ts'
import { BASE } from '../larder-fixture.ts'
import { sharedStage, SOON, tile, verdictOf, withStage } from './stage-fixture.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await TestBrowser.start()
})
afterAll(() => browser.close())

const onStage = sharedStage()

test('Airtable fails, and serves again: the page says so by itself', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder }) => {
    const page = await browser.open(larder.url)
    await verdictOf(page).getByText('All is well.').waitFor()

    larder.simulator.faults.failAll('503')
    await larder.get(`/v0/${BASE}/Mesas/recMesa0000000005`)
    await verdictOf(page).getByText(`Airtable is in trouble, it does not serve ${BASE}.`).waitFor()
    expect(await verdictOf(page).getAttribute('data-state')).toBe('bad')
    await tile(page, 'Failures').getByText('Airtable LOADER').waitFor()
    larder.simulator.faults.clear()
    await expect
      .poll(async () => (await larder.get(`/v0/${BASE}/Mesas/recMesa0000000005`)).status, SOON)
      .toBe(200)

    await verdictOf(page).getByText('All is well.').waitFor()
  })
})

test('all that is wrong is told, the worst first', { timeout: 60_000 }, async () => {
  await withStage(browser, async ({ larder }) => {
    const page = await browser.open(larder.url)
    larder.server.composition.cache.isolate()
    await verdictOf(page).getByText('Redis is out of service').waitFor()
    expect(await verdictOf(page).getAttribute('data-state')).toBe('warn')

    larder.simulator.faults.failAll('503')
    await larder.get(`/v0/${BASE}/Mesas/recMesa0000000005`)

    await verdictOf(page)
      .getByText(/^Airtable is in trouble.* Redis is out of service/)
      .waitFor()
    expect(await verdictOf(page).getAttribute('data-state')).toBe('bad')
  })
})

test('a page that is paused keeps its figures, and tells what is wrong', { timeout: 60_000 }, async () => {
  await onStage(browser, async ({ larder, redis }) => {
    const page = await browser.open(larder.url, { locale: 'en-GB' })
    await page.locator('#nodes', { hasText: 'healthy' }).waitFor()
    await page.click('#pause')
    await redis.kill()

    await verdictOf(page).getByText('Redis is in trouble').waitFor()
    expect(await page.textContent('#nodes')).toContain('healthy')
    await page.locator('#pause', { hasText: 'Resume' }).click()

    await page.locator('#nodes strong', { hasText: 'degraded' }).waitFor()
    await page.selectOption('#language', 'es')
    await page.locator('#nodes strong', { hasText: 'con problemas' }).waitFor()
    await page.reload()
    await verdictOf(page).getByText('Redis tiene problemas').waitFor()
  })
})
