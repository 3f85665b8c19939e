import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { Scoreboard } from './scoreboard/run-scoreboard.ts'

function scoreboard(peer: string, ...questions: readonly string[]) {
  const out = mkdtempSync(join(tmpdir(), 'larder-rivals-'))
  try {
    const { status, stdout } = bench(
      'rivals',
      '--peer',
      peer,
      '--out',
      out,
      ...questions.flatMap((id) => ['--question', id]),
    )
    const board = JSON.parse(readFileSync(join(out, 'rivals.json'), 'utf8')) as Scoreboard
    const results = Object.fromEntries(board.answers.map(({ questionId, result }) => [questionId, result]))
    return { status, stdout, board, results, report: readFileSync(join(out, 'rivals.md'), 'utf8') }
  } finally {
    rmSync(out, { recursive: true })
  }
}

test('Larder is right about what takes no long wait to find out', { timeout: 60_000 }, () => {
  const { status, results } = scoreboard(
    'Larder',
    'delete-during-load',
    'tag-during-load',
    'failing-loader',
    'mutation',
    'dates-and-maps',
    'redis-hangs',
  )

  expect(status).toBe(0)
  expect(results).toEqual({
    'delete-during-load': 'yes',
    'tag-during-load': 'yes',
    'failing-loader': 'yes',
    mutation: 'yes',
    'dates-and-maps': 'yes',
    'redis-hangs': 'yes',
  })
})

/** A scoreboard that always says yes, or always no, or counts what is not offered as a failure, is found out here. */
test('a rival is wrong, right and not asked where it is known to be', { timeout: 60_000 }, () => {
  const { status, stdout, board, results, report } = scoreboard(
    'cache-manager',
    'delete-during-load',
    'tag-during-load',
    'failing-loader',
  )

  expect(status).toBe(0)
  expect(results).toEqual({ 'delete-during-load': 'no', 'tag-during-load': '—', 'failing-loader': 'yes' })
  expect(board.answers[0]?.detail).toContain('the old value came back')
  expect(stdout).toContain('| Does a delete hold when it comes during a load? | **no** |')
  expect(stdout).toContain('| Right, of what it offers | 1 of 2 |')
  expect(report).toContain('cache-manager 7')
})
