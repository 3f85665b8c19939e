import { expect, test } from 'vitest'
import { HttpMeter } from './http-meter.ts'
import { latencyPoint } from './latency-buckets.ts'
import { Histogram } from '@larder/cache-core'
import { templateOf } from './note-routes.ts'
import { requestIds } from './request-id.ts'

test('a request is counted once, under its route, method and class of status', () => {
  const meter = new HttpMeter()

  meter.record('/v0/{base}/{table}', 'GET', 200, 0.3)
  meter.record('/v0/{base}/{table}', 'GET', 304, 20_000)
  meter.record('/v0/{base}/{table}', 'PROPFIND', 999, 1, 'abc')

  const [requests, durations] = meter.families()
  const labels = { route: '/v0/{base}/{table}' }
  expect(requests?.points).toEqual([
    { labels: { ...labels, method: 'GET', status: '2xx' }, value: 1 },
    { labels: { ...labels, method: 'GET', status: '3xx' }, value: 1 },
    { labels: { ...labels, method: 'other', status: 'other' }, value: 1 },
  ])
  const [fast, slow, odd] = durations?.type === 'histogram' ? durations.points : []
  expect([fast?.counts.indexOf(1), fast?.sum]).toEqual([2, 0.0003])
  expect([slow?.counts.at(-1), slow?.sum]).toEqual([1, 20])
  expect(odd?.exemplars?.[3]).toMatchObject({ traceId: 'abc', value: 0.001 })
})

test('names of routes are bounded, whatever they are', () => {
  const meter = new HttpMeter()

  for (let index = 0; index < 1_000; index++) meter.record(`/made/up/${index}`, 'GET', 200, 1)

  const requests = meter.families()[0]
  expect(requests?.points).toHaveLength(101)
  expect(requests?.points.find(({ labels }) => labels['route'] === 'other')).toMatchObject({ value: 900 })
})

test("the cache's histograms keep count and sum in fewer buckets", () => {
  const histogram = new Histogram()
  for (const ms of [0.001, 0.04, 3, 3, 45_000]) histogram.record(ms)

  const { bounds, counts, sum } = latencyPoint({}, histogram.snapshot())

  expect(counts.reduce((all, one) => all + one, 0)).toBe(5)
  expect(sum).toBeCloseTo(45.006041, 9)
  expect(counts[bounds.indexOf(0.005)]).toBe(2)
  expect(counts.at(-1)).toBe(1)
})

test.each([
  ['/webhooks/airtable/:base', '/webhooks/airtable/{base}'],
  ['/assistant/conversations/:id{[\\w-]+}', '/assistant/conversations/{id}'],
  ['/cache/', '/cache'],
  ['/', '/'],
])('%s is %s', (path, template) => {
  expect(templateOf(path)).toBe(template)
})

test('an id is taken from the caller if it is a sane one, and made otherwise, each time another', () => {
  const idFor = requestIds()

  expect(idFor('abc-DEF_123')).toBe('abc-DEF_123')
  const made = [null, '', 'short', 'with space in it', 'x'.repeat(65), 'a\nb1234567', '<script>alert'].map(
    idFor,
  )
  expect(new Set(made).size).toBe(made.length)
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{12}-[0-9a-z]+$/)
})
