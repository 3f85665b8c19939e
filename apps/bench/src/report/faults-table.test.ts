import { expect, test } from 'vitest'
import { type FaultsReport, faultsTable } from './faults-table.ts'
import type { RowResult } from '../faults/row-result.ts'

const RESULT: RowResult = {
  number: 3,
  title: 'hang',
  how: 'SIGSTOP',
  cache: 'Larder',
  seed: 1,
  profile: 'long',
  verdict: 'failed',
  findings: [
    { name: 'longest call', measured: '460 ms', budget: '≤ 450 ms', ok: false },
    { name: 'wrong values', measured: '0', budget: '≤ 0', ok: true },
  ],
  events: [],
}

const REPORT: FaultsReport = {
  environment: {
    date: '2026-01-01',
    cpu: 'a processor',
    cores: 2,
    memoryGiB: 24,
    system: 'Linux',
    node: 'v24.0.0',
    redis: '7.0.15',
  },
  seed: 1,
  results: [RESULT],
}

test('a row that failed says what was measured, and what was allowed', () => {
  const table = faultsTable(REPORT)

  expect(table).toContain('| 3 | hang | **failed** |')
  expect(table).toContain('0 of 1 within their budgets. Measured on 2026-01-01: a processor, 2 cores')
  expect(table).toContain('- 3 hang: longest call 460 ms, allowed ≤ 450 ms')
  expect(table).not.toContain('wrong values')
})

test('other caches have a column with their names, and only what kept a drill from its end is told of them', () => {
  const other: RowResult = { ...RESULT, cache: 'other' }
  const crashed: RowResult = { ...other, findings: [], error: 'Its process ended with code 1: Error: boom' }
  const table = faultsTable({ ...REPORT, results: [RESULT, other, crashed] })

  expect(table).toContain('| other | 3 | hang |')
  expect(table).toContain('- 3 hang, other: Its process ended with code 1: Error: boom')
  expect(table).not.toContain('hang, other: longest call')
})
