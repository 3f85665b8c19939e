import type { House, LocalDate, LocalTime, Service } from './house.ts'
import { dateOfDay, dayNumberOf, MINUTES_A_DAY, minuteOf, timeOfMinute, weekdayOfDay } from './house-date.ts'
import type { HouseClock } from './house-clock.ts'
import type { Weekday } from './slots.ts'

/** A time at which a party may begin. */
export interface HouseSlot {
  readonly day: number
  readonly date: LocalDate
  readonly time: LocalTime
  readonly instant: number
}

/** What the house does at a time, and whose service that is: after midnight it may be the day before's. */
export interface HouseMoment {
  readonly kind: 'open' | 'off-grid' | 'after-last-seating' | 'closed-hour' | 'closed-day'
  readonly serviceDay: number
}

/** A service in minutes: from 00:00 to its opening, and from there on. */
interface Sitting {
  readonly weekdays: ReadonlySet<Weekday>
  readonly opens: number
  readonly lastSeating: number
  readonly closes: number
}

const KINDS = ['open', 'off-grid', 'after-last-seating', 'closed-hour', 'closed-day'] as const
/** Days that are remembered: years of them. */
const MAX_DAYS = 2_000

/** When a house seats guests. A service belongs to the day on which it opens, however late it gets. */
export class HouseHours {
  readonly #clock: HouseClock
  readonly #sittings: readonly Sitting[]
  readonly #closed: ReadonlySet<number>
  readonly #gridMinutes: number
  readonly #slots = new Map<number, readonly HouseSlot[]>()

  /** Throws a RangeError for a grid below a minute, and for dates and times that are none. */
  constructor(house: House, clock: HouseClock) {
    if (!Number.isInteger(house.gridMinutes) || house.gridMinutes < 1)
      throw new RangeError(`gridMinutes is a whole number from 1 on, not ${house.gridMinutes}.`)
    this.#clock = clock
    this.#gridMinutes = house.gridMinutes
    this.#sittings = house.services.map(toSitting)
    this.#closed = new Set(house.closedDates.map(dayNumberOf))
  }

  at(day: number, minute: number): HouseMoment {
    const today = this.#kindWithin(day, minute)
    const yesterday = this.#kindWithin(day - 1, minute + MINUTES_A_DAY)
    const isYesterdays = rankOf(yesterday) < rankOf('closed-hour') && rankOf(yesterday) < rankOf(today)
    return isYesterdays ? { kind: yesterday, serviceDay: day - 1 } : { kind: today, serviceDay: day }
  }

  /** All times of a day's services at which a party may begin, after midnight too, in the order in which they come. */
  slotsOf(serviceDay: number): readonly HouseSlot[] {
    const known = this.#slots.get(serviceDay)
    if (known) return known
    const slots = this.#readSlots(serviceDay)
    if (this.#slots.size >= MAX_DAYS) this.#slots.clear()
    this.#slots.set(serviceDay, slots)
    return slots
  }

  #readSlots(serviceDay: number): readonly HouseSlot[] {
    const minutes = new Set<number>()
    for (const { opens, lastSeating } of this.#sittingsOn(serviceDay))
      for (let since = 0; since <= lastSeating; since += this.#gridMinutes) minutes.add(opens + since)
    const slots: HouseSlot[] = []
    for (const total of minutes) {
      const [day, minute] = [serviceDay + Math.floor(total / MINUTES_A_DAY), total % MINUTES_A_DAY]
      const instant = this.#clock.instantOf(day, minute)
      if (instant !== undefined)
        slots.push({ day, date: dateOfDay(day), time: timeOfMinute(minute), instant })
    }
    return slots.sort((a, b) => a.instant - b.instant)
  }

  #sittingsOn(day: number): readonly Sitting[] {
    if (this.#closed.has(day)) return []
    const weekday = weekdayOfDay(day)
    return this.#sittings.filter(({ weekdays }) => weekdays.has(weekday))
  }

  /** `minute` from 00:00 of that day on, also beyond its 24 hours. */
  #kindWithin(day: number, minute: number): HouseMoment['kind'] {
    const sittings = this.#sittingsOn(day)
    const kinds = sittings.map(({ opens, lastSeating, closes }) => {
      const since = minute - opens
      if (since < 0 || (since >= closes && since > lastSeating)) return 'closed-hour'
      if (since > lastSeating) return 'after-last-seating'
      return since % this.#gridMinutes === 0 ? 'open' : 'off-grid'
    })
    return KINDS.find((kind) => kinds.some((one) => one === kind)) ?? 'closed-day'
  }
}

/** Of two services the one that takes the guest counts. */
function rankOf(kind: HouseMoment['kind']): number {
  return KINDS.indexOf(kind)
}

function toSitting({ weekdays, opensAt, lastSeatingAt, closesAt }: Service): Sitting {
  const opens = minuteOf(opensAt)
  const after = (time: LocalTime) => (minuteOf(time) - opens + MINUTES_A_DAY) % MINUTES_A_DAY
  return {
    weekdays: new Set(weekdays),
    opens,
    lastSeating: after(lastSeatingAt),
    closes: after(closesAt),
  }
}
