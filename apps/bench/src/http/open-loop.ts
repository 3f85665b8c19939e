import type { Random } from '@larder/cache-core'
import { FrugalClient } from './frugal-client.ts'
import { type Waits, waitsOf } from '../budget/budget-verdict.ts'

export interface OpenLoopOptions {
  /** Asked in turn. */
  readonly urls: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly seconds: number
  /** From one request to the next, in ms. */
  readonly nextGapMs: () => number
  /** Whether a client that was held up itself keeps the gaps, and does not send at once what it is late with. Default false. */
  readonly keepsGaps?: boolean | undefined
}

export interface OpenLoopFigures {
  readonly requests: number
  /** How many answers had which status; `failed` had none. */
  readonly statuses: Readonly<Record<string, number>>
  /** From the instant at which a request was due to the end of its answer. Of answers with status 200 only. */
  readonly latency: Waits
}

/** Gaps as they are between callers who know nothing of each other. */
export function randomGaps(perSecond: number, random: Random): () => number {
  return () => (-Math.log(1 - random.next()) * 1_000) / perSecond
}

/**
 * Sends each request when it is due, whether those before are answered or not: a server that stalls is charged with all that
 * came meanwhile, and a client that is late itself too.
 */
export async function openLoop({
  urls,
  headers,
  seconds,
  nextGapMs,
  keepsGaps = false,
}: OpenLoopOptions): Promise<OpenLoopFigures> {
  const client = new FrugalClient(headers)
  const statuses: Record<string, number> = {}
  const times: number[] = []
  const running = new Set<Promise<void>>()
  let startedAt = performance.now()
  let requests = 0
  for (let dueMs = nextGapMs(); dueMs < seconds * 1_000; dueMs += nextGapMs()) {
    const waitMs = startedAt + dueMs - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    if (keepsGaps) startedAt = Math.max(startedAt, performance.now() - dueMs)
    const dueAt = startedAt + dueMs
    const call = client.statusOf(urls[requests++ % urls.length] as string).then((status) => {
      if (status === '200') times.push(performance.now() - dueAt)
      statuses[status] = (statuses[status] ?? 0) + 1
      running.delete(call)
    })
    running.add(call)
  }
  await Promise.all(running)
  client.close()
  return { requests, statuses, latency: waitsOf(times) }
}
