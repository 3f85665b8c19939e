import { dateOfDay, dayNumberOf, type LocalDate } from '@larder/assistant'
import type { BookLayout } from './book-layout.ts'

/** Formulas by which records of a book are asked for. */

export function anyOf(...formulas: readonly string[]): string {
  return formulas.length === 1 ? (formulas[0] as string) : `OR(${formulas.join(',')})`
}

export function allOf(...formulas: readonly string[]): string {
  return formulas.length === 1 ? (formulas[0] as string) : `AND(${formulas.join(',')})`
}

/** Whose date is one of these, or whose instant is on one of them: where either is missing, the other counts. */
export function onDates(dates: readonly LocalDate[], layout: BookLayout, timeZone: string): string {
  const days = daysOf(layout, timeZone)
  return anyOf(...dates.flatMap((date) => days.map((day) => `${day}=${text(date)}`)))
}

/** Whose date or instant is on this day or later. */
export function fromDate(date: LocalDate, layout: BookLayout, timeZone: string): string {
  return anyOf(...daysOf(layout, timeZone).map((day) => `${day}>=${text(date)}`))
}

/** The days of a booking as texts; '' for what is missing, since a blank date may be an error in a formula. */
function daysOf({ bookings }: BookLayout, timeZone: string): readonly string[] {
  const [date, instant] = [field(bookings.date), field(bookings.startsAt)]
  const local = `SET_TIMEZONE(${instant},${text(timeZone)})`
  return [
    `IF(${date},DATETIME_FORMAT(${date},'YYYY-MM-DD'),'')`,
    `IF(${instant},DATETIME_FORMAT(${local},'YYYY-MM-DD'),'')`,
  ]
}

export function inStates(states: readonly string[], { bookings }: BookLayout): string {
  return anyOf(...states.map((state) => `${field(bookings.state)}=${text(state)}`))
}

export function withCode(code: string, { bookings }: BookLayout): string {
  return `${field(bookings.code)}=${text(code)}`
}

export function withMark(mark: string, { bookings }: BookLayout): string {
  return `FIND(${text(mark)},${field(bookings.notes)})>0`
}

/** Codes of so many digits. */
export function withDigits(digits: number, { bookings }: BookLayout): string {
  return `REGEX_MATCH(${field(bookings.code)},'^R-[0-9]{${digits}}$')`
}

/** Whose guest's phone ends with these digits, however it is written. */
export function withPhone(digits: string, phoneField: string): string {
  const bare = [' ', '-', '.', '(', ')'].reduce(
    (inner, mark) => `SUBSTITUTE(${inner},${text(mark)},'')`,
    `${field(phoneField)}&''`,
  )
  return `RIGHT(${bare},${digits.length})=${text(digits)}`
}

export function withIds(ids: readonly string[]): string {
  return anyOf(...ids.map((id) => `RECORD_ID()=${text(id)}`))
}

export function withEmail(email: string, { guests }: BookLayout): string {
  return `LOWER(${field(guests.email)}&'')=${text(email.toLowerCase())}`
}

/** Days of the calendar, the ends included. */
export function datesBetween(first: number, last: number): readonly LocalDate[] {
  return Array.from({ length: last - first + 1 }, (_, index) => dateOfDay(first + index))
}

/** A day, and those before it whose late bookings run into it. */
export function datesInto(date: LocalDate): readonly LocalDate[] {
  return datesBetween(dayNumberOf(date) - 1, dayNumberOf(date))
}

function field(name: string): string {
  return `{${name.replaceAll(/[\\}]/g, String.raw`\$&`)}}`
}

function text(value: string): string {
  return `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`
}
