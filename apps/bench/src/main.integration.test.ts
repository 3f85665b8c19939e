import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CacheBenchmarkResult } from './cache-benchmark.ts'
import { QUESTIONS } from './cache-questions.ts'
import { heapPerEntry } from './limits/heap-per-entry.ts'
import type { RivalsResult } from './rivals/run-rivals.ts'
import { ALL_PEERS } from './peers/all-peers.ts'

const MAIN = new URL('./main.ts', import.meta.url).pathname

function bench(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@larder/source', MAIN, ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

/** It shows that every contender answers, and says nothing of speed: the rounds are far too short. */
test(
  'every contender answers every question it can, and three reports are written',
  { timeout: 120_000 },
  () => {
    const out = mkdtempSync(join(tmpdir(), 'larder-bench-'))
    try {
      const asked = [...QUESTIONS, heapPerEntry].flatMap(({ id }) => ['--question', id])
      const run = ['cache', '--rounds', '1', '--duration', '20', '--out', out]
      const { status, stdout, stderr } = bench(...run, ...asked)
      const result = JSON.parse(readFileSync(join(out, 'cache.json'), 'utf8')) as CacheBenchmarkResult

      expect(status).toBe(0)
      expect(stderr).not.toContain('Warning')
      expect(new Set(result.answers.map(({ peer }) => peer))).toEqual(
        new Set(ALL_PEERS.map(({ name }) => name)),
      )
      expect(
        result.answers.filter(({ median, error }) => error !== undefined || !((median ?? 0) > 0)),
      ).toEqual([])
      expect(stdout).toContain('| Redis get, 64 readers |')
      expect(stdout).toMatch(/\| Heap per entry .* \| ≤ 250 bytes \| \*+\d+ bytes\*+ \|/)
      expect(result.limits.map(({ median }) => median)).toEqual([expect.any(Number)])
      expect(readFileSync(join(out, 'cache.html'), 'utf8')).toContain('<svg')
      expect(readFileSync(join(out, 'cache.md'), 'utf8')).toContain('Measured on')
    } finally {
      rmSync(out, { recursive: true })
    }
  },
)

test(
  'the scoreboard tells who answers a question of correctness, and who does not',
  { timeout: 120_000 },
  () => {
    const out = mkdtempSync(join(tmpdir(), 'larder-bench-'))
    try {
      const asked = ['dates', 'mutation', 'garbage', 'tag-during-load'].flatMap((id) => ['--question', id])
      const contestants = ['--contestant', 'Larder', '--contestant', 'cache-manager']
      const { status, stdout } = bench('rivals', ...asked, ...contestants, '--out', out)
      const { verdicts } = JSON.parse(readFileSync(join(out, 'rivals.json'), 'utf8')) as RivalsResult

      expect(status).toBe(0)
      const answers = (name: string) =>
        verdicts
          .filter(({ contestant }) => contestant === name)
          .map(({ questionId, answer }) => [questionId, answer])
      expect(answers('Larder').map(([, answer]) => answer)).toEqual(['yes', 'yes', 'yes', 'yes'])
      expect(answers('cache-manager')).toContainEqual(['tag-during-load', '-'])
      expect(answers('cache-manager')).toContainEqual(['dates', 'no'])
      expect(stdout).toContain('|  | Larder | cache-manager |')
      expect(readFileSync(join(out, 'rivals.md'), 'utf8')).toContain('cache-manager 7')
    } finally {
      rmSync(out, { recursive: true })
    }
  },
)

test.each([
  [['cash'], 'Unknown benchmark "cash"'],
  [['cache', '--rounds', 'many'], '--rounds is many'],
  [['cache', '--question', 'speed'], 'Unknown question speed'],
  [['rivals', '--question', 'speed'], 'Unknown question speed'],
  [['rivals', '--contestant', 'nobody'], 'Unknown contestant nobody'],
])('%j ends with exit code 1 and says why', (args, message) => {
  const { status, stderr } = bench(...args)

  expect(status).toBe(1)
  expect(stderr).toContain(message)
})
