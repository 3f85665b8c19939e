import { describe, expect, test } from 'vitest'
import type { LedgerAnswer, LedgerMessage, SlotLedger } from '../ports/slot-ledger.ts'
import type { RequestPriority } from '../ports/rate-budget.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { InMemorySlotLedger } from '../testing/in-memory-slot-ledger.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { SharedRateBudget, type SharedRateBudgetOptions } from './shared-rate-budget.ts'

/** A process's way to the ledger, which can be cut, slowed down, or lose answers alone. */
class Line implements SlotLedger {
  fault: 'none' | 'cut' | 'hang' | 'lost answers' = 'none'
  delayMs = 0
  readonly #ledger: SlotLedger
  readonly #clock: FakeClock

  constructor(ledger: SlotLedger, clock: FakeClock) {
    this.#ledger = ledger
    this.#clock = clock
  }

  async exchange(message: LedgerMessage): Promise<LedgerAnswer> {
    if (this.fault === 'cut') throw new Error('cut')
    if (this.fault === 'hang') return new Promise(() => {})
    await this.#pass()
    const answer = await this.#ledger.exchange(message)
    if (this.fault === 'lost answers') return new Promise(() => {})
    await this.#pass()
    return answer
  }

  #pass(): Promise<void> {
    return new Promise((resolve) =>
      this.delayMs > 0 ? void this.#clock.setTimer(resolve, this.delayMs / 2) : resolve(),
    )
  }
}

const UNREACHABLE: SlotLedger = { exchange: () => Promise.reject(new Error('cut')) }

/** Several processes with one ledger, and an upstream that counts what arrives in any second. */
class World {
  readonly clock = new FakeClock()
  readonly ledger = new InMemorySlotLedger(this.clock)
  readonly lines: Line[] = []
  readonly budgets: SharedRateBudget[] = []
  readonly arrivals: { readonly at: number; readonly process: number; readonly priority: RequestPriority }[] =
    []
  answerMs = 30

  async start(options: Partial<SharedRateBudgetOptions> = {}): Promise<number> {
    const line = new Line(this.ledger, this.clock)
    this.lines.push(line)
    const { clock } = this
    const process = this.budgets.length
    this.budgets.push(new SharedRateBudget({ ledger: line, process: `p${process}`, clock, ...options }))
    await clock.advance(0)
    return process
  }

  async startTogether(count: number, options: Partial<SharedRateBudgetOptions> = {}): Promise<void> {
    for (let index = 0; index < count; index++) await this.start(options)
    await this.clock.advance(3_000)
  }

  /** One request, which arrives somewhere between its departure and its answer. */
  async send(
    process: number,
    priority: RequestPriority = 'interactive-read',
    maxWaitMs = 60_000,
  ): Promise<void> {
    const departure = await (this.budgets[process] as SharedRateBudget).acquire('base', {
      priority,
      maxWaitMs,
    })
    const wait = (ms: number) => new Promise<void>((resolve) => void this.clock.setTimer(resolve, ms))
    await wait(this.answerMs / 2)
    this.arrivals.push({ at: this.clock.monotonic(), process, priority })
    await wait(this.answerMs / 2)
    departure.arrived()
  }

  /** Keeps `width` requests of each process waiting. */
  flood(processes: readonly number[], width = 3, priority?: RequestPriority): void {
    const again = async (process: number): Promise<void> => {
      for (;;) await this.send(process, priority, Number.POSITIVE_INFINITY)
    }
    for (const process of processes) for (let index = 0; index < width; index++) void again(process)
  }

  densest(): number {
    let most = 0
    const times = this.arrivals.map(({ at }) => at)
    for (let first = 0, last = 0; last < times.length; last++) {
      while ((times[last] as number) - (times[first] as number) > 1_000) first++
      most = Math.max(most, last - first + 1)
    }
    return most
  }

  arrivedBetween(from: number, to: number, process?: number): number {
    return this.arrivals.filter(
      (one) => one.at >= from && one.at < to && (process === undefined || one.process === process),
    ).length
  }
}

test('four processes together use the whole budget, and never more', async () => {
  const world = new World()
  await world.startTogether(4)
  world.flood([0, 1, 2, 3])
  const from = world.clock.monotonic()

  await world.clock.advance(20_000)

  expect(world.densest()).toBe(5)
  // A slot is taken for the window, the margin, and the 30 ms of its request.
  expect(world.arrivedBetween(from, from + 20_000)).toBeGreaterThanOrEqual(90)
})

test('what is told to be used is what has left: never more than the limit, and nothing once all is quiet', async () => {
  const world = new World()
  await world.startTogether(3)
  const used = () => world.budgets.map((budget) => budget.status('base').used)
  for (const process of [0, 1, 2]) for (let sent = 0; sent < 8; sent++) void world.send(process)
  const seen: number[] = []

  for (let ms = 0; ms < 7_000; ms += 7) {
    await world.clock.advance(7)
    seen.push(...used())
  }

  expect(world.arrivals).toHaveLength(24)
  expect(Math.max(...seen)).toBe(5)
  expect(used()).toEqual([0, 0, 0])
})

