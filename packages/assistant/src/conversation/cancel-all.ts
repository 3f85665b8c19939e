import { plainWord } from '../redaction/given-names.ts'
import type { Booking } from '../ports/reservation-book.ts'
import type { ProvenBooking, Task } from './conversation.ts'

const ALL =
  /(?<!\p{L})(?:(?:las|los) (?:dos|tres|cuatro)|ambas|ambos|todas|todo|both|all|all of them|all my)(?!\p{L})/u
const HOUR = /(?:\b(?:a|de|sobre|hacia)) (?:las|los) (?:dos|tres|cuatro)(?!\p{L})/u

/** "Cancela las dos"; not "cancela la de las dos". */
export function saysAll(message: string): boolean {
  const text = plainWord(message)
  return ALL.test(text.replace(HOUR, ' '))
}

/** The first of several to be cancelled, with the others to come after it. */
export function firstOf(task: Task, bookings: readonly Booking[]): Task {
  const [target, ...others] = bookings.map(({ code, guest }): ProvenBooking => ({ code, name: guest.name }))
  return { ...task, target, others, isForAll: true, awaiting: undefined }
}
