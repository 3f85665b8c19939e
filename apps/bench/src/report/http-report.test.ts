import { expect, test } from 'vitest'
import type { HttpFigures } from '../http/http-figures.ts'
import { httpReport, shareOf } from './http-report.ts'
import type { OpenLoopFigures } from '../http/open-loop.ts'

const samples = (...rates: readonly number[]) => rates.map((perSecond) => ({ perSecond, cpuUs: 50 }))
const answered = (p99Ms: number): OpenLoopFigures => ({
  requests: 1_000,
  statuses: { 200: 1_000 },
  latency: { count: 1_000, p50Ms: 1, p99Ms, maxMs: 20 },
})

const FIGURES: HttpFigures = {
  environment: { date: '2026-01-01', cpu: 'a', cores: 2, memoryGiB: 1, system: 'b', node: 'v24', redis: '7' },
  versions: { hono: '4' },
  loadBefore: 0.1,
  rounds: 3,
  seconds: 1,
  connections: 16,
  rateSeconds: 2,
  reservations: 100,
  throughput: [
    { question: 'record', status: 200, bytes: 299, larder: samples(60, 30, 66), raw: samples(100, 40, 110) },
    { question: 'page', status: 304, bytes: 0, larder: samples(50, 51, 52), raw: samples(100, 100, 100) },
  ],
  rates: [
    { question: 'record', larder: answered(9.9), raw: answered(12) },
    { question: 'page', larder: answered(10.1), raw: answered(12) },
  ],
  direct: { paced: answered(160), unpaced: { ...answered(160), statuses: { 200: 5, 429: 995 } } },
  cost: {
    first: { requests: 1_000, calls: { list: 3, schema: 1 } },
    mirror: { requests: 0, calls: { list: 10 } },
    steady: { requests: 20_000, calls: { webhook: 2 } },
  },
}

test('the share of raw Hono is that of the rounds, not of their middles', () => {
  expect(shareOf({ larder: samples(60, 30, 66), raw: samples(100, 40, 110) })).toBeCloseTo(0.6)
})

test('targets that were missed are in italics', () => {
  const report = httpReport(FIGURES)

  expect(report).toContain('| One record | 299 | 60/s | 100/s | **0.60** | 50 and 50 µs |')
  expect(report).toContain('| A page of 100 records, 304 | 0 | 51/s | 100/s | *0.51* |')
  expect(report).toContain('| Larder, 500/s: one record | 1,000 | 200: 1,000 | 1.0 ms | **9.9 ms** | 20 ms |')
  expect(report).toContain('| *10 ms* |')
  expect(report).toContain('| 200: 5, 429: 995 |')
})

test('what was paid upstream is told for 1,000 requests', () => {
  const report = httpReport(FIGURES)

  expect(report).toContain('| 1,000 | 4 | 4.00 | list 3, schema 1 |')
  expect(report).toContain('| 20,000 | 2 | 0.10 | webhook 2 |')
})

test('it says whether the machine had other work', () => {
  expect(httpReport(FIGURES)).toContain('Nothing else ran on the machine.')
  expect(httpReport({ ...FIGURES, loadBefore: 7.2 })).toContain('7.2 processes wanted its 2 cores')
})
