import { invalidValue, unparsableValue } from '../api/api-error.ts'
import type { CellReader } from './cell-reader.ts'

export const readText: CellReader = (field, value, { typecast }) => {
  if (typeof value === 'string') return value
  if (typecast && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  if (typecast && Array.isArray(value)) return value.map(String).join(', ')
  throw invalidValue(field.name)
}

export const readNumber: CellReader = (field, value, { typecast }) => {
  const number = typecast && typeof value === 'string' ? numberIn(value) : value
  if (typeof number === 'number' && Number.isFinite(number)) return number
  throw typeof value === 'string' ? unparsableValue(field.name, value) : invalidValue(field.name)
}

/** Currency marks, spaces and thousands commas are left out; a percent sign divides. */
function numberIn(text: string): number {
  const plain = text.replaceAll(/[\p{Sc},\s]/gu, '')
  if (plain === '') return Number.NaN
  return plain.endsWith('%') ? Number(plain.slice(0, -1)) / 100 : Number(plain)
}

/** Seconds. Text such as 1:30 is hours and minutes, 1:30:15 has seconds too. */
export const readDuration: CellReader = (field, value, context) => {
  const parts =
    context.typecast && typeof value === 'string' ? /^(\d+):(\d{2})(?::(\d{2}))?$/.exec(value) : null
  if (!parts) return readNumber(field, value, context)
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return hours * 3_600 + minutes * 60 + seconds
}

/** A whole number from 1 to the field's `max`, never 0. */
export const readRating: CellReader = (field, value, context) => {
  const rating = Number(readNumber(field, value, context))
  const max = Number(field.options?.['max'] ?? 10)
  if (!Number.isInteger(rating) || rating < 1 || rating > max) throw invalidValue(field.name)
  return rating
}

/** What typecast takes for a tick. */
const TICKS = /^(true|checked|yes|1)$/i
const NO_TICKS = /^(false|unchecked|no|0)$/i

export const readCheckbox: CellReader = (field, value, { typecast }) => {
  if (value === true) return true
  if (typecast && TICKS.test(String(value))) return true
  if (typecast && NO_TICKS.test(String(value))) return undefined
  throw invalidValue(field.name)
}
