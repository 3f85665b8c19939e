import { dayNumberOf, type House, type Seating, weekdayOfDay } from '@larder/assistant'
import type { Clock } from '@larder/cache-core'
import type { AirtableRecord } from '../airtable-record.ts'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import { textIn, textsIn } from './cells.ts'
import { houseOfRecords } from './house-of-records.ts'
import type { ResolvedHouseRules } from './house-rules.ts'

type Pages = readonly (readonly AirtableRecord[])[]

export interface HouseReaderOptions {
  readonly records: BookRecords
  readonly layout: BookLayout
  readonly rules: ResolvedHouseRules
  /** How long a house is believed, in ms. */
  readonly ttlMs: number
  readonly clock: Clock
}

interface Read {
  /** By the monotonic clock. */
  readonly readAt: number
  readonly tables: Pages
  readonly services: Pages
  readonly house: House
}

/**
 * The house of a base, read through the cache. Every booking links to its tables, which invalidates them there, though
 * nothing of the house has changed: so it is believed for a while. As long as nothing changes it is the same object, for
 * which much is worked out once.
 */
export class HouseReader {
  readonly #options: HouseReaderOptions
  readonly #layout: BookLayout
  #last: Read | undefined

  constructor(options: HouseReaderOptions) {
    this.#options = options
    this.#layout = options.layout
  }

  async read(signal: AbortSignal): Promise<House> {
    const { records, clock, ttlMs } = this.#options
    if (this.#last && clock.monotonic() - this.#last.readAt < ttlMs) return this.#last.house
    const { tables, services } = this.#layout
    // Not the links to bookings: they change with each.
    const tableFields = [tables.name, tables.seats, tables.leastSeats, tables.zone, tables.state]
    const serviceFields = [
      services.weekdays,
      services.from,
      services.until,
      services.interval,
      services.isPublished,
    ]
    const [tablePages, servicePages] = await Promise.all([
      records.listCached({ table: tables.table, fields: tableFields }, signal),
      records.listCached({ table: services.table, fields: serviceFields }, signal),
    ])
    return this.#houseOf(tablePages, servicePages)
  }

  /** The record of the sitting that a time belongs to, of the house that was read last; after midnight one of the evening before. */
  serviceIdAt({ date, time }: Pick<Seating, 'date' | 'time'>): string | undefined {
    const { services } = this.#layout
    const day = dayNumberOf(date)
    return this.#last?.services.flat().find(({ fields }) => {
      if (fields[services.isPublished] !== true) return false
      const [from, until] = [textIn(fields[services.from]), textIn(fields[services.until])]
      const isOn = (dayNumber: number) =>
        textsIn(fields[services.weekdays]).includes(services.weekdayNames[weekdayOfDay(dayNumber) - 1] ?? '')
      if (from < until) return isOn(day) && from <= time && time < until
      return (isOn(day) && from <= time) || (isOn(day - 1) && time < until)
    })?.id
  }

  #houseOf(tables: Pages, services: Pages): House {
    const { rules, clock } = this.#options
    const known = this.#last
    const isKnown = known && isSame(known.tables, tables) && isSame(known.services, services)
    const house = isKnown ? known.house : houseOfRecords(tables.flat(), services.flat(), this.#layout, rules)
    this.#last = { readAt: clock.monotonic(), tables, services, house }
    return house
  }
}

/** The same objects, or others that say the same. */
function isSame(a: Pages, b: Pages): boolean {
  const isIdentical = a.length === b.length && a.every((page, index) => page === b[index])
  return isIdentical || JSON.stringify(a) === JSON.stringify(b)
}