test('one process alone may use all of it while the others have nothing to send', async () => {
  const world = new World()
  await world.startTogether(4)
  world.flood([2], 10)
  const from = world.clock.monotonic()

  await world.clock.advance(10_000)

  expect(world.arrivedBetween(from, from + 10_000)).toBeGreaterThanOrEqual(45)
})

describe('without the ledger', () => {
  test('each keeps to its share, after a pause, and all is shared again when it is back', async () => {
    const world = new World()
    await world.startTogether(4)
    world.flood([0, 1, 2, 3])
    await world.clock.advance(5_000)
    const cutAt = world.clock.monotonic()
    for (const line of world.lines) line.fault = 'cut'

    await world.clock.advance(20_000)

    expect(world.budgets.map(({ mode }) => mode)).toEqual(Array(4).fill('alone'))
    const backAt = world.clock.monotonic()
    // One of five each, and none in the pause of 2.8 s.
    expect(world.arrivedBetween(cutAt + 100, cutAt + 2_600)).toBe(0)
    expect(world.arrivedBetween(cutAt + 5_000, backAt)).toBeGreaterThanOrEqual(4 * 14 - 4)
    for (const line of world.lines) line.fault = 'none'
    await world.clock.advance(10_000)
    expect(world.arrivedBetween(backAt + 1_000, backAt + 10_000)).toBeGreaterThanOrEqual(40)
    expect(world.densest()).toBeLessThanOrEqual(5)
  })

  test('one that is cut off keeps its share while the others share the rest', async () => {
    const world = new World()
    await world.startTogether(4)
    world.flood([0, 1, 2, 3])
    await world.clock.advance(5_000)
    const from = world.clock.monotonic()
    ;(world.lines[0] as Line).fault = 'hang'

    await world.clock.advance(30_000)
    ;(world.lines[0] as Line).fault = 'none'
    await world.clock.advance(10_000)

    expect(world.arrivedBetween(from + 5_000, from + 30_000, 0)).toBeGreaterThanOrEqual(22)
    expect(world.arrivedBetween(from + 5_000, from + 30_000)).toBeGreaterThanOrEqual(110)
    expect(world.densest()).toBeLessThanOrEqual(5)
  })

  test('of more processes than slots, as many as there are slots go on, also when some were away before', async () => {
    const world = new World()
    await world.startTogether(8)
    world.flood([0, 1, 2, 3, 4, 5, 6, 7])
    await world.clock.advance(5_000)
    for (const line of world.lines.slice(0, 5)) line.fault = 'cut'
    await world.clock.advance(5_000)
    world.ledger.flush()
    await world.clock.advance(5_000)
    for (const line of world.lines) line.fault = 'cut'

    await world.clock.advance(5_000)
    const from = world.clock.monotonic()
    await world.clock.advance(10_000)

    expect(world.arrivedBetween(from, from + 10_000)).toBeGreaterThanOrEqual(40)
    expect(world.densest()).toBeLessThanOrEqual(5)
  })

  test('a ledger that comes back empty waits until what was sent before has left the window', async () => {
    const world = new World()
    await world.startTogether(3)
    world.flood([0, 1, 2])
    for (let round = 0; round < 5; round++) {
      await world.clock.advance(4_321)
      world.ledger.flush()
    }
    await world.clock.advance(10_000)

    expect(world.densest()).toBe(5)
    expect(world.budgets.map(({ mode }) => mode)).toEqual(Array(3).fill('shared'))
  })

  test('a clock of the ledger that jumps is no reason to send more', async () => {
    const world = new World()
    await world.startTogether(3)
    world.flood([0, 1, 2])
    for (const jump of [3_600_000, -7_200_000, 800]) {
      await world.clock.advance(5_111)
      world.clock.jumpWall(jump)
    }
    await world.clock.advance(20_000)
    const now = world.clock.monotonic()

    expect(world.densest()).toBe(5)
    expect(world.arrivedBetween(now - 10_000, now)).toBeGreaterThanOrEqual(45)
  })

  test('nobody waits beyond their deadline, and nothing is thrown but that', async () => {
    const world = new World()
    await world.startTogether(1)
    for (const fault of ['cut', 'hang', 'lost answers'] as const) {
      ;(world.lines[0] as Line).fault = fault
      await world.clock.advance(300)
      const from = world.clock.monotonic()
      const outcomes = Promise.allSettled(
        Array.from({ length: 6 }, () => world.send(0, 'interactive-read', 500)),
      )
      await world.clock.advance(501)
      const results = await outcomes
      expect(world.clock.monotonic() - from).toBe(501)
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'RATE_LIMITED' })
      ;(world.lines[0] as Line).fault = 'none'
      await world.clock.advance(5_000)
    }
  })

  test('never reached, a process assumes to be one of five, or as many as it is told', async () => {
    for (const [expectedProcesses, sent] of [
      [undefined, 1],
      [2, 2],
      [1, 5],
    ] as const) {
      const world = new World()
      await world.start({ expectedProcesses })
      ;(world.lines[0] as Line).fault = 'cut'
      world.budgets.length = 0
      const line = world.lines[0] as Line
      const { clock } = world
      world.budgets.push(new SharedRateBudget({ ledger: line, process: 'q', clock, expectedProcesses }))
      world.flood([0], 10)
      await clock.advance(1_000)
      expect(world.arrivals).toHaveLength(sent)
    }
  })
})

