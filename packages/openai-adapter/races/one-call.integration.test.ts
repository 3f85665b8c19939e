import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { startModelSimulator } from '@larder/model-simulator'
import { startRedis } from '@larder/redis-adapter/testing'
import type { AskingReply } from './asking-reply.ts'

/** How long the model takes: longer than a lease lasts without being renewed. */
const SLOW_MS = 2_000

function asking(redisUrl: string, modelUrl: string): ChildProcess {
  const child = fork(new URL('./asking-process.ts', import.meta.url), [redisUrl, modelUrl, '50'], {
    execArgv: ['--conditions=@larder/source'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('a hundred equal requests of two processes are one call of the model, which outlives its lease', async () => {
  const [redis, simulator] = await Promise.all([startRedis(), startModelSimulator({ quirks: 'deepseek' })])
  onTestFinished(async () => {
    await Promise.all([redis.close(), simulator.close()])
  })
  simulator.chaos.latencyMs = SLOW_MS
  const processes = [1, 2].map(() => asking(redis.url, simulator.baseUrl('deepseek')))
  await Promise.all(processes.map((child) => once(child, 'message')))

  const replies = processes.map(async (child) => {
    const reply = once(child, 'message')
    child.send('go')
    return (await reply)[0] as AskingReply
  })
  const told = await Promise.all(replies)

  expect(simulator.journal.counts.chat).toBe(1)
  expect(told.reduce((sum, { upstream }) => sum + upstream, 0)).toBe(1)
  expect(told.reduce((sum, { hits }) => sum + hits, 0)).toBe(99)
  expect(new Set(told.flatMap(({ texts }) => texts)).size).toBe(1)
  // Paid once, saved ninety-nine times.
  const paid = told.reduce((sum, { usd }) => sum + usd, 0)
  expect(paid).toBeGreaterThan(0)
  expect(told.reduce((sum, { savedUsd }) => sum + savedUsd, 0)).toBeCloseTo(99 * paid, 9)
  for (const { tookMs } of told) expect(tookMs).toBeGreaterThanOrEqual(SLOW_MS)
})
