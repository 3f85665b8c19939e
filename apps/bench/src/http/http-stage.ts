import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JournalEntry } from '@larder/airtable-simulator'
import { startRedis } from '@larder/redis-adapter/testing'
import type { OpenLoopFigures } from './open-loop.ts'
import type { RateLoad } from './open-loop-process.ts'
import { BASE, HEADERS, HTTP_QUESTIONS, KEY, MIRRORED } from './http-questions.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { startLarder } from '../start-larder.ts'

export type UpstreamCall = Pick<JournalEntry, 'at' | 'status' | 'kind'>

export interface SimulatorProcess {
  readonly url: string
  /** The latest 10,000, oldest first. */
  readonly calls: () => Promise<readonly UpstreamCall[]>
}

/** As far away as Airtable is, in ms. */
export const AIRTABLE_LATENCY_MS = 150

/** A simulator with its documented limiter, in a process that ends with the stack. */
export async function openSimulator(
  stack: AsyncDisposableStack,
  reservations: number,
): Promise<SimulatorProcess> {
  const args = ['documented', String(reservations), String(AIRTABLE_LATENCY_MS)]
  const child = forked(stack, '../simulator-process.ts', args)
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    calls: async () => {
      const told = once(child, 'message')
      child.send('journal')
      const [calls] = (await told) as [readonly UpstreamCall[]]
      return calls
    },
  }
}

/** Asks at a given rate. */
export interface RateClient {
  readonly ask: (load: RateLoad) => Promise<OpenLoopFigures>
}

/** A client in a process that ends with the stack. */
export function openRateClient(stack: AsyncDisposableStack): RateClient {
  const child = forked(stack, './open-loop-process.ts', [])
  return {
    ask: async (load) => {
      const told = once(child, 'message')
      child.send(load)
      const [figures] = (await told) as [OpenLoopFigures]
      return figures
    },
  }
}

/** Larder as it runs behind a public address: with a key, on a Redis of its own, its base followed, one table mirrored. Nothing is in its cache. */
export async function openLarder(
  stack: AsyncDisposableStack,
  airtable: SimulatorProcess,
): Promise<ServerProcess> {
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'larder-http-')), (path) =>
    rmSync(path, { recursive: true }),
  )
  const config = join(folder, 'larder.json')
  writeFileSync(config, JSON.stringify({ webhooks: { bases: [BASE] }, mirror: { [BASE]: [MIRRORED] } }))
  const redis = stack.adopt(await startRedis(), (server) => server.close())
  const env = {
    LOG_LEVEL: 'warn',
    LARDER_API_KEY: KEY,
    LARDER_CONFIG: config,
    REDIS_URL: redis.url,
    AIRTABLE_API_KEY: 'patBench',
    AIRTABLE_ENDPOINT_URL: airtable.url,
    AIRTABLE_BASE_IDS: BASE,
    // A followed base keeps its answers for long: see docs/webhooks.md.
    CACHE_TTL_MS: '86400000',
  }
  return stack.adopt(await startLarder(env), (server) => server.kill())
}

function forked(stack: AsyncDisposableStack, path: string, args: readonly string[]): ChildProcess {
  const options = { execArgv: ['--conditions=@larder/source'] }
  return stack.adopt(
    fork(new URL(path, import.meta.url), args, options),
    (child) => void child.kill('SIGKILL'),
  )
}

/** The same answers from Hono alone. */
export async function openRaw(stack: AsyncDisposableStack, larder: ServerProcess): Promise<ServerProcess> {
  const path = fileURLToPath(new URL('./raw-process.ts', import.meta.url))
  const args = [larder.url, ...HTTP_QUESTIONS.map((question) => question.path)]
  return stack.adopt(await startServer({ path, args }), (server) => server.kill())
}

interface Stats {
  readonly upstream: { readonly mirror: readonly { readonly state: string }[] }
}

/** Resolves when the mirrored table is answered from its copy; rejects when it is not within `withinMs`. */
export async function mirrored({ url }: ServerProcess, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs
  for (;;) {
    const response = await fetch(`${url}/cache/stats`, { headers: HEADERS })
    const { upstream } = (await response.json()) as Stats
    if (upstream.mirror.length > 0 && upstream.mirror.every(({ state }) => state === 'current')) return
    if (performance.now() > until)
      throw new Error(`The table was not mirrored within ${withinMs / 1_000} s: ${JSON.stringify(upstream)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
