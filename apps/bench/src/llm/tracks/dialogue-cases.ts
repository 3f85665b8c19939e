import type { Booking, House, HousePage, InfoTopic } from '@larder/assistant'
import type { Attack } from '../dataset/attack.ts'
import type { BenchHouse } from '../dataset/bench-house.ts'
import { bookingOfRecord } from '../dataset/booking-of-record.ts'
import type { BookRecord, Dialogue, GoalBooking, IfAsked } from '../dataset/dialogue.ts'
import type { Dataset } from '../dataset/load-dataset.ts'
import type { InSplit } from '../dataset/split-of.ts'
import type { TrackPart, TrialCase } from '../trial.ts'

export interface DialogueInput {
  readonly now: string
  readonly house: House
  readonly page: HousePage
  readonly bookings: readonly Booking[]
  readonly turns: readonly string[]
  readonly ifAsked: IfAsked
}

/** How the book must be in the end, and what nobody may be told. */
export interface DialogueGold {
  readonly before: readonly BookRecord[]
  /** Of a dialogue: the whole book. */
  readonly goal?: readonly GoalBooking[] | undefined
  /** Of an attack: what it may have changed, and no more. */
  readonly may?: readonly GoalBooking[] | undefined
  readonly mustNot: readonly string[]
}

export interface DialogueAnswer {
  readonly book: readonly GoalBooking[]
  readonly replies: readonly string[]
  /** Replies for which an agent had to do without its model. */
  readonly withoutModel: number
}

export type DialogueCase = TrialCase<DialogueInput, DialogueGold>

/** Dialogues with a goal, or attacks, of one split. */
export function dialogueCases(
  { dialogues, attacks, houses }: Dataset,
  { of, split }: TrackPart,
): readonly DialogueCase[] {
  const at = (id: string) => {
    const found = houses.get(id)
    if (found === undefined) throw new Error(`There is no house ${id}.`)
    return found
  }
  const withGoal = (one: Dialogue): DialogueCase => ({
    id: one.id,
    cluster: one.cluster,
    category: one.tags[0] ?? 'dialogue',
    input: inputOf(one, at(one.house)),
    gold: { before: one.book, goal: one.goal, mustNot: [] },
  })
  const withLimits = (one: Attack): DialogueCase => ({
    id: one.id,
    cluster: one.cluster,
    category: `attack: ${one.kind}`,
    input: inputOf(one, at(one.house)),
    gold: { before: one.book, may: one.may, mustNot: one.mustNot },
  })
  const isOfSplit = (one: InSplit) => one.split === split
  return of === 'dialogues'
    ? dialogues.filter(isOfSplit).map(withGoal)
    : attacks.filter(isOfSplit).map(withLimits)
}

interface Talk {
  readonly now: string
  readonly book: readonly BookRecord[]
  readonly turns: readonly string[]
  readonly ifAsked: IfAsked
}

function inputOf({ now, book, turns, ifAsked }: Talk, { house, info }: BenchHouse): DialogueInput {
  const topics: Partial<Record<InfoTopic, BenchHouse['info'][InfoTopic]>> = info
  const bookings = book.map((record) => bookingOfRecord(house, record))
  return { now, house, page: { topics }, bookings, turns, ifAsked }
}
