import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench, MAIN } from './bench-fixture.ts'
import { GISTS } from './report/gists.ts'
import { SCOREBOARD_QUESTIONS } from './scoreboard/all-questions.ts'
import { RIVALS, runScoreboard, type Scoreboard } from './scoreboard/run-scoreboard.ts'

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
  expect(report).toContain(`\n\n${GISTS.rivals}\n\n|`)
})

test('a process that does not start is no answer: it ends the run', { timeout: 60_000 }, async () => {
  const [larder] = RIVALS
  const questions = SCOREBOARD_QUESTIONS.filter(({ id }) => id === 'mutation')
  if (!larder) throw new Error('There is no rival.')

  await expect(
    runScoreboard({ rivals: [{ ...larder, name: 'nobody' }], questions, onProgress: () => {} }),
  ).rejects.toThrow('The process of nobody did not start: Error: nobody has no tiered set-up.')
})

test.runIf(process.platform === 'linux')(
  'Ctrl-C ends it and all that it started, while a cache hangs',
  { timeout: 60_000 },
  async () => {
    const args = [
      '--conditions=@larder/source',
      MAIN,
      'rivals',
      '--peer',
      'bentocache',
      '--question',
      'redis-hangs',
    ]
    const run = spawn(process.execPath, args, { stdio: 'ignore' })
    const exit = once(run, 'exit')
    try {
      // A redis-server that is stopped, and a process that waits for it.
      const started = () => descendantsOf(run.pid ?? 0)
      const isHanging = () => started().some((pid) => /^State:\tT/m.test(statusOf(pid)))
      await expect.poll(isHanging, { timeout: 30_000 }).toBe(true)
      const pids = started()
      expect(pids.length).toBeGreaterThan(1)

      run.kill('SIGINT')

      expect(await exit).toEqual([130, null])
      await expect
        .poll(() => pids.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 10_000 })
        .toEqual([])
    } finally {
      run.kill('SIGKILL')
    }
  },
)

function descendantsOf(pid: number): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`
  const children = existsSync(path)
    ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number)
    : []
  return children.flatMap((child) => [child, ...descendantsOf(child)])
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
