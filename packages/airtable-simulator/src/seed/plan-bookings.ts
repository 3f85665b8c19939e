import type { Random } from '@larder/cache-core'
import { type Mesa, mesasOf, type Turno, TURNOS } from './restaurant.ts'

export interface Booking {
  readonly createdTime: string
  /** Index of the guest, from 0. */
  readonly cliente: number
  readonly mesa: Mesa
  readonly turno: Turno
  readonly fecha: string
  readonly hora: string
  readonly inicio: string
  readonly personas: number
  readonly estado: string
  readonly origen: string
  readonly deposito: number | undefined
  readonly notas: string | undefined
}

/**
 * Weights taken from real observations: the 244 restaurant bills of the `tips` data of R's reshape2 (MIT), which
 * count party sizes, days (the place was open Thursday to Sunday) and dinners against lunches.
 */
const PARTY_SIZES: Weights<number> = [
  [1, 4],
  [2, 156],
  [3, 38],
  [4, 37],
  [5, 5],
  [6, 4],
]
const SERVICES: Weights<Turno['servicio']> = [
  ['cena', 176],
  ['comida', 68],
]
/** Days after a Thursday. */
const DAYS: Weights<number> = [
  [0, 62],
  [1, 19],
  [2, 87],
  [3, 76],
]

const ORIGINS: Weights<string> = [
  ['Online', 62],
  ['Teléfono', 28],
  ['Sin reserva', 10],
]
const PAST_STATES: Weights<string> = [
  ['Completada', 82],
  ['Cancelada', 12],
  ['No presentado', 6],
]
const FUTURE_STATES: Weights<string> = [
  ['Confirmada', 76],
  ['Pendiente', 14],
  ['Cancelada', 10],
]
const NOTES = [
  'Cumpleaños, traerán tarta.',
  'Una trona para niño.',
  'Llegarán con algo de retraso.',
  'Mesa tranquila, por favor.',
  'Aniversario de boda.',
]

type Weights<T> = readonly (readonly [value: T, weight: number])[]

const DAY_MS = 86_400_000
const FIRST_THURSDAY = Date.UTC(2025, 4, 1)
const WEEKS = 92
/** What is past and what is to come, fixed so that the data is the same every day. */
const REFERENCE = Date.UTC(2026, 10, 15)

/** What the bookings are spread over: houses of 24 tables each, and guests. */
export interface BookingScale {
  readonly houses: number
  readonly guests: number
}

/** Plans so many reservations over 92 weeks from May 2025 on, no table twice in one sitting, in the order of booking. */
export function planBookings(
  count: number,
  { houses, guests }: BookingScale,
  random: Random,
): readonly Booking[] {
  const mesas = Array.from({ length: houses }, (_, house) => mesasOf(house))
  const taken = new Map<string, Set<Mesa>>()
  const bookings: Booking[] = []
  while (bookings.length < count) {
    const day = FIRST_THURSDAY + (Math.floor(random.next() * WEEKS) * 7 + pick(DAYS, random)) * DAY_MS
    const personas = pick(PARTY_SIZES, random)
    const turno = pickTurno(pick(SERVICES, random), random)
    // One house has nothing to choose from: its plan is the same as ever.
    const house = mesas[houses > 1 ? Math.floor(random.next() * houses) : 0] ?? []
    const mesa = pickMesa(house, personas, day, turno, taken, random)
    if (mesa) bookings.push(book(day, personas, turno, mesa, guests, random))
  }
  return bookings.sort((a, b) => (a.createdTime < b.createdTime ? -1 : Number(a.createdTime > b.createdTime)))
}

function book(
  day: number,
  personas: number,
  turno: Turno,
  mesa: Mesa,
  guests: number,
  random: Random,
): Booking {
  const fecha = new Date(day).toISOString().slice(0, 10)
  const hora = turno.inicio
  const inicio = new Date(madridInstant(day, hora)).toISOString()
  const leadMs = Math.floor(random.next() ** 2 * 21 * DAY_MS)
  const cliente = Math.floor(random.next() ** 1.5 * guests)
  return {
    createdTime: `${new Date(Date.parse(inicio) - leadMs).toISOString().slice(0, 19)}.000Z`,
    cliente,
    mesa,
    turno,
    fecha,
    hora,
    inicio,
    personas,
    estado: pick(day < REFERENCE ? PAST_STATES : FUTURE_STATES, random),
    origen: pick(ORIGINS, random),
    deposito: personas >= 5 || random.next() < 0.1 ? personas * 10 : undefined,
    notas: random.next() < 0.2 ? NOTES[Math.floor(random.next() * NOTES.length)] : undefined,
  }
}

function pickTurno(servicio: Turno['servicio'], random: Random): Turno {
  const offered = TURNOS.filter((turno) => turno.servicio === servicio && turno.publicado)
  return offered[Math.floor(random.next() * offered.length)] as Turno
}

/** A free table that fits, the smallest kind first; marks it taken. */
function pickMesa(
  mesas: readonly Mesa[],
  personas: number,
  day: number,
  turno: Turno,
  taken: Map<string, Set<Mesa>>,
  random: Random,
): Mesa | undefined {
  const sitting = `${day} ${turno.id}`
  const seated = taken.get(sitting) ?? new Set()
  const free = mesas.filter((mesa) => mesa.capacidad >= personas && !mesa.estaCerrada && !seated.has(mesa))
  const smallest = Math.min(...free.map((mesa) => mesa.capacidad))
  const candidates = free.filter((mesa) => mesa.capacidad === smallest)
  const mesa = candidates[Math.floor(random.next() * candidates.length)]
  if (mesa) taken.set(sitting, seated.add(mesa))
  return mesa
}

function pick<T>(weights: Weights<T>, random: Random): T {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random.next() * total
  for (const [value, weight] of weights) {
    left -= weight
    if (left < 0) return value
  }
  return (weights.at(-1) as readonly [T, number])[0]
}

/** The instant of a wall time in Madrid: UTC+2 from the last Sunday of March to that of October, else UTC+1. */
function madridInstant(day: number, hora: string): number {
  const [hours = 0, minutes = 0] = hora.split(':').map(Number)
  const year = new Date(day).getUTCFullYear()
  const isSummer = day >= lastSunday(year, 2) && day < lastSunday(year, 9)
  return day + (hours - (isSummer ? 2 : 1)) * 3_600_000 + minutes * 60_000
}

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0))
  return lastDay.getTime() - lastDay.getUTCDay() * DAY_MS
}
