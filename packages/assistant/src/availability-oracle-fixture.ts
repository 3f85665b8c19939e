import type { DateTime } from 'luxon'
import type { Availability, AvailabilityReason, AvailabilityRequest, Seating } from './availability-result.ts'
import {
  dateAt,
  dayAfter,
  instantOf,
  openingAt,
  roughInstant,
  stayOf,
  textAt,
  timesOf,
} from './house-oracle-fixture.ts'
import type { House, Table } from './house.ts'
import type { Occupancy } from './ports/reservation-book.ts'

/**
 * The same decision, written from its description, slowly and without a thought for speed: every time of the day, every
 * table and every set, every occupancy. It shares no code with the solver.
 */
export function oracle(
  request: AvailabilityRequest,
  occupancies: readonly Occupancy[],
  house: House,
  now: number,
  nextDays: number,
): Availability {
  const scene: Scene = { request, occupancies, house, now }
  if (request.people > house.maxPeople)
    return { status: 'too-large', reasons: ['too-large'], alternatives: [] }
  if (!placesOf(house).some(({ seats }) => seats >= request.people))
    return { status: 'too-large', reasons: ['no-table-that-large'], alternatives: [] }
  const asked = decide(scene, request)
  if (!Array.isArray(asked)) return { status: 'available', seating: asked, reasons: [], alternatives: [] }
  const alternatives = alternativesTo(scene, asked, nextDays)
  return { status: statusFor(asked[0], alternatives.length), reasons: asked, alternatives }
}

interface Scene {
  readonly request: AvailabilityRequest
  readonly occupancies: readonly Occupancy[]
  readonly house: House
  readonly now: number
}

interface Place {
  readonly ids: readonly string[]
  readonly seats: number
  readonly leastSeats: number
  readonly tables: readonly Table[]
}

const NOT_OF_TABLES = new Set<AvailabilityReason>([
  'no-such-time',
  'past',
  'too-far-ahead',
  'closed-day',
  'closed-hour',
  'after-last-seating',
  'off-grid',
  'too-soon',
])

function statusFor(reason: AvailabilityReason | undefined, alternatives: number): Availability['status'] {
  if (reason === 'past') return 'past'
  if (reason && NOT_OF_TABLES.has(reason) && reason !== 'off-grid' && reason !== 'too-soon') return 'closed'
  return alternatives > 0 ? 'alternatives' : 'full'
}

/** A seating, or why there is none. */
function decide(scene: Scene, request: AvailabilityRequest): Seating | AvailabilityReason[] {
  const { house, now } = scene
  const start = instantOf(request.date, request.time, house.timeZone)
  if (!start) return ['no-such-time']
  if (start.toMillis() < now) return ['past']
  if (request.date > dayAfter(dateAt(now, house.timeZone), house.maxAdvanceDays)) return ['too-far-ahead']
  const opening = openingAt(house, request.date, request.time).kind
  if (opening !== 'open') return [opening]
  if (start.toMillis() < now + house.leadMinutes * 60_000) return ['too-soon']
  const free = freePlaces(scene, request, start)
  if (!Array.isArray(free)) return seatingOf(free, request, start, house)
  return free
}

function freePlaces(
  scene: Scene,
  request: AvailabilityRequest,
  start: DateTime,
): Place | AvailabilityReason[] {
  const { house } = scene
  const inZone = placesOf(house).filter(
    ({ seats, tables }) =>
      seats >= request.people && (!request.zone || tables.every(({ zone }) => zone === request.zone)),
  )
  if (inZone.length === 0) return ['no-table-that-large']
  const wanted: [AvailabilityReason, keyof Table][] = []
  if (request.accessible) wanted.push(['no-accessible-table', 'isAccessible'])
  if (request.pets) wanted.push(['no-table-for-pets', 'allowsPets'])
  if (request.highChairs) wanted.push(['no-table-for-high-chairs', 'allowsHighChairs'])
  const has = (place: Place, what: keyof Table) => place.tables.every((table) => table[what] === true)
  const fitting = inZone.filter((place) => wanted.every(([, what]) => has(place, what)))
  if (fitting.length === 0) {
    const never = wanted.filter(([, what]) => !inZone.some((place) => has(place, what)))
    return (never.length > 0 ? never : wanted).map(([reason]) => reason)
  }
  const free = fitting.filter((place) => isFree(scene, request, place, start))
  free.sort((a, b) => {
    const tooSmallForA = request.people < a.leastSeats
    const tooSmallForB = request.people < b.leastSeats
    if (tooSmallForA !== tooSmallForB) return tooSmallForA ? 1 : -1
    if (a.seats !== b.seats) return a.seats - b.seats
    if (a.ids.length !== b.ids.length) return a.ids.length - b.ids.length
    return a.ids.join(' ') < b.ids.join(' ') ? -1 : 1
  })
  const [best] = free
  if (best) return best
  if (!request.zone) return ['full']
  const anywhere = freePlaces(scene, { ...request, zone: undefined }, start)
  return [Array.isArray(anywhere) ? 'full' : 'zone-full']
}

