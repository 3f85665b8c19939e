import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { CacheBenchmarkResult } from './cache-benchmark.ts'
import { QUESTIONS } from './cache-questions.ts'
import { heapPerEntry } from './limits/heap-per-entry.ts'
import { ALL_PEERS } from './peers/all-peers.ts'
import { GISTS } from './report/gists.ts'

/** It shows that every contender answers, and says nothing of speed: the rounds are far too short. */
test(
  'every contender answers every question it can, and three reports are written',
  { timeout: 120_000 },
  () => {
    const out = mkdtempSync(join(tmpdir(), 'larder-bench-'))
    try {
      const asked = [...QUESTIONS, heapPerEntry].flatMap(({ id }) => ['--question', id])
      const run = ['cache', '--rounds', '1', '--duration', '5', '--out', out]
      const { status, stdout, stderr } = bench(...run, ...asked)
      const result = JSON.parse(readFileSync(join(out, 'cache.json'), 'utf8')) as CacheBenchmarkResult

      expect(status).toBe(0)
      expect(stderr).not.toContain('Warning')
      expect(new Set(result.answers.map(({ peer }) => peer))).toEqual(
        new Set(ALL_PEERS.filter((peer) => peer.openMemory ?? peer.openShared).map(({ name }) => name)),
      )
      expect(
        result.answers.filter(({ median, error }) => error !== undefined || !((median ?? 0) > 0)),
      ).toEqual([])
      expect(stdout).toContain('| Redis get, 64 readers |')
      expect(stdout).toMatch(/\| Heap per entry .* \| ≤ 250 bytes \| \*+\d+ bytes\*+ \|/)
      expect(result.limits.map(({ median }) => median)).toEqual([expect.any(Number)])
      expect(readFileSync(join(out, 'cache.html'), 'utf8')).toContain('<svg')
      const page = readFileSync(join(out, 'cache.md'), 'utf8')
      expect(page).toContain('Measured on')
      expect(page).toContain(`\n\n${GISTS.cache}\n\n|`)
    } finally {
      rmSync(out, { recursive: true })
    }
  },
)

/** What each benchmark refuses: run-benchmark.test.ts. */
test('an error ends with exit code 1 and one line that says why', () => {
  const { status, stdout, stderr } = bench('budget', '--seconds', '0')

  expect(status).toBe(1)
  expect(stderr).toBe('--seconds is 0; it must be a number from 4 to 3600.\n')
  expect(stdout).toBe('')
})
