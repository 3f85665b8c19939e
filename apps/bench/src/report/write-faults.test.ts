import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RowResult } from '../faults/row-result.ts'
import { writeFaults } from './write-faults.ts'

const PAGE = new URL('../../../../docs/faults.md', import.meta.url)
const ENVIRONMENT = {
  date: '2026-01-01',
  cpu: 'a processor',
  cores: 2,
  memoryGiB: 24,
  system: 'Linux',
  node: 'v24.0.0',
  redis: '7.0.15',
}

let folder: string
let page: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-faults-'))
  page = join(folder, 'faults.md')
  // The page itself: what is written into is what is there.
  writeFileSync(page, readFileSync(PAGE))
})
afterEach(() => rmSync(folder, { recursive: true }))

function resultOf(number: number, cache: string): RowResult {
  return {
    number,
    title: `fault ${number}`,
    how: '',
    cache,
    seed: 77,
    profile: 'long',
    verdict: 'passed',
    findings: [],
    events: [],
  }
}

/** The rows between each pair of markers, by their first two cells. */
function tables(): readonly (readonly string[])[] {
  const marked = readFileSync(page, 'utf8').matchAll(/<!-- bench:faults,.*?<!-- \/bench:faults -->/gs)
  return [...marked].map(([text]) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('|') && !line.includes('---') && !/\| # \|/.test(line))
      .map((line) => line.split('|').slice(1, 3).join('').trim().replaceAll(/\s+/g, ' ')),
  )
}

const ours = [1, 2, 3, 4].map((number) => resultOf(number, 'Larder'))
const theirs = [1, 3].map((number) => resultOf(number, 'other'))

test('the matrix is of Larder alone; the rows of others stand beside its own', () => {
  writeFaults({ environment: ENVIRONMENT, seed: 77, results: [...ours, ...theirs] }, page)

  expect(tables()).toEqual([
    ['1 fault 1', '2 fault 2', '3 fault 3', '4 fault 4'],
    ['Larder 1', 'Larder 3', 'other 1', 'other 3'],
  ])
})

test('without others their table stays as it is', () => {
  const [, before] = tables()

  writeFaults({ environment: ENVIRONMENT, seed: 77, results: ours }, page)

  expect(tables()).toEqual([['1 fault 1', '2 fault 2', '3 fault 3', '4 fault 4'], before])
  expect(before?.length).toBeGreaterThan(0)
})
