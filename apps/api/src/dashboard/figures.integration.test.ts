import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { TestBrowser } from './browser-fixture.ts'
import type { LivePoint } from './live-point.ts'
import { DETAILS, POINT, withUpstream } from './live-point-fixture.ts'
import { verdictOf } from './stage-fixture.ts'
import { startToldPage, type ToldPage } from './told-page-fixture.ts'

let browser: TestBrowser
let told: ToldPage
/** One for all tests: each begins with a moment far from those before, of which nothing is shown any more. */
let page: Page
beforeAll(async () => {
  browser = await TestBrowser.start()
  told = await startToldPage()
  page = await browser.open(told.url, { locale: 'en-US', timezoneId: 'UTC' })
})
afterAll(async () => {
  await browser.close()
  await told.close()
  expect(browser.complaints).toEqual([])
})

let { at } = POINT
beforeEach(async () => {
  at += 61 * 60_000
  await page.selectOption('#language', 'en')
})

/** Resolves when the page shows it, which the legend tells by the last moment's time. */
async function show(point: LivePoint): Promise<void> {
  at += 1_000
  await told.tell({ ...point, at }, DETAILS)
  const time = new Date(at).toISOString().slice(13, 19)
  await page.locator('#chart-reads .u-legend').getByText(time).waitFor()
}

/** Each row as it reads, its cells apart. */
async function rowsOf(rows: string, cells: string): Promise<readonly string[]> {
  const found = await page.locator(rows).all()
  return Promise.all(found.map(async (row) => (await row.locator(cells).allTextContents()).join(' | ')))
}

async function factsOf(id: string): Promise<readonly string[]> {
  const [terms, values] = await Promise.all(
    ['dt', 'dd'].map((part) => page.locator(`#${id} > ${part}`).allTextContents()),
  )
  return (terms ?? []).map((term, index) => `${term}: ${values?.[index]}`)
}

const chartOf = (name: string) => page.getAttribute(`#chart-${name}`, 'aria-label')

test('each tile tells its figure, and over what', async () => {
  await show(POINT)

  expect(await rowsOf('#tiles > div', 'dt, dd')).toEqual([
    'Answered from the cache | 88%last minute; reads: 100',
    'Reads per second | 50last ten seconds',
    'Slowest of a hundred (p99) | 41 msworst second of the last minute',
    'Loads saved | 4,567since the start',
    'In memory | 321400.4 KiB of 64 MiB',
    'Saved by compression | 80.5%200 KiB for 1 MiB',
    'Failures | 3last minute: Airtable LOADER 2, Redis DEADLINE_EXCEEDED 1',
    'Loads under way | 9',
  ])
})

test('Redis: each server with its breakers, connections, what waits, and as of when nothing was missed', async () => {
  await show(POINT)

  expect(await rowsOf('#nodes tr', 'th, td')).toEqual([
    'Server | State | Round trip | Read breaker | Write breaker | Under way, by lane',
    'redis://one:6379 | healthy | 0.4 ms | closed | half-open | 14 · 0 · 1',
    'redis://two:6379 | degraded: it is loading | 13 ms | open | closed | –',
  ])
  expect(await page.locator('#nodes strong.bad').allTextContents()).toEqual([
    'half-open',
    'degraded: it is loading',
    'open',
  ])
  expect(await factsOf('redis-facts')).toEqual([
    'Connections: 6 of 10, 15 commands under way',
    'Deletions waiting: 17',
    'Nothing missed as of: 250 ms ago',
  ])
})

