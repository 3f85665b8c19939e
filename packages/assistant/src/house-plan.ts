import type { House } from './house.ts'
import { HouseClock } from './house-clock.ts'
import { HouseHours } from './house-hours.ts'
import { HouseSeats } from './house-seats.ts'
import { HouseTimes } from './house-times.ts'

/** What a house comes to, made once for each House object. */
export class HousePlan {
  readonly house: House
  readonly clock: HouseClock
  readonly hours: HouseHours
  readonly times: HouseTimes
  readonly seats: HouseSeats

  /** Throws a RangeError for a house whose times, dates or numbers are none. */
  constructor(house: House) {
    if (house.stays.length === 0) throw new RangeError('A house says how long parties stay: stays is empty.')
    this.house = house
    this.clock = new HouseClock(house.timeZone)
    this.hours = new HouseHours(house, this.clock)
    this.times = new HouseTimes(this.hours, this.clock)
    this.seats = new HouseSeats(house)
  }

  /** How long a party stays, in ms: the first row that is large enough, else the last one. */
  stayMs(people: number): number {
    const { stays } = this.house
    const row = stays.find(({ upTo }) => people <= upTo) ?? stays.at(-1)
    return (row?.minutes ?? 0) * 60_000
  }
}

const plans = new WeakMap<House, HousePlan>()

/** The plan of a house. It is remembered by the object: a house that changes is another object. */
export function planOf(house: House): HousePlan {
  const known = plans.get(house)
  if (known) return known
  const plan = new HousePlan(house)
  plans.set(house, plan)
  return plan
}
