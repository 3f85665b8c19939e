import type { RedisRouter } from './redis-router.ts'

/** What the log of a namespace consists of, all in one slot: in the order that its scripts want. */
export interface LogKeys {
  readonly all: readonly string[]
  readonly stream: string
}

export function logKeysOf(namespace: string): LogKeys {
  const all = ['barriers', 'barriers:old', 'log', 'sets', 'sets:old'].map((name) => `{${namespace}}:${name}`)
  return { all, stream: `{${namespace}}:log` }
}

/**
 * While their slot is on its way, a script of which one key is missing is not run: one by one they can be made, each where
 * it has to be. What is there already takes no harm. Never rejects: what failed is met again by the script.
 */
export async function createLogKeys(router: RedisRouter, { all, stream }: LogKeys): Promise<void> {
  const creations = all.map((key) =>
    router.run<unknown>(key, 64, (client) =>
      key === stream ? client.xadd(key, 'MAXLEN', 0, '0-1', 'n', 0) : client.hincrby(key, '#', 0),
    ),
  )
  await Promise.allSettled(creations)
}
