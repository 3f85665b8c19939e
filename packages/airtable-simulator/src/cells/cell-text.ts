import type { CellContext } from './cell-context.ts'
import type { FieldSchema } from '../base/base-data.ts'
import { formatDate } from '../formula/date-format.ts'
import { FormulaDate } from '../formula/value.ts'
import type { SimulatedRecord } from '../base/simulated-table.ts'
import { titlesOf } from './computed-cells.ts'

/** For whom cells are written as text. */
export interface TextFormat {
  readonly timeZone: string
  readonly userLocale: string
}

/** What people see in the cell, as `cellFormat=string` gives it. */
export function cellText(
  context: CellContext,
  record: SimulatedRecord,
  field: FieldSchema,
  value: unknown,
  format: TextFormat,
): string {
  if (field.type === 'multipleRecordLinks')
    return titlesOf(context, record, field).map(quotedIfComma).join(', ')
  const write = WRITERS[field.type] ?? plain
  return write(value, field, format)
}

type Writer = (value: unknown, field: FieldSchema, format: TextFormat) => string

const WRITERS: Readonly<Record<string, Writer>> = {
  checkbox: () => 'checked',
  number: (value, { options }) => fixed(value, options?.['precision']),
  currency: (value, { options }) => {
    const text = fixed(value, options?.['precision'])
    const symbol = typeof options?.['symbol'] === 'string' ? options['symbol'] : ''
    return text.startsWith('-') ? `-${symbol}${text.slice(1)}` : symbol + text
  },
  percent: (value, { options }) => `${fixed(Number(value) * 100, options?.['precision'])}%`,
  duration: (value, { options }) =>
    durationText(Number(value), String(options?.['durationFormat'] ?? 'h:mm')),
  date: (value, field, format) => dateText(value, field, { ...format, timeZone: 'utc' }, false),
  dateTime: (value, field, format) => dateText(value, field, format, true),
  createdTime: (value, field, format) => dateText(value, field, format, true),
  lastModifiedTime: (value, field, format) => dateText(value, field, format, true),
}

function fixed(value: unknown, precision: unknown): string {
  return typeof value === 'number' && typeof precision === 'number' ? value.toFixed(precision) : plain(value)
}

function durationText(seconds: number, format: string): string {
  const whole = Math.abs(Math.trunc(seconds))
  const two = (number: number) => String(number).padStart(2, '0')
  const text = `${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}`
  const sign = seconds < 0 ? '-' : ''
  return sign + (format.startsWith('h:mm:ss') ? `${text}:${two(whole % 60)}` : text)
}

/** In the format of the field, which may show another zone than the one asked for. */
function dateText(value: unknown, { options }: FieldSchema, format: TextFormat, withTime: boolean): string {
  const inner = (options?.['result'] as FieldSchema | undefined)?.options ?? options
  const own = inner?.timeZone
  const timeZone = own === undefined || own === 'client' ? format.timeZone : own
  const tokens = [formatOf(inner?.['dateFormat'], 'l')]
  if (withTime) tokens.push(formatOf(inner?.['timeFormat'], 'h:mma'))
  const date = new FormulaDate(Date.parse(String(value)), false, { timeZone, locale: format.userLocale })
  return formatDate(date, tokens.join(' ')) ?? plain(value)
}

function formatOf(option: unknown, fallback: string): string {
  const format = (option as { readonly format?: unknown } | undefined)?.format
  return typeof format === 'string' ? format : fallback
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => quotedIfComma(plain(item))).join(', ')
  return typeof value === 'object' && value !== null ? objectText(value) : String(value)
}

/** Files show their name and address, people their name, errors their code. */
function objectText(value: object): string {
  const { filename, url, text, label, name, email, error, specialValue } = value as Record<string, unknown>
  if (typeof filename === 'string') return `${filename} (${String(url)})`
  return String(text ?? label ?? name ?? email ?? error ?? specialValue ?? JSON.stringify(value))
}

function quotedIfComma(text: string): string {
  return text.includes(',') ? `"${text}"` : text
}
