import type { AvailabilityReason } from '../availability-result.ts'
import type { Extras, Sitting } from '../facts.ts'
import type { LocalDate } from '../house.ts'
import type { Speech } from './phrasebook.ts'
import { atTime, inZone, joined, spokenDate } from './spoken.ts'

/** Reasons in Spanish. */
const REASONS: Readonly<Record<AvailabilityReason, string>> = {
  'closed-day': 'ese día estamos cerrados',
  'closed-hour': 'a esa hora no abrimos',
  'after-last-seating': 'a esa hora la cocina ya no admite mesas nuevas',
  'off-grid': 'a esa hora exacta no empezamos mesas',
  past: 'esa hora ya ha pasado',
  'too-soon': 'es demasiado pronto para prepararla',
  'too-far-ahead': 'todavía no abrimos reservas para ese día',
  'too-large': 'es un grupo muy grande',
  'no-table-that-large': 'no tenemos una mesa tan grande',
  'zone-full': 'esa zona está completa',
  'no-accessible-table': 'no queda mesa accesible',
  'no-table-for-pets': 'no queda mesa donde admitamos mascotas',
  'no-table-for-high-chairs': 'no queda mesa donde quepa una trona',
  full: 'está completo',
  'no-such-time': 'esa hora no existe ese día por el cambio de hora',
}

/** How many, when and where. */
export function words({ people, date, time, zone }: Sitting, s: Speech): string {
  return `para ${persons(people)} el ${day(date, s)} ${atTime(time, 'es')} ${inZone(zone, 'es')}`
}

/** When and where, beside a day that was asked for. */
export function alternative({ date, time, zone }: Sitting, asked: LocalDate, s: Speech): string {
  return `${date === asked ? '' : `el ${day(date, s)} `}${atTime(time, 'es')} ${inZone(zone, 'es')}`
}

/** What goes with a booking. */
export function also({ highChairs = 0, pets, accessible, hasDiet, hasNotes }: Extras): string {
  const parts = [
    highChairs === 1 ? 'una trona' : highChairs > 1 ? `${highChairs} tronas` : '',
    pets === true ? 'mascota' : '',
    accessible === true ? 'mesa accesible' : '',
    hasDiet === true ? 'las alergias o dietas indicadas' : '',
    hasNotes === true ? 'la nota para el equipo' : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `, con ${joined(parts, 'y')}`
}

/** Why there is no table. */
export function because(reasons: readonly AvailabilityReason[]): string {
  return joined(
    reasons.length === 0 ? [REASONS.full] : reasons.slice(0, 2).map((reason) => REASONS[reason]),
    'y',
  )
}

export function persons(people: number): string {
  return people === 1 ? '1 persona' : `${people} personas`
}

export function day(date: LocalDate, { today }: Speech): string {
  return spokenDate(date, 'es', today)
}

export function call(phone: string | undefined, s: Speech): string {
  return phone === undefined ? '' : `${s.register === 'tu' ? 'Llama' : 'Llame'} al ${phone}.`
}
