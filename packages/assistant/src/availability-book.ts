import type { HousePlan } from './house-plan.ts'
import type { Occupancy } from './ports/reservation-book.ts'
import { addBit, bitsOf } from './house-bits.ts'

/** Instants that are remembered: a book is read again and again, and most of it is the same. */
const MAX_INSTANTS = 20_000

/** The tables that are taken, buffers included, at any time of a stay that begins then. */
export type BusyTables = (startsAt: number) => Uint32Array

/** Which tables are taken when. */
export class AvailabilityBook {
  readonly #plan: HousePlan
  /** A table each, with when it is taken and when it is free again. */
  readonly #bits: number[] = []
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  readonly #stays = new Map<number, BusyTables>()

  constructor(occupancies: readonly Occupancy[], plan: HousePlan) {
    this.#plan = plan
    for (const { tables, startsAt, endsAt } of occupancies) {
      const [start, end] = [instantOf(startsAt), instantOf(endsAt)]
      for (const id of tables) {
        const bit = plan.seats.bits.get(id)
        if (bit === undefined) continue
        this.#bits.push(bit)
        this.#starts.push(start)
        this.#ends.push(end)
      }
    }
  }

  /** What is taken for stays of so many ms. */
  during(stayMs: number): BusyTables {
    const known = this.#stays.get(stayMs)
    if (known) return known
    const busy = new Map<number, Uint32Array>()
    const from: BusyTables = (startsAt) => {
      const read = busy.get(startsAt)
      if (read) return read
      const bits = this.#readBusy(startsAt, startsAt + stayMs)
      busy.set(startsAt, bits)
      return bits
    }
    this.#stays.set(stayMs, from)
    return from
  }

  /** Looks at all: a few days of a house are some hundred numbers, and sorting them first takes longer. */
  #readBusy(startsAt: number, endsAt: number): Uint32Array {
    const { seats, house } = this.#plan
    const bits = bitsOf([], seats.bits.size)
    const bufferMs = house.bufferMinutes * 60_000
    for (let index = 0; index < this.#bits.length; index++) {
      const isOver = (this.#ends[index] as number) + bufferMs <= startsAt
      const isLater = (this.#starts[index] as number) >= endsAt + bufferMs
      if (!isOver && !isLater) addBit(bits, this.#bits[index] as number)
    }
    return bits
  }
}

/** A book, and of what it was made. */
interface Made {
  readonly plan: HousePlan
  readonly of: readonly Occupancy[]
  readonly book: AvailabilityBook
  /** The same without the booking that is being changed. */
  readonly without: Map<string, AvailabilityBook>
}

const made = new WeakMap<readonly Occupancy[], Made>()

/** The book of a list of occupancies, without those of the code `instead`. Remembered by the list as long as it holds the same. */
export function bookOf(
  occupancies: readonly Occupancy[],
  plan: HousePlan,
  instead: string | undefined,
): AvailabilityBook {
  const { book, without } = madeOf(occupancies, plan)
  if (instead === undefined) return book
  const known = without.get(instead)
  if (known) return known
  const others = occupancies.filter(({ code }) => code !== instead)
  if (others.length === occupancies.length) return book
  const bookOfOthers = new AvailabilityBook(others, plan)
  without.set(instead, bookOfOthers)
  return bookOfOthers
}

function madeOf(occupancies: readonly Occupancy[], plan: HousePlan): Made {
  const known = made.get(occupancies)
  if (known && known.plan === plan && isSame(known.of, occupancies)) return known
  const book = new AvailabilityBook(occupancies, plan)
  const fresh: Made = { plan, of: [...occupancies], book, without: new Map() }
  made.set(occupancies, fresh)
  return fresh
}

/** Somebody may have added to the list, or put something else in a place of it. */
function isSame(a: readonly Occupancy[], b: readonly Occupancy[]): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

const instants = new Map<string, number>()

function instantOf(text: string): number {
  const known = instants.get(text)
  if (known !== undefined) return known
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new RangeError(`An instant is ISO 8601 with offset, not "${text}".`)
  if (instants.size >= MAX_INSTANTS) instants.clear()
  instants.set(text, instant)
  return instant
}
