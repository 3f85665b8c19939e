import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startRedis } from '@larder/redis-adapter/testing'
import type { Limit } from './limits/limit.ts'

/** What a limit of Larder was measured to be. */
export interface LimitAnswer {
  readonly limitId: string
  /** Median of the rounds; `undefined` when it failed. */
  readonly median?: number
  readonly samples: readonly number[]
  readonly error?: string
}

/** Measures each limit in rounds, each time in a process and on a redis-server of its own. */
export async function measureLimits(
  limits: readonly Limit[],
  rounds: number,
  onProgress: (line: string) => void,
): Promise<readonly LimitAnswer[]> {
  const samples = new Map<string, number[]>(limits.map(({ id }) => [id, []]))
  const errors = new Map<string, string>()
  for (let round = 0; round < rounds; round++) {
    for (const { id, title } of limits) {
      onProgress(`${title}, round ${round + 1}`)
      const { value, error } = await measureOnce(id)
      if (value !== undefined) samples.get(id)?.push(value)
      else errors.set(id, error ?? 'no answer')
    }
  }
  return limits.map(({ id }) => {
    const sorted = [...(samples.get(id) ?? [])].sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)]
    const error = errors.get(id)
    return {
      limitId: id,
      ...(median === undefined ? {} : { median }),
      samples: sorted,
      ...(error === undefined ? {} : { error }),
    }
  })
}

async function measureOnce(id: string): Promise<{ readonly value?: number; readonly error?: string }> {
  const redis = await startRedis()
  const child = fork(new URL('./limits/limit-process.ts', import.meta.url), [id, redis.url], {
    execArgv: ['--conditions=@larder/source', '--expose-gc'],
  })
  try {
    const ended = once(child, 'exit').then(([code]) => ({
      error: `its process ended with code ${String(code)}`,
    }))
    const replied = once(child, 'message').then(([reply]) => reply as { value?: number; error?: string })
    return await Promise.race([replied, ended])
  } finally {
    child.kill()
    await redis.close()
  }
}
