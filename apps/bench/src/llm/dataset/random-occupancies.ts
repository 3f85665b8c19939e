import type { House, LocalDate, LocalTime, Occupancy } from '@larder/assistant'
import type { Random } from '@larder/cache-core'
import { stayMinutes } from './booking-of-record.ts'
import { drawNumber, drawYes } from './draw.ts'
import { minutesLater, zonedInstant } from './zoned-instant.ts'

export const LOADS = ['easy', 'tight', 'full'] as const
export type Load = (typeof LOADS)[number]

/** How likely it is that a table is taken when it is free, and how long it may stay free between two parties. */
const FILLING = {
  easy: { taken: 0.25, idleMinutes: 60 },
  tight: { taken: 0.75, idleMinutes: 30 },
  full: { taken: 0.98, idleMinutes: 0 },
} as const
const JOINED = 0.25

interface Party {
  readonly tables: readonly string[]
  /** Minutes from midnight. */
  readonly from: number
  readonly until: number
}

/** Who sits where on that day, drawn; nobody if the house is closed. */
export function randomOccupancies(random: Random, house: House, date: LocalDate, load: Load): Occupancy[] {
  const parties: Party[] = []
  const weekday = new Date(date).getUTCDay() || 7
  for (const service of house.services.filter(({ weekdays }) => weekdays.some((day) => day === weekday))) {
    const opensAt = minutesOf(service.opensAt)
    const lastSeatingAt = minutesOf(service.lastSeatingAt)
    for (const unit of unitsOf(random, house, load)) {
      fillUnit({ random, house, unit, opensAt, lastSeatingAt, filling: FILLING[load], parties })
    }
  }
  return parties.map((party, index) => occupancyOf(house, date, party, `R-${10_001 + index}`))
}

interface Unit {
  readonly tables: readonly string[]
  readonly seats: number
  readonly leastSeats: number
}

/** Sets that large parties have taken come first, then every table by itself. */
function unitsOf(random: Random, house: House, load: Load): Unit[] {
  const isInService = (id: string) => house.tables.some((table) => table.id === id && !table.isOutOfService)
  const joined = house.joinable.filter(
    ({ tables }) => tables.every(isInService) && drawYes(random, JOINED * FILLING[load].taken),
  )
  const single = house.tables
    .filter(({ id }) => isInService(id))
    .map(({ id, seats, leastSeats }) => ({ tables: [id], seats, leastSeats }))
  return [...joined, ...single]
}

interface Filling {
  readonly random: Random
  readonly house: House
  readonly unit: Unit
  readonly opensAt: number
  readonly lastSeatingAt: number
  readonly filling: (typeof FILLING)[Load]
  /** Those that are there; what is drawn is added. */
  readonly parties: Party[]
}

function fillUnit({ random, house, unit, opensAt, lastSeatingAt, filling, parties }: Filling): void {
  const { gridMinutes: grid, bufferMinutes: buffer, maxPeople } = house
  let from = opensAt + grid * drawNumber(random, 0, filling.idleMinutes / grid)
  while (from <= lastSeatingAt) {
    const people = drawNumber(random, unit.leastSeats, Math.min(unit.seats, maxPeople))
    const party = { tables: unit.tables, from, until: from + stayMinutes(house, people) }
    const isFree = parties.every((other) => !meets(party, other, buffer))
    if (isFree && drawYes(random, filling.taken)) parties.push(party)
    const idle = grid * drawNumber(random, 0, filling.idleMinutes / grid)
    from = isFree ? Math.ceil((party.until + buffer) / grid) * grid + idle : from + grid
  }
}

function meets(one: Party, other: Party, buffer: number): boolean {
  const isAtOnce = one.from < other.until + buffer && other.from < one.until + buffer
  return isAtOnce && one.tables.some((table) => other.tables.includes(table))
}

function occupancyOf(house: House, date: LocalDate, party: Party, code: string): Occupancy {
  const startsAt = zonedInstant(date, timeOf(party.from), house.timeZone)
  const endsAt = minutesLater(startsAt, party.until - party.from, house.timeZone)
  return { code, tables: party.tables, startsAt, endsAt }
}

/** Minutes from midnight. */
export function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

export function timeOf(minutes: number): LocalTime {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
