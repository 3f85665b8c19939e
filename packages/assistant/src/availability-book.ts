import type { HousePlan } from './house-plan.ts'
import type { Occupancy } from './ports/reservation-book.ts'
import { addBit } from './house-bits.ts'

/** One table taken for a while, in ms. */
interface Taken {
  readonly bit: number
  readonly startsAt: number
  readonly endsAt: number
}

/** Which tables are taken when. */
export class AvailabilityBook {
  readonly #plan: HousePlan
  /** By start; who is to leave last up to each is beside it, so that looking back can end. */
  readonly #taken: readonly Taken[]
  readonly #lastEnds: readonly number[]
  readonly #busy = new Map<number, Map<number, Uint32Array>>()

  constructor(occupancies: readonly Occupancy[], plan: HousePlan) {
    this.#plan = plan
    this.#taken = occupancies
      .flatMap(({ tables, startsAt, endsAt }) => {
        const times = { startsAt: instantOf(startsAt), endsAt: instantOf(endsAt) }
        return tables.flatMap((id) => {
          const bit = plan.seats.bits.get(id)
          return bit === undefined ? [] : [{ bit, ...times }]
        })
      })
      .sort((a, b) => a.startsAt - b.startsAt)
    let last = -Infinity
    this.#lastEnds = this.#taken.map(({ endsAt }) => (last = Math.max(last, endsAt)))
  }

  /** The tables that are taken, buffers included, at any time of a stay. */
  busy(startsAt: number, stayMs: number): Uint32Array {
    let ofStay = this.#busy.get(stayMs)
    if (!ofStay) this.#busy.set(stayMs, (ofStay = new Map()))
    const known = ofStay.get(startsAt)
    if (known) return known
    const bits = this.#readBusy(startsAt, startsAt + stayMs)
    ofStay.set(startsAt, bits)
    return bits
  }

  #readBusy(startsAt: number, endsAt: number): Uint32Array {
    const { seats, house } = this.#plan
    const bits = new Uint32Array(Math.ceil(seats.bits.size / 32))
    const bufferMs = house.bufferMinutes * 60_000
    for (let index = this.#firstFrom(endsAt + bufferMs) - 1; index >= 0; index--) {
      if ((this.#lastEnds[index] as number) + bufferMs <= startsAt) break
      const taken = this.#taken[index] as Taken
      if (taken.endsAt + bufferMs > startsAt) addBit(bits, taken.bit)
    }
    return bits
  }

  /** The index of the first that starts at `instant` or later. */
  #firstFrom(instant: number): number {
    let [low, high] = [0, this.#taken.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#taken[middle] as Taken).startsAt < instant) low = middle + 1
      else high = middle
    }
    return low
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

function instantOf(text: string): number {
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new RangeError(`An instant is ISO 8601 with offset, not "${text}".`)
  return instant
}
