import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '@larder/cache-core'
import { FakeClock } from '@larder/cache-core/testing'
import { filterInTurns, mapInTurns, sortInTurns, Turns } from './turns.ts'

/** A clock on which every look takes a while, so that every turn is over at once. */
class HurriedClock extends FakeClock {
  looks = 0

  override monotonic(): number {
    return super.monotonic() + 10 * ++this.looks
  }
}

const turnsOn = (clock: Clock) => new Turns(clock)

describe.each([
  ['in one turn', () => turnsOn(new FakeClock())],
  ['in many turns', () => turnsOn(new HurriedClock())],
])('%s', (_name, turns) => {
  test('sorts as a stable sort does', async () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat()), { maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(pairs, async (all) => {
        const compare = ([a]: [number, number], [b]: [number, number]) => a - b

        expect(await sortInTurns(all, compare, turns())).toEqual(all.toSorted(compare))
      }),
    )
  })

  test('maps in order', async () => {
    const all = Array.from({ length: 1_000 }, (_, index) => index)

    expect(await mapInTurns(all, (one) => 2 * one, turns())).toEqual(all.map((one) => 2 * one))
  })

  test('filters in order', async () => {
    const all = Array.from({ length: 1_000 }, (_, index) => index)

    expect(await filterInTurns(all, (one) => one % 7 === 0, turns())).toEqual(
      all.filter((one) => one % 7 === 0),
    )
  })
})

test('others get their turn while a long sort runs', async () => {
  let others = 0
  let isDone = false
  const other = (): void => {
    others++
    if (!isDone) setImmediate(other)
  }
  setImmediate(other)
  const all = Array.from({ length: 200_000 }, (_, index) => (index * 7_919) % 200_000)

  await sortInTurns(all, (a, b) => a - b, turnsOn(systemClock))
  isDone = true

  expect(others).toBeGreaterThan(3)
})
