import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LedgerAnswer, type LedgerMessage, SharedRateBudget, systemClock } from '@larder/cache-core'
import { FakeClock, InMemorySlotLedger, rateBudgetContract, SeededRandom } from '@larder/cache-core/testing'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { createRedisBackend, type RedisSharedBackend } from './redis-backend.ts'
import { EXCHANGE } from './scripts/slot-ledger-script.ts'
import { type RedisServer, startRedis } from './testing/index.ts'

let server: RedisServer
let raw: Redis
beforeAll(async () => {
  server = await startRedis()
  raw = new Redis(server.url)
})
afterAll(async () => {
  raw.disconnect()
  await server.close()
})

const limit = (scope: string) => (scope.startsWith('token') ? 50 : 5)

describe('keeps the contract of rate budgets', () => {
  const setup = async () => {
    await raw.flushall()
    const backends: RedisSharedBackend[] = []
    const budgets: SharedRateBudget[] = []
    const open = async () => {
      const backend = createRedisBackend({ url: server.url, deadlineMs: 5_000 })
      backends.push(backend)
      const budget = new SharedRateBudget({
        ledger: backend.openLedger('ns'),
        process: `process ${budgets.length}`,
        limit,
        intervalMs: 300,
        flightMs: 100,
        ledgerDeadlineMs: 2_000,
        clock: systemClock,
      })
      budgets.push(budget)
      await expect.poll(() => budget.mode, { timeout: 10_000, interval: 5 }).toBe('shared')
      return budget
    }
    return {
      open,
      pass: (ms: number) => sleep(ms),
      now: () => performance.now(),
      close: async () => {
        await Promise.all(budgets.map((budget) => budget.close()))
        await Promise.all(backends.map((backend) => backend.close()))
      },
    }
  }
  for (const { name, run } of rateBudgetContract(setup)) test(name, { timeout: 20_000 }, run)
})

/** The script with a clock that a test sets. */
const TIMED = EXCHANGE.replace("redis.call('TIME')", '{math.floor(ARGV[4] / 1000), ARGV[4] % 1000 * 1000}')

test('answers every message as the ledger in memory does', { timeout: 60_000 }, async () => {
  expect(TIMED).not.toBe(EXCHANGE)
  for (let seed = 1; seed <= Number(process.env['SEEDS'] ?? 15); seed++) {
    await raw.flushall()
    const random = new SeededRandom(seed)
    const clock = new FakeClock()
    const oracle = new InMemorySlotLedger(clock)
    const processes = ['a', 'b', 'c'].map((name) => new ScriptedProcess(name, random))
    let serverId = 'first'
    for (let step = 0; step < 120; step++) {
      const process = processes[Math.floor(3 * random.next())] as ScriptedProcess
      const message = process.message(clock.now())
      const keys = ['{ns}:slots', ...message.scopes.map(({ name }) => `{ns}:slots:${name}`)]
      const args = [`${1_000 + step}`, JSON.stringify(message), serverId, clock.now()]
      const [, era, at, verdict, share, count, places, views] = (await raw.eval(
        TIMED,
        keys.length,
        ...keys,
        ...args,
      )) as readonly [string, string, number, LedgerAnswer['verdict'], number, number, number[], number[][]]
      const expected = await oracle.exchange({ ...message, era: process.oracleEra })

      const scopes = views.map(([used, capacity, lockedForMs, ...others]) => ({
        used,
        capacity,
        lockedForMs,
        others,
      }))
      const where = { seed, step }
      expect({ ...where, at, verdict, share, processes: count, places, scopes }).toEqual({
        ...where,
        at: expected.at,
        verdict: expected.verdict,
        share: expected.share,
        processes: expected.processes,
        places: expected.places,
        scopes: expected.scopes,
      })
      process.heed(message, { ...expected, era }, expected.era)
      const dice = random.next()
      if (dice < 0.02) await raw.flushall().then(() => oracle.flush())
      else if (dice < 0.04) {
        serverId = `server ${step}`
        oracle.flush()
      } else if (dice < 0.06) await clock.advance(70_000)
      else if (dice < 0.08) clock.jumpWall(Math.round(600 + 2_000 * random.next()))
      else await clock.advance(Math.round(300 * random.next()))
    }
  }
})

/** Says whatever a process may say, and much that it should not. */
class ScriptedProcess {
  oracleEra = ''
  readonly #name: string
  readonly #random: SeededRandom
  #era = ''
  #sequence = 0
  #at: number | undefined
  #mode: 'alone' | 'shared' = 'alone'
  #share = 0
  #processes = 0
  #number = 0
  #granted: { readonly number: number; readonly scopes: readonly number[] }[] = []

  constructor(name: string, random: SeededRandom) {
    this.#name = name
    this.#random = random
  }

  message(now: number): LedgerMessage {
    const random = this.#random
    const pick = <T>(...all: readonly T[]): T => all[Math.floor(all.length * random.next())] as T
    const scopes = [
      { name: 'base a', limit: 5 },
      { name: 'base b', limit: 2 },
      { name: 'token', limit: 6 },
    ]
    const slots = this.#granted
      .splice(0, Math.floor(4 * random.next()))
      .map((slot) => ({ ...slot, forMs: pick(0, 1_020, 700.5), isUnderWay: pick(true, false) }))
    const wants = Array.from({ length: Math.floor(6 * random.next()) }, () => ({
      number: ++this.#number,
      scopes: pick([0, 2], [1, 2], [0], [2]),
      kind: pick('write' as const, 'read' as const, 'read' as const, 'background' as const),
      waitedMs: Math.round(5_000 * random.next()),
    }))
    const isShared = this.#mode === 'shared'
    return {
      process: this.#name,
      sequence: random.next() < 0.03 ? this.#sequence : ++this.#sequence,
      mode: random.next() < 0.02 ? 'gone' : this.#mode,
      era: this.#era,
      expectedAt: this.#at === undefined ? undefined : random.next() < 0.02 ? this.#at - 4_000 : now,
      share: this.#share,
      processes: this.#processes,
      expectedProcesses: pick(2, 5, 8),
      terms: TERMS,
      scopes,
      slots,
      locks: random.next() < 0.05 ? [{ scope: pick(0, 1, 2), forMs: 2_000.4 }] : [],
      wants: isShared ? wants : [],
      waiting: scopes.map(() => [pick(0, 3, 7), pick(0, 9)]),
    }
  }

  heed(message: LedgerMessage, answer: LedgerAnswer, oracleEra: string): void {
    this.#era = answer.era
    this.oracleEra = oracleEra
    this.#at = answer.at
    this.#mode = answer.verdict === 'shared' && message.mode !== 'gone' ? 'shared' : 'alone'
    if (answer.verdict === 'refused') return
    this.#share = answer.share
    this.#processes = answer.processes
    for (const [index, place] of answer.places.entries()) {
      const want = message.wants[index]
      if (place >= 0 && want) this.#granted.push({ number: want.number, scopes: want.scopes })
    }
  }
}

const TERMS = {
  windowMs: 1_020,
  holdMs: 3_000,
  lateMs: 500,
  absentMs: 1_000,
  forgetMs: 60_000,
  settleMs: 2_020,
  aheadMs: 50,
  headStartMs: 2_000,
  leastShare: 1_008,
}
