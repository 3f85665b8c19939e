import { describe, expect, test } from 'vitest'
import { BarrierTable } from './barrier-table.ts'
import { deadline } from '../policies/deadline.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { InMemoryLog, InMemoryLogState } from '../testing/in-memory-log.ts'
import type { Barrier, InvalidationLog, LogSnapshot } from '../ports/invalidation-log.ts'
import { LogFollower } from './log-follower.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { settle } from '../testing/fake-clock.ts'

const DEADLINE_MS = 150
const key = (target: string): Barrier => ({ kind: 'key', target, effect: 'delete' })

/** What a process asked of the log. */
interface Asked {
  snapshots: number
  looks: number
}

/** A log, and processes that follow it. Messages come when `tell` is called; snapshots when `serve` is. */
function fixture() {
  const clock = new FakeClock()
  const state = new InMemoryLogState(new SeededRandom(1))
  const log = new InMemoryLog(state)
  const snapshots: ((asOf: 'now' | 'then') => void)[] = []
  let isSlow = false
  const follow = async () => {
    const asked: Asked = { snapshots: 0, looks: 0 }
    const losses: number[] = []
    const table = new BarrierTable()
    const counted: InvalidationLog = {
      node: 'memory',
      append: (...args) => log.append(...args),
      readSince: (position) => {
        asked.looks++
        return log.readSince(position)
      },
      snapshot: () => {
        asked.snapshots++
        const { promise, resolve } = Promise.withResolvers<LogSnapshot>()
        const then = state.snapshot()
        snapshots.push((asOf) => resolve(asOf === 'now' ? state.snapshot() : then))
        if (!isSlow) for (const serve of snapshots.splice(0)) serve('now')
        return promise
      },
      endEra: (era) => log.endEra(era),
      broadcast: (barriers) => log.broadcast(barriers),
      subscribe: (onMessage, onGap) => log.subscribe(onMessage, onGap),
    }
    const follower = new LogFollower({
      log: counted,
      table,
      clock,
      random: new SeededRandom(2),
      bounded: (call) => deadline({ ms: DEADLINE_MS, clock, label: 'call' }).execute(() => call, {}),
      trustMs: 2_000,
      onLoss: (after) => void losses.push(after),
      onNewEra: () => {},
      onUnnumbered: () => {},
      onNumbered: () => {},
      onRejected: () => {},
    })
    await follower.catchUp()
    return { follower, table, asked, losses }
  }
  return {
    clock,
    state,
    follow,
    append: (target: string) => state.append([key(target)], 1 + state.end.seq),
    slow: (value: boolean) => (isSlow = value),
    /** With what the log holds now, or held when it was asked. */
    serve: (asOf: 'now' | 'then' = 'now') => {
      for (const serve of snapshots.splice(0)) serve(asOf)
    },
  }
}

/** Whether an entry stamped at the beginning is known to be gone. */
const knows = (table: BarrierTable, target: string) => table.deletes(target, { era: 1, seq: 1, tags: [] })

