import { invalidRequest } from '../api/api-error.ts'
import { localeOf } from '../formula/locale-of.ts'
import type { TextFormat } from '../cells/cell-text.ts'

/** How records are to be shown, from a query or a JSON body. */
export interface ShowParameters {
  readonly byFieldId: boolean
  readonly asText: TextFormat | undefined
  readonly withCommentCount: boolean
}

/** The parameters of a list request. */
export interface ListParameters extends ShowParameters {
  readonly pageSize: number
  readonly maxRecords: number
  readonly offset: string | undefined
  readonly view: string | undefined
  readonly sort: readonly SortRule[]
  readonly fields: readonly string[] | undefined
  readonly filterByFormula: string | undefined
}

export interface SortRule {
  readonly field: string
  readonly direction: 'asc' | 'desc'
}

/** Throws 422 for values out of range. */
export function listParametersFromQuery(query: URLSearchParams): ListParameters {
  return fromParts({
    single: (name) => query.get(name) ?? undefined,
    list: (name) => listFromQuery(query, name),
    sort: sortFromQuery(query),
  })
}

/** What a single record's GET knows of them. */
export function showParametersFromQuery(query: URLSearchParams): ShowParameters {
  const single = (name: string) => query.get(name) ?? undefined
  return showFromParts({ single, list: (name) => listFromQuery(query, name), sort: [] })
}

/** Unknown keys of the body are ignored: clients send more than the API knows. `timeZone` and `userLocale` stay in the query. */
export function listParametersFromBody(
  body: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
): ListParameters {
  const sort = body['sort'] ?? []
  if (!Array.isArray(sort)) throw invalidRequest()
  return fromParts({
    single: (name) => text(body[name]) ?? query.get(name) ?? undefined,
    list: (name) => {
      const list = body[name] ?? []
      if (!Array.isArray(list)) throw invalidRequest()
      return list.map(String)
    },
    sort: sort.map((rule: unknown) => sortRule(rule as Partial<SortRule> | null)),
  })
}

interface Parts {
  readonly single: (name: string) => string | undefined
  readonly list: (name: string) => readonly string[]
  readonly sort: readonly SortRule[]
}

function fromParts(parts: Parts): ListParameters {
  const { single, list, sort } = parts
  const present = (name: string) => single(name) || undefined
  const fields = list('fields')
  return {
    ...showFromParts(parts),
    pageSize: wholeNumber(present('pageSize') ?? present('limit'), 100, 100),
    maxRecords: wholeNumber(present('maxRecords'), Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    offset: present('offset'),
    view: present('view'),
    sort,
    fields: fields.length > 0 ? fields : undefined,
    filterByFormula: present('filterByFormula'),
  }
}

function showFromParts({ single, list }: Parts): ShowParameters {
  const [cellFormat, timeZone, userLocale] = ['cellFormat', 'timeZone', 'userLocale'].map(single)
  if (cellFormat && cellFormat !== 'json' && cellFormat !== 'string') throw invalidRequest()
  const isText = cellFormat === 'string'
  if (isText && (!timeZone || !userLocale || !isTimeZone(timeZone) || !localeOf(userLocale)))
    throw invalidRequest()
  const metadata = list('recordMetadata')
  if (metadata.some((name) => name !== 'commentCount')) throw invalidRequest()
  return {
    byFieldId: /^(1|true)$/.test(single('returnFieldsByFieldId') ?? ''),
    asText:
      isText && timeZone && userLocale
        ? { timeZone, userLocale: localeOf(userLocale) ?? userLocale }
        : undefined,
    withCommentCount: metadata.length > 0,
  }
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function sortFromQuery(query: URLSearchParams): readonly SortRule[] {
  const rules = new Map<number, Partial<Record<'field' | 'direction', string>>>()
  for (const [name, value] of query) {
    const match = /^sort\[(\d+)\]\[(field|direction)\]$/.exec(name)
    if (match)
      rules.set(Number(match[1]), {
        ...rules.get(Number(match[1])),
        [match[2] as 'field' | 'direction']: value,
      })
  }
  return [...rules].sort(([a], [b]) => a - b).map(([, rule]) => sortRule(rule))
}

function sortRule(rule: { readonly field?: unknown; readonly direction?: unknown } | null): SortRule {
  const { field, direction = 'asc' } = rule ?? {}
  if (typeof field !== 'string' || (direction !== 'asc' && direction !== 'desc')) throw invalidRequest()
  return { field, direction }
}

/** `name[]=a`, `name[0]=a` or `name=a`, in the order given. */
export function listFromQuery(query: URLSearchParams, name: string): readonly string[] {
  const pattern = new RegExp(String.raw`^${name}(?:\[\d*\])?$`)
  return [...query].filter(([key, value]) => pattern.test(key) && value !== '').map(([, value]) => value)
}

function wholeNumber(given: string | undefined, fallback: number, max: number): number {
  if (given === undefined) return fallback
  const value = Number(given)
  if (!Number.isInteger(value) || value < 1 || value > max) throw invalidRequest()
  return value
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}
