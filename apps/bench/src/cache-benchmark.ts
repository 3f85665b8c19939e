import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { startRedis } from '@larder/redis-adapter/testing'
import { ALL_PEERS } from './peers/all-peers.ts'
import { type Environment, readEnvironment, versionOf } from './environment.ts'
import type { PeerCommand, PeerReply } from './peer-process.ts'
import type { Peer } from './peers/peer.ts'
import { type Limit, pause } from './limits/limit.ts'
import { type LimitAnswer, measureLimits } from './measure-limits.ts'
import type { Question } from './cache-questions.ts'

export interface CacheBenchmarkOptions {
  readonly rounds: number
  readonly durationMs: number
  readonly questions: readonly Question[]
  readonly limits: readonly Limit[]
  readonly onProgress: (line: string) => void
}

export interface CacheBenchmarkResult {
  readonly environment: Environment
  readonly rounds: number
  readonly durationMs: number
  readonly answers: readonly Answer[]
  readonly limits: readonly LimitAnswer[]
}

/** What one peer did for one question. */
export interface Answer {
  readonly questionId: string
  readonly peer: string
  readonly version: string
  /** Median of the rounds; `undefined` when it failed. */
  readonly median?: number
  readonly samples: readonly number[]
  readonly error?: string
}

/**
 * Asks every peer every question, in rounds, one after the other in turning order, each peer in a process of its own
 * on one redis-server of the benchmark's own. Noise of the machine then meets all alike.
 */
export async function runCacheBenchmark(options: CacheBenchmarkOptions): Promise<CacheBenchmarkResult> {
  const redis = await startRedis()
  const admin = new Redis(redis.url)
  const processes = new Map(ALL_PEERS.map((peer) => [peer.name, new PeerProcess(peer, redis.url)]))
  try {
    const answers: Answer[] = []
    for (const question of options.questions) {
      options.onProgress(question.title)
      const entrants = ALL_PEERS.filter((peer) =>
        question.tier === 'memory' ? peer.openMemory : peer.openShared,
      )
      const asked =
        question.operation === 'bytes'
          ? await askBytes(question, entrants, processes, admin)
          : await askRates(question, entrants, processes, options)
      answers.push(...asked)
    }
    const environment = await readEnvironment(admin)
    await Promise.all([...processes.values()].map((process) => process.close()))
    const limits = await measureLimits(options.limits, options.rounds, options.onProgress)
    return { environment, rounds: options.rounds, durationMs: options.durationMs, answers, limits }
  } finally {
    await Promise.all([...processes.values()].map((process) => process.close()))
    admin.disconnect()
    await redis.close()
  }
}

/** How long a contender warms up for a question, in durations: compilers want some ten thousand calls. */
const WARM_UP = 3

async function askRates(
  question: Question,
  peers: readonly Peer[],
  processes: ReadonlyMap<string, PeerProcess>,
  options: CacheBenchmarkOptions,
): Promise<readonly Answer[]> {
  const samples = new Map<string, number[]>(peers.map(({ name }) => [name, []]))
  const errors = new Map<string, string>()
  const command = (durationMs: number): PeerCommand => ({
    kind: 'measure',
    questionId: question.id,
    durationMs,
  })
  for (const { name } of peers) await processes.get(name)?.ask(command(WARM_UP * options.durationMs))
  for (let round = 0; round < options.rounds; round++) {
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = peers[(turn + round) % peers.length]
      const reply = peer && (await processes.get(peer.name)?.ask(command(options.durationMs)))
      if (peer && reply?.value !== undefined) samples.get(peer.name)?.push(reply.value)
      else if (peer && reply?.error !== undefined) errors.set(peer.name, reply.error)
    }
  }
  return peers.map((peer) => answerOf(question, peer, samples.get(peer.name) ?? [], errors.get(peer.name)))
}

async function askBytes(
  question: Question,
  peers: readonly Peer[],
  processes: ReadonlyMap<string, PeerProcess>,
  admin: Redis,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const peer of peers) {
    // Only what the one before has stored: whoever keeps an eye on its Redis would begin anew after a flush.
    for (const key of await storedKeys(admin)) await admin.unlink(key)
    const reply = await processes.get(peer.name)?.ask({ kind: 'store-one', questionId: question.id })
    await pause(50)
    const keys = await storedKeys(admin)
    const sizes = await Promise.all(keys.map((key) => admin.strlen(key)))
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    answers.push(answerOf(question, peer, bytes > 0 ? [bytes] : [], reply?.error))
  }
  return answers
}

async function storedKeys(admin: Redis): Promise<readonly string[]> {
  return (await admin.keys('*stored*')).filter((key) => !key.includes('canary'))
}

function answerOf(
  question: Question,
  peer: Peer,
  samples: readonly number[],
  error: string | undefined,
): Answer {
  const sorted = [...samples].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  return {
    questionId: question.id,
    peer: peer.name,
    version: versionOf(peer.packageName),
    ...(median === undefined ? {} : { median }),
    samples,
    ...(error === undefined ? {} : { error }),
  }
}

/** A peer, in its own process. */
class PeerProcess {
  readonly #peer: Peer
  readonly #redisUrl: string
  #child: ChildProcess | undefined

  constructor(peer: Peer, redisUrl: string) {
    this.#peer = peer
    this.#redisUrl = redisUrl
  }

  async ask(command: PeerCommand): Promise<PeerReply> {
    this.#child ??= fork(new URL('./peer-process.ts', import.meta.url), [this.#peer.name, this.#redisUrl], {
      execArgv: ['--conditions=@larder/source'],
    })
    const child = this.#child
    const settled = new AbortController()
    const { signal } = settled
    const ended = once(child, 'exit', { signal }).then(([code]): PeerReply => ({
      error: `its process ended with code ${String(code)}`,
    }))
    const replied = once(child, 'message', { signal }).then(([reply]) => reply as PeerReply)
    child.send(command)
    try {
      return await Promise.race([replied, ended])
    } finally {
      // The loser of the race stops listening; its rejection says so and nothing else.
      ended.catch(() => {})
      replied.catch(() => {})
      settled.abort()
    }
  }

  async close(): Promise<void> {
    if (!this.#child || this.#child.exitCode !== null) return
    await this.ask({ kind: 'close' })
    this.#child.kill()
    this.#child = undefined
  }
}