describe('Airtable', () => {
  test('its budget and queue, the monthly calls, webhooks, and mirrors', async () => {
    await show(POINT)

    expect(await rowsOf('#budget tr', 'th, td')).toEqual([
      'Scope | Used | Waiting | Locked out for',
      'base:appOne | 4 / 5 | 6 | –',
      'token:t1 | 7 / 50 | 0 | –',
    ])
    expect(await factsOf('upstream-facts')).toEqual([
      'Budget: shared by 3 processes',
      'Monthly calls: available',
      'Webhooks: appOne: following',
      'Mirrored tables: Turnos (1,240): current',
    ])
  })

  test('the same when it is in trouble, and the verdict has all of it, the worst first', async () => {
    const scope = { ...POINT.upstream.budget.scopes['base:appOne']!, locked_for_ms: 29_000 }
    const troubled = withUpstream({
      budget: { mode: 'alone', processes: 1, scopes: { 'base:appTwo': scope } },
      quota: { status: 'exhausted', bases: [{ base: 'appOne', until: '2026-12-01T00:00:00.000Z' }] },
      webhooks: [{ base: 'appThree', state: 'refused', error: 'no permission' }],
      mirror: [{ table: 'Mesas', state: 'unfit', records: 0, reason: 'too many records' }],
    })
    await show(troubled)

    expect(await rowsOf('#budget tbody tr', 'td')).toEqual(['base:appTwo | 4 / 5 | 6 | 29 s'])
    expect(await factsOf('upstream-facts')).toEqual([
      'Budget: own share only: Redis did not answer',
      'Monthly calls: used up: appOne',
      'Webhooks: appThree: refused: no permission',
      'Mirrored tables: Mesas (0): not copied: too many records',
    ])
    expect(await verdictOf(page).textContent()).toBe(
      'The monthly calls of Airtable are used up for appOne: what is cached is served stale. ' +
        'Airtable has locked out appTwo after too many requests. ' +
        'Changes made in Airtable itself are not followed: appThree.',
    )
    expect(await verdictOf(page).getAttribute('data-state')).toBe('bad')
    expect(await verdictOf(page).getAttribute('role')).toBe('status')

    await page.selectOption('#language', 'es')
    expect(await verdictOf(page).textContent()).toMatch(
      /llamadas mensuales .* appOne.* ha bloqueado appTwo .* No se siguen .* appThree\./,
    )
    await show(POINT)
    expect(await verdictOf(page).textContent()).toBe('Todo va bien.')
  })

  test.each([
    ['locked out', { budget: lockedBudget() }, 'Airtable has locked out appOne after too many requests.'],
    [
      'not followed',
      { webhooks: [{ base: 'appOne', state: 'retrying', error: 'HTTP 500' }] },
      'Changes made in Airtable itself are not followed: appOne.',
    ],
  ])('%s: that is a warning, and no more', async (_, changes, words) => {
    await show(withUpstream(changes))

    expect(await verdictOf(page).textContent()).toBe(words)
    expect(await verdictOf(page).getAttribute('data-state')).toBe('warn')
  })
})

function lockedBudget(): LivePoint['upstream']['budget'] {
  const { budget } = POINT.upstream
  return {
    ...budget,
    mode: 'local',
    scopes: { 'base:appOne': { ...budget.scopes['base:appOne']!, locked_for_ms: 1 } },
  }
}

test('what models cost, by provider', async () => {
  await show(POINT)

  expect(await rowsOf('#models tr', 'th, td')).toEqual([
    'Provider | Calls | Failed | From the cache | Tokens in / out | Cost | Saved',
    'openai | 70 | 5 | 11 | 9,100 / 1,300 | $0.25 | $0.05',
    'other | 3 | 0 | 0 | 90 / 30 | $0.50 and 2 calls of unknown price | $0.00',
  ])
})

test('each chart tells whoever does not see it how its lines are, and between what they were', async () => {
  await show(POINT)
  const scope = { ...POINT.upstream.budget.scopes['base:appOne']!, used: 5 }
  const budget = { ...POINT.upstream.budget, scopes: { 'base:appOne': scope, 'base:appTwo': scope } }
  await show({ ...withUpstream({ budget }), reads: { memory: 1, redis: 1, stale: 0, missed: 2 } })

  expect(await chartOf('reads')).toBe(
    'memory 0.5 (0.5 to 30), Redis 0.5 (0.5 to 10), stale 0 (0 to 4), Airtable 1 (1 to 6)',
  )
  expect(await chartOf('hits')).toBe('Answered from the cache 50 (50 to 88)')
  expect(await chartOf('budget')).toBe('Used 10 (4 to 10), Waiting 12 (6 to 12)')
  expect(
    await Promise.all(['reads', 'memory', 'redis', 'upstream'].map((tier) => chartOf(`latency-${tier}`))),
  ).toEqual([
    'p50 0.011 (0.011 to 0.011), p95 31 (31 to 31), p99 41 (41 to 41)',
    'p50 0.002 (0.002 to 0.002), p95 0.003 (0.003 to 0.003), p99 0.004 (0.004 to 0.004)',
    'p50 0.61 (0.61 to 0.61), p95 0.72 (0.72 to 0.72), p99 0.83 (0.83 to 0.83)',
    'p50 120 (120 to 120), p95 180 (180 to 180), p99 240 (240 to 240)',
  ])
})

test('no line is hidden by a click on its name, which no key could undo', async () => {
  await show(POINT)

  await page.locator('#chart-reads .u-legend th', { hasText: 'memory' }).click({ force: true })

  expect(await page.locator('#chart-reads .u-legend .u-off').count()).toBe(0)
})

test('a time at the right edge of a chart has room', async () => {
  await show(POINT)

  // Half of it is beyond the last moment.
  const room = await page.evaluate<number>(`{
    const [chart] = document.querySelectorAll('#chart-reads')
    const pen = document.createElement('canvas').getContext('2d')
    pen.font = '12px system-ui'
    const { right } = chart.querySelector('.u-over').getBoundingClientRect()
    chart.querySelector('canvas').getBoundingClientRect().right - right - pen.measureText('00:00:00').width / 2
  }`)
  expect(room).toBeGreaterThanOrEqual(0)
})
