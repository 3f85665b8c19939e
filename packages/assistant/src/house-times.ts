import type { AvailabilityRequest } from './availability-result.ts'
import { dayNumberOf, MINUTES_A_DAY, minuteOf } from './house-date.ts'
import type { HouseClock } from './house-clock.ts'
import type { HouseHours, HouseMoment, HouseSlot } from './house-hours.ts'

/** What a date and a time come to in a house. */
export interface When {
  readonly day: number
  readonly minute: number
  readonly instant: number
  /** Whether the clock shows this time at all. */
  readonly exists: boolean
  readonly moment: HouseMoment
  /** Undefined when nobody is seated then. */
  readonly slot: HouseSlot | undefined
}

/** Times that are remembered: those of a month, asked for at each quarter of an hour. */
const MAX_TIMES = 4_000

/** Tells what a date and a time come to, and remembers it. */
export class HouseTimes {
  readonly #hours: HouseHours
  readonly #clock: HouseClock
  readonly #known = new Map<number, When>()

  constructor(hours: HouseHours, clock: HouseClock) {
    this.#hours = hours
    this.#clock = clock
  }

  /** Throws a RangeError for a date or a time that is none. */
  of({ date, time }: Pick<AvailabilityRequest, 'date' | 'time'>): When {
    return this.at(dayNumberOf(date), minuteOf(time))
  }

  at(day: number, minute: number): When {
    const key = day * MINUTES_A_DAY + minute
    const known = this.#known.get(key)
    if (known) return known
    const when = this.#read(day, minute)
    if (this.#known.size >= MAX_TIMES) this.#known.clear()
    this.#known.set(key, when)
    return when
  }

  #read(day: number, minute: number): When {
    const exact = this.#clock.instantOf(day, minute)
    const moment = this.#hours.at(day, minute)
    const slots = moment.kind === 'open' ? this.#hours.slotsOf(moment.serviceDay) : []
    return {
      day,
      minute,
      instant: exact ?? this.#clock.nearInstantOf(day, minute),
      exists: exact !== undefined,
      moment,
      slot: slots.find(({ instant }) => instant === exact),
    }
  }
}
