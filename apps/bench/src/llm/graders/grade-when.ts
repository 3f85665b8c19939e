import { type House, resolveWhen, type Understanding } from '@larder/assistant'
import type { Askable, Resolved } from '../dataset/single-turn.ts'

/** What the slots come to, with what would have to be asked. */
export interface SaidWhen {
  readonly date: string | undefined
  readonly time: string | undefined
  readonly needs: ReadonlySet<Askable>
}

/** The same code works out the day for every arm: models say "next Friday", they compute nothing. */
export function whenOf({ intent, slots }: Understanding, now: string, house: House): SaidWhen {
  const { date, time, needs } = resolveWhen(slots, { now: Date.parse(now), house })
  const asks = intent === 'book' || intent === 'check'
  return {
    date,
    time,
    needs: new Set<Askable>([
      ...needs.map(({ slot }) => slot),
      ...(asks && slots.people === undefined ? (['people'] as const) : []),
    ]),
  }
}

/** Whether day and time are what the guest meant, or are asked for where they have to be. */
export function isWhenExact(said: SaidWhen, gold: Resolved): boolean {
  return (
    isSlotExact('date', said.date, said.needs, gold, [gold.date, ...(gold.otherDates ?? [])]) &&
    isSlotExact('time', said.time, said.needs, gold, [gold.time, ...(gold.otherTimes ?? [])])
  )
}

function isSlotExact(
  slot: 'date' | 'time',
  said: string | undefined,
  needs: ReadonlySet<Askable>,
  gold: Resolved,
  right: readonly (string | undefined)[],
): boolean {
  if (gold.needs?.includes(slot)) return said === undefined || needs.has(slot)
  // The past cannot be booked: to ask for another day is to have understood it.
  const maySayNothing = (gold.mayAsk?.includes(slot) ?? false) || gold.isPast === true
  if (needs.has(slot) && maySayNothing) return true
  if (right.every((value) => value === undefined)) return true
  return right.includes(said)
}
