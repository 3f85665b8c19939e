import type { House, Table } from './house.ts'
import type { AvailabilityReason, AvailabilityRequest } from './availability-result.ts'
import { type Zone, ZONES } from './slots.ts'
import { bitsOf } from './house-bits.ts'

/** A table, or a joinable set of them. */
export interface SeatOption {
  /** Ids. */
  readonly tables: readonly string[]
  readonly bits: Uint32Array
  readonly seats: number
  readonly leastSeats: number
  readonly zone: Zone
  readonly isAccessible: boolean
  readonly allowsPets: boolean
  readonly allowsHighChairs: boolean
}

/** Where a party could sit if nobody else came. */
export interface Seats {
  /** Best fit first. */
  readonly options: readonly SeatOption[]
  /** All their tables. */
  readonly bits: Uint32Array
  /** Without any option: why. */
  readonly reasons: readonly AvailabilityReason[]
}

export type PartyNeeds = Pick<AvailabilityRequest, 'people' | 'zone' | 'accessible' | 'pets' | 'highChairs'>

interface Wish {
  readonly reason: AvailabilityReason
  readonly isGranted: (option: SeatOption) => boolean
}

/** What a house has to sit at, in the order in which it is given out: see compareFit. */
export class HouseSeats {
  /** Tables by id, out of service or not: the number of their bit. */
  readonly bits: ReadonlyMap<string, number>
  /** Those that can be used. A set with a table that cannot, that does not exist or that is in another zone is none. */
  readonly #options: readonly SeatOption[]
  readonly #known = new Map<number, Seats>()

  constructor({ tables, joinable }: House) {
    this.bits = new Map(tables.map(({ id }, index) => [id, index]))
    const usable = new Map(tables.filter((table) => !table.isOutOfService).map((table) => [table.id, table]))
    const singles = [...usable.values()].map((table) => this.#optionOf([table], table))
    const sets = joinable.flatMap((set) => {
      const members = [...new Set(set.tables)].map((id) => usable.get(id))
      const isWhole = members.every((table) => table !== undefined && table.zone === members[0]?.zone)
      const tables = members.filter((table) => table !== undefined)
      return isWhole && tables.length > 0 ? [this.#optionOf(tables, set)] : []
    })
    this.#options = [...singles, ...sets]
  }

  for(needs: PartyNeeds): Seats {
    const key = keyOf(needs)
    const known = this.#known.get(key)
    if (known) return known
    const seats = this.#select(needs)
    this.#known.set(key, seats)
    return seats
  }

  #optionOf(
    tables: readonly Table[],
    { seats, leastSeats }: { readonly seats: number; readonly leastSeats: number },
  ): SeatOption {
    const ids = tables.map(({ id }) => id)
    return {
      tables: ids,
      bits: this.#bitsOf(ids),
      seats,
      leastSeats,
      zone: (tables[0] as Table).zone,
      // What is put together is good for what each of its tables is good for.
      isAccessible: tables.every(({ isAccessible }) => isAccessible),
      allowsPets: tables.every(({ allowsPets }) => allowsPets),
      allowsHighChairs: tables.every(({ allowsHighChairs }) => allowsHighChairs),
    }
  }

  #none(reasons: readonly AvailabilityReason[]): Seats {
    return { options: [], bits: this.#bitsOf([]), reasons }
  }

  #bitsOf(ids: readonly string[]): Uint32Array {
    const numbers = ids.map((id) => this.bits.get(id) as number)
    return bitsOf(numbers, this.bits.size)
  }

  #select({ people, zone, accessible, pets, highChairs = 0 }: PartyNeeds): Seats {
    const large = this.#options.filter(
      (option) => option.seats >= people && (zone === undefined || option.zone === zone),
    )
    if (large.length === 0) return this.#none(['no-table-that-large'])
    const wishes: Wish[] = []
    if (accessible) wishes.push({ reason: 'no-accessible-table', isGranted: (one) => one.isAccessible })
    if (pets) wishes.push({ reason: 'no-table-for-pets', isGranted: (one) => one.allowsPets })
    if (highChairs > 0)
      wishes.push({ reason: 'no-table-for-high-chairs', isGranted: (one) => one.allowsHighChairs })
    const options = large
      .filter((option) => wishes.every(({ isGranted }) => isGranted(option)))
      .sort(compareFit(people))
    if (options.length > 0)
      return { options, bits: this.#bitsOf(options.flatMap(({ tables }) => tables)), reasons: [] }
    const unmet = wishes.filter(({ isGranted }) => !large.some(isGranted))
    // Each wish alone could be granted, only not all at one table.
    return this.#none((unmet.length > 0 ? unmet : wishes).map(({ reason }) => reason))
  }
}

/** Parties that are large enough for a table first; then fewest surplus seats, fewest tables, and the ids. */
function compareFit(people: number): (a: SeatOption, b: SeatOption) => number {
  return (a, b) =>
    Number(people < a.leastSeats) - Number(people < b.leastSeats) ||
    a.seats - b.seats ||
    a.tables.length - b.tables.length ||
    compareTexts(a.tables.join(' '), b.tables.join(' '))
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function keyOf({ people, zone, accessible, pets, highChairs = 0 }: PartyNeeds): number {
  const wishes = (accessible ? 1 : 0) + (pets ? 2 : 0) + (highChairs > 0 ? 4 : 0)
  return (people * (ZONES.length + 1) + (zone === undefined ? 0 : ZONES.indexOf(zone) + 1)) * 8 + wishes
}