describe('another server takes over', () => {
  test('with all records: whoever followed goes on without a snapshot', async () => {
    const { state, follow, append } = fixture()
    append('first')
    const { follower, table, asked, losses } = await follow()
    append('second')
    await follower.catchUp()
    const before = { ...asked }

    state.loseTail(0)
    append('third')
    expect(await follower.catchUp()).toBe(true)

    expect(follower.position).toEqual(state.end)
    expect(knows(table, 'third')).toBe(true)
    expect(asked).toEqual({ snapshots: before.snapshots, looks: before.looks + 1 })
    expect(losses).toEqual([])
    expect(follower.termCount).toBe(2)
  })

  test('without the newest: who knows the one before goes on, and tells what was lost again', async () => {
    const { state, follow, append } = fixture()
    append('first')
    const ahead = await follow()
    append('second')
    append('lost')
    await ahead.follower.catchUp()
    const behind = await follow()
    const before = ahead.asked.snapshots

    state.loseTail(1)
    append('next')
    await ahead.follower.catchUp()
    await behind.follower.catchUp()

    for (const { follower, table } of [ahead, behind]) {
      expect(follower.position).toEqual(state.end)
      expect(knows(table, 'next')).toBe(true)
    }
    expect([ahead.asked.snapshots - before, ahead.losses]).toEqual([0, [2]])
    // This one has the snapshot, and not the records that led there.
    expect([behind.asked.snapshots, behind.losses]).toEqual([2, [0]])
  })

  test('an answer of the server before counts for nothing', async () => {
    const { state, follow, append } = fixture()
    append('first')
    const { follower } = await follow()
    const old = state.answer(follower.position)
    state.loseTail(0)
    await follower.catchUp()
    const { position, contactAt } = follower
    state.answer = () => old

    expect(await follower.catchUp()).toBe(false)

    expect([follower.position, follower.contactAt]).toEqual([position, contactAt])
  })
})

describe('a snapshot that comes late', () => {
  test('is of use, and asked for once however many wait', async () => {
    const { clock, state, follow, append, slow, serve } = fixture()
    append('first')
    const { follower, table, asked } = await follow()
    state.flush()
    append('after')
    slow(true)
    const waiting = [follower.catchUp(), settle().then(() => follower.catchUp())]
    await clock.advance(DEADLINE_MS + 1)
    expect(await Promise.all(waiting)).toEqual([false, false])

    append('later')
    serve()
    await settle()

    expect(asked.snapshots).toBe(2)
    expect(follower.position).toEqual(state.end)
    expect(knows(table, 'later')).toBe(true)
    expect(await follower.catchUp()).toBe(true)
  })

  test.each([
    ['lost its memory', (state: InMemoryLogState) => state.flush()],
    ['changed hands', (state: InMemoryLogState) => state.loseTail(1)],
  ])('and was asked for before the log %s does not stand for the log as it is now', async (_, happen) => {
    const { state, follow, append, slow, serve } = fixture()
    append('first')
    const { follower, asked } = await follow()
    for (const target of ['second', 'third']) append(target)
    state.trim()
    slow(true)
    const before = follower.catchUp()
    await settle()
    happen(state)
    append('after')
    const strict = follower.catchUp()
    await settle()

    slow(false)
    serve('then')
    await before

    expect(await strict).toBe(true)
    expect(follower.position).toEqual(state.end)
    expect(asked.snapshots).toBe(3)
  })

  test('that never comes is asked for again, after longer and longer pauses', async () => {
    const { clock, state, follow, append, slow, serve } = fixture()
    append('first')
    const { follower, asked } = await follow()
    state.flush()
    append('after')
    slow(true)
    const askedBy: number[] = []
    for (let count = 0; count < 200; count++) {
      const late = follower.catchUp()
      await clock.advance(DEADLINE_MS + 1)
      expect(await late).toBe(false)
      if (askedBy.length < asked.snapshots - 1) askedBy.push(count)
    }
    // In half a minute, of two hundred times that one was needed.
    expect(askedBy.length).toBeGreaterThan(5)
    expect(askedBy.length).toBeLessThan(20)
    // Soon at first: most often it was a connection that broke.
    expect(askedBy[1]).toBeLessThan(4)

    slow(false)
    serve()
    await settle()
    expect(follower.position).toEqual(state.end)
    expect(await follower.catchUp()).toBe(true)
  })
})

test('messages that cannot be placed cost one look at a time', async () => {
  const { state, follow, append } = fixture()
  append('first')
  const { follower, asked } = await follow()
  follower.start()
  await settle()
  state.loseTail(0)
  const before = asked.looks

  for (let count = 0; count < 50; count++) append(`k${count}`)
  await settle()

  expect(follower.position).toEqual(state.end)
  expect(asked.looks - before).toBeLessThanOrEqual(2)
})
