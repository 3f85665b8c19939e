import type { LocalDate, LocalTime } from '@larder/assistant'

const MINUTE_MS = 60_000

/** The instant at which the wall clock of a time zone shows this, ISO 8601 with offset. A time that occurs twice is the first. */
export function zonedInstant(date: LocalDate, time: LocalTime, timeZone: string): string {
  const wall = Date.parse(`${date}T${time}:00Z`)
  // The offset of the day before is the one in force until a change, so of two equal times the earlier is found.
  const guesses = [wall - 24 * 60 * MINUTE_MS, wall].map(
    (near) => wall - offsetMinutesAt(near, timeZone) * MINUTE_MS,
  )
  const found = guesses.find((guess) => guess + offsetMinutesAt(guess, timeZone) * MINUTE_MS === wall)
  if (found === undefined) throw new RangeError(`no ${time} on ${date} in ${timeZone}`)
  return textOf(found, timeZone)
}

/** As many minutes later on the real clock, in the offset that is in force then. */
export function minutesLater(instant: string, minutes: number, timeZone: string): string {
  return textOf(Date.parse(instant) + minutes * MINUTE_MS, timeZone)
}

function textOf(instant: number, timeZone: string): string {
  const offset = offsetMinutesAt(instant, timeZone)
  const wall = new Date(instant + offset * MINUTE_MS).toISOString().slice(0, 19)
  const size = Math.abs(offset)
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`
}

function offsetMinutesAt(instant: number, timeZone: string): number {
  const wall = formatOf(timeZone).format(instant).replace(' ', 'T')
  return Math.round((Date.parse(`${wall}Z`) - instant) / MINUTE_MS)
}

/** Making one takes a thousand times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** Swedish writes dates as ISO does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  return format
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
