import type { CellReader } from './cell-reader.ts'
import { DateTime } from 'luxon'
import type { FieldSchema } from '../base/base-data.ts'
import { unparsableValue } from '../api/api-error.ts'

export const readDate: CellReader = (field, value, { typecast }) => {
  const date = typeof value === 'string' ? read(value, field, typecast) : undefined
  if (!date) throw unparsableValue(field.name, value)
  // The day that was written, whatever its zone.
  return date.toFormat('yyyy-MM-dd')
}

export const readDateTime: CellReader = (field, value, { typecast }) => {
  const date = typeof value === 'string' ? read(value, field, typecast) : undefined
  if (!date) throw unparsableValue(field.name, value)
  return date.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
}

/** A time without a zone is read in the field's own, else in UTC: never in that of this machine. */
function read(text: string, { options }: FieldSchema, typecast: boolean): DateTime | undefined {
  const { timeZone } = options ?? {}
  const isNamed = timeZone !== undefined && timeZone !== 'utc' && timeZone !== 'client'
  const zone = isNamed ? timeZone : 'utc'
  if (/^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text)) {
    // A day alone is midnight UTC.
    const isDay = text.length === 10
    const date = DateTime.fromISO(text.replace(' ', 'T'), isDay ? { zone: 'utc' } : { zone, setZone: true })
    return date.isValid ? date : undefined
  }
  return typecast ? readLocal(text, zone, isEuropean(options?.['dateFormat'])) : undefined
}

function isEuropean(dateFormat: unknown): boolean {
  return (dateFormat as { readonly name?: unknown } | undefined)?.name === 'european'
}

/** Dates as people write them, day or month first as the field shows them. */
function readLocal(text: string, zone: string, dayFirst: boolean): DateTime | undefined {
  const days = [dayFirst ? 'd/M/yyyy' : 'M/d/yyyy', 'LLLL d, yyyy', 'LLL d, yyyy', 'd LLLL yyyy']
  const formats = days.flatMap((day) => [day, `${day} H:mm`, `${day} h:mma`, `${day} h:mm a`])
  for (const format of formats) {
    const date = DateTime.fromFormat(text.trim(), format, { zone, locale: 'en-US' })
    if (date.isValid) return date
  }
  return undefined
}
