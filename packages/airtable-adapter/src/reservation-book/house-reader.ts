import { dayNumberOf, type House, type Seating, weekdayOfDay } from '@larder/assistant'
import type { AirtableRecord } from '../airtable-record.ts'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import { textIn, textsIn } from './cells.ts'
import { houseOfRecords } from './house-of-records.ts'
import type { ResolvedHouseRules } from './house-rules.ts'

type Pages = readonly (readonly AirtableRecord[])[]

interface Read {
  readonly tables: Pages
  readonly services: Pages
  readonly house: House
}

/** The house of a base, read through the cache. As long as nothing changes it is the same object: much is worked out once for each. */
export class HouseReader {
  readonly #records: BookRecords
  readonly #layout: BookLayout
  readonly #rules: ResolvedHouseRules
  #last: Read | undefined

  constructor(records: BookRecords, layout: BookLayout, rules: ResolvedHouseRules) {
    this.#records = records
    this.#layout = layout
    this.#rules = rules
  }

  async read(signal: AbortSignal): Promise<House> {
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
      this.#records.listCached({ table: tables.table, fields: tableFields }, signal),
      this.#records.listCached({ table: services.table, fields: serviceFields }, signal),
    ])
    return this.#houseOf(tablePages, servicePages)
  }

  /** The record of the sitting that a time belongs to, of the house that was read last. */
  serviceIdAt({ date, time }: Pick<Seating, 'date' | 'time'>): string | undefined {
    const { services } = this.#layout
    const weekday = services.weekdayNames[weekdayOfDay(dayNumberOf(date)) - 1] ?? ''
    return this.#last?.services
      .flat()
      .find(
        ({ fields }) =>
          fields[services.isPublished] === true &&
          textsIn(fields[services.weekdays]).includes(weekday) &&
          textIn(fields[services.from]) <= time &&
          time < textIn(fields[services.until]),
      )?.id
  }

  #houseOf(tables: Pages, services: Pages): House {
    if (this.#last && isSame(this.#last.tables, tables) && isSame(this.#last.services, services))
      return this.#last.house
    const house = houseOfRecords(tables.flat(), services.flat(), this.#layout, this.#rules)
    this.#last = { tables, services, house }
    return house
  }
}

/** The same objects, or others that say the same. */
function isSame(a: Pages, b: Pages): boolean {
  const isIdentical = a.length === b.length && a.every((page, index) => page === b[index])
  return isIdentical || JSON.stringify(a) === JSON.stringify(b)
}