test.each([
  ['alone', true],
  ['with a ledger that has lost its memory', false],
])('a process that is killed and started again at once, %s, does not send too much', async (_, isAlone) => {
  const world = new World()
  const options = { expectedProcesses: 1, ...(isAlone ? { ledger: UNREACHABLE } : {}) }
  await world.start(options)
  await world.clock.advance(3_000)
  await Promise.all([...Array.from({ length: 5 }, () => world.send(0)), world.clock.advance(100)])

  world.ledger.flush()
  const quietUntil = world.clock.monotonic() + 1_500
  const next = await world.start({ ...options, quietUntil })
  const sent = Promise.all(Array.from({ length: 5 }, () => world.send(next)))
  await world.clock.advance(10_000)

  await sent
  expect(world.arrivals).toHaveLength(10)
  expect(world.densest()).toBe(5)
})

test('a process that dies holds its slots no longer than an attempt may take', async () => {
  const world = new World()
  await world.startTogether(2, { attemptTimeoutMs: 3_000 })
  for (let index = 0; index < 5; index++) void (world.budgets[0] as SharedRateBudget).acquire('base')
  await world.clock.advance(10)
  ;(world.lines[0] as Line).fault = 'cut'
  world.flood([1])
  const from = world.clock.monotonic()

  await world.clock.advance(15_000)

  // 3 s for an attempt, 2 s in which it may have begun, and the window.
  expect(world.arrivals[0]?.at).toBeLessThan(from + 6_200)
})

test.each([
  ['by no more than one slot of five a second while requests are few', 1_237, 1_050 / 5],
  ['by no more than that while they are nearly all', 237, 1_050 / 5],
])('background of other processes delays those who wait %s', async (_name, everyMs, mostMs) => {
  const world = new World()
  await world.startTogether(3)
  world.flood([0, 1], 20, 'background')
  await world.clock.advance(10_000)
  const waits: number[] = []
  const overtaken: number[] = []
  for (let round = 0; round < 30; round++) {
    const cameAt = world.clock.monotonic()
    const before = world.arrivals.length
    const call = world.send(2).then(() => {
      const own = world.arrivals.findIndex((one, index) => index >= before && one.process === 2)
      waits.push((world.arrivals[own]?.at ?? 0) - 15 - cameAt)
      overtaken.push(own - before)
    })
    await world.clock.advance(everyMs)
    await call
  }

  expect(Math.max(...waits)).toBeLessThanOrEqual(mostMs)
  expect(Math.max(...overtaken)).toBeLessThanOrEqual(1)
})

test(
  'whatever happens to the ways to the ledger, no second ever sees more than five',
  { timeout: 60_000 },
  async () => {
    for (let seed = 1; seed <= Number(process.env['SEEDS'] ?? 12); seed++) {
      const random = new SeededRandom(seed)
      const world = new World()
      await world.startTogether(4)
      world.answerMs = 10 + 400 * random.next()
      world.flood([0, 1, 2, 3], 2)
      world.flood([0, 3], 2, 'interactive-write')
      world.flood([1, 2], 2, 'background')
      for (let step = 0; step < 25; step++) {
        const line = world.lines[Math.floor(4 * random.next())] as Line
        const faults = ['none', 'none', 'cut', 'hang', 'lost answers'] as const
        line.fault = faults[Math.floor(faults.length * random.next())] ?? 'none'
        line.delayMs = random.next() < 0.3 ? 300 * random.next() : 2
        if (random.next() < 0.1) world.ledger.flush()
        if (random.next() < 0.1)
          world.clock.jumpWall((random.next() < 0.5 ? 1 : -1) * (600 + 2_000 * random.next()))
        await world.clock.advance(3_000 * random.next())
      }
      expect({ seed, densest: world.densest() }).toEqual({ seed, densest: 5 })
      for (const line of world.lines) [line.fault, line.delayMs] = ['none', 0]
      await world.clock.advance(5_000)
      expect(world.budgets.map(({ mode }) => mode)).toEqual(Array(4).fill('shared'))
    }
  },
)