function isFree(
  { occupancies, house }: Scene,
  request: AvailabilityRequest,
  place: Place,
  start: DateTime,
): boolean {
  const end = start.plus({ minutes: stayOf(house, request.people) }).toMillis()
  return occupancies.every((occupancy) => {
    if (occupancy.code === request.instead) return true
    if (!occupancy.tables.some((id) => place.ids.includes(id))) return true
    const isAfterUs = Date.parse(occupancy.startsAt) - end >= house.bufferMinutes * 60_000
    const isBeforeUs = start.toMillis() - Date.parse(occupancy.endsAt) >= house.bufferMinutes * 60_000
    return isAfterUs || isBeforeUs
  })
}

function placesOf(house: House): readonly Place[] {
  const working = house.tables.filter((table) => !table.isOutOfService)
  const sets = house.joinable.flatMap(({ tables: ids, seats, leastSeats }): Place[] => {
    const tables = working.filter(({ id }) => ids.includes(id))
    const zones = new Set(tables.map(({ zone }) => zone))
    return tables.length === ids.length && zones.size === 1 ? [{ ids, seats, leastSeats, tables }] : []
  })
  return [
    ...working.map((table) => ({
      ids: [table.id],
      seats: table.seats,
      leastSeats: table.leastSeats,
      tables: [table],
    })),
    ...sets,
  ]
}

function alternativesTo(scene: Scene, asked: readonly AvailabilityReason[], nextDays: number): Seating[] {
  const { request, house } = scene
  const { serviceDate } = openingAt(house, request.date, request.time)
  const wanted = roughInstant(request.date, request.time, house.timeZone)
  const seatings = (list: readonly AvailabilityRequest[]) =>
    list.map((one) => decide(scene, one)).filter((one): one is Seating => !Array.isArray(one))
  const times = seatings(timesOf(house, serviceDate).map((slot) => ({ ...request, ...slot })))
  const distance = (seating: Seating) => Math.abs(Date.parse(seating.startsAt) - wanted)
  times.sort((a, b) => distance(a) - distance(b) || Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const isOpen = !asked.some((reason) => NOT_OF_TABLES.has(reason))
  const zones = (['indoor', 'terrace', 'bar', 'private'] as const).filter((zone) => zone !== request.zone)
  const elsewhere = isOpen && request.zone ? seatings(zones.map((zone) => ({ ...request, zone }))) : []
  const later = seatings(
    Array.from({ length: nextDays }, (_, index) => ({ ...request, date: dayAfter(request.date, index + 1) })),
  )
  return [...times.slice(0, elsewhere.length > 0 ? 2 : 3), ...elsewhere, ...later].slice(0, 3)
}

function seatingOf(
  { ids, tables }: Place,
  request: AvailabilityRequest,
  start: DateTime,
  house: House,
): Seating {
  const end = start.plus({ minutes: stayOf(house, request.people) })
  const { date, time } = request
  const zone = tables[0]?.zone ?? 'indoor'
  return {
    date,
    time,
    startsAt: textAt(start.toMillis(), house.timeZone),
    endsAt: textAt(end.toMillis(), house.timeZone),
    tables: ids,
    zone,
  }
}
