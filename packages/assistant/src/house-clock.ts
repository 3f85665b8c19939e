import { IANAZone } from 'luxon'
import { DAY_MS } from './house-date.ts'

const MINUTE_MS = 60_000
/** Days, and texts of instants, that are remembered: years of them. */
const MAX_REMEMBERED = 4_000

/** The offsets of a time zone on one day of UTC, in minutes. */
interface OffsetsOfDay {
  readonly before: number
  readonly after: number
  /** From when on it is `after`. */
  readonly changesAt: number
}

/** The clock on the wall of a house: what instants its times are, nights on which it is set included. */
export class HouseClock {
  readonly #zone: IANAZone
  readonly #offsets = new Map<number, OffsetsOfDay>()
  readonly #texts = new Map<number, string>()

  /** Throws a RangeError when there is no such time zone. */
  constructor(timeZone: string) {
    this.#zone = IANAZone.create(timeZone)
    if (!this.#zone.isValid)
      throw new RangeError(`A time zone has an IANA name such as Europe/Madrid, not "${timeZone}".`)
  }

  /** Ms since the epoch of so many minutes after 00:00 on the clock. Of a time that comes twice the first; undefined for one that is skipped. */
  instantOf(day: number, minute: number): number | undefined {
    const local = day * DAY_MS + minute * MINUTE_MS
    const [earlier, later] = this.#offsetsAround(local)
    // The larger offset gives the earlier instant.
    for (const offset of earlier > later ? [earlier, later] : [later, earlier]) {
      const instant = local - offset * MINUTE_MS
      if (this.#offsetAt(instant) === offset) return instant
    }
    return undefined
  }

  /** The same, and for a time that is skipped what it would be had the clock not been set. */
  nearInstantOf(day: number, minute: number): number {
    const local = day * DAY_MS + minute * MINUTE_MS
    return this.instantOf(day, minute) ?? local - this.#offsetsAround(local)[0] * MINUTE_MS
  }

  /** The day of the calendar at an instant, as dayNumberOf counts. */
  dayAt(instant: number): number {
    return Math.floor((instant + this.#offsetAt(instant) * MINUTE_MS) / DAY_MS)
  }

  /** `2026-11-27T21:30:00+01:00`. */
  textOf(instant: number): string {
    const known = this.#texts.get(instant)
    if (known !== undefined) return known
    const offset = this.#offsetAt(instant)
    const local = new Date(instant + offset * MINUTE_MS).toISOString().slice(0, 19)
    const text = `${local}${offset < 0 ? '-' : '+'}${hoursAndMinutes(Math.abs(offset))}`
    if (this.#texts.size >= MAX_REMEMBERED) this.#texts.clear()
    this.#texts.set(instant, text)
    return text
  }

  /** The offsets before and after any change near a time; no zone changes twice within two days. */
  #offsetsAround(local: number): readonly [before: number, after: number] {
    return [this.#offsetAt(local - DAY_MS), this.#offsetAt(local + DAY_MS)]
  }

  #offsetAt(instant: number): number {
    const { before, after, changesAt } = this.#offsetsOf(Math.floor(instant / DAY_MS))
    return instant < changesAt ? before : after
  }

  /** Asking the zone costs a microsecond or more; that is done once for a day. */
  #offsetsOf(utcDay: number): OffsetsOfDay {
    const known = this.#offsets.get(utcDay)
    if (known) return known
    const start = utcDay * DAY_MS
    const [before, after] = [this.#zone.offset(start), this.#zone.offset(start + DAY_MS)]
    const changesAt = before === after ? start : this.#changeWithin(start, before)
    const offsets = { before, after, changesAt }
    if (this.#offsets.size >= MAX_REMEMBERED) this.#offsets.clear()
    this.#offsets.set(utcDay, offsets)
    return offsets
  }

  #changeWithin(start: number, before: number): number {
    let [last, first] = [0, DAY_MS / MINUTE_MS]
    while (first - last > 1) {
      const middle = Math.floor((last + first) / 2)
      if (this.#zone.offset(start + middle * MINUTE_MS) === before) last = middle
      else first = middle
    }
    return start + first * MINUTE_MS
  }
}

function hoursAndMinutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
