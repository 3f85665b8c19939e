import { invalidRequest } from './api-error.ts'

/** The parameters of a list request, from a query or a JSON body. */
export interface ListParameters {
  readonly pageSize: number
  readonly maxRecords: number
  readonly offset: string | undefined
  readonly view: string | undefined
  readonly sort: readonly SortRule[]
  readonly fields: readonly string[] | undefined
  readonly filterByFormula: string | undefined
  readonly byFieldId: boolean
  readonly asText: boolean
}

export interface SortRule {
  readonly field: string
  readonly direction: 'asc' | 'desc'
}

/** Throws 422 for values out of range. */
export function listParametersFromQuery(query: URLSearchParams): ListParameters {
  return fromParts({
    single: (name) => query.get(name) ?? undefined,
    fields: query.getAll('fields').concat(valuesOf(query, /^fields\[\d*\]$/)),
    sort: sortFromQuery(query),
  })
}

/** Unknown keys of the body are ignored: clients send more than the API knows. `timeZone` and `userLocale` stay in the query. */
export function listParametersFromBody(
  body: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
): ListParameters {
  const sort = Array.isArray(body['sort']) ? body['sort'] : []
  return fromParts({
    single: (name) => text(body[name]) ?? query.get(name) ?? undefined,
    fields: Array.isArray(body['fields']) ? body['fields'].map(String) : [],
    sort: sort.map((rule: unknown) => sortRule(rule as Partial<SortRule> | null)),
  })
}

interface Parts {
  readonly single: (name: string) => string | undefined
  readonly fields: readonly string[]
  readonly sort: readonly SortRule[]
}

function fromParts({ single, fields, sort }: Parts): ListParameters {
  const present = (name: string) => single(name) || undefined
  const asText = present('cellFormat') === 'string'
  if (asText && (!present('timeZone') || !present('userLocale'))) throw invalidRequest()
  return {
    pageSize: wholeNumber(present('pageSize') ?? present('limit'), 100, 100),
    maxRecords: wholeNumber(present('maxRecords'), Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    offset: present('offset'),
    view: present('view'),
    sort,
    fields: fields.length > 0 ? fields : undefined,
    filterByFormula: present('filterByFormula'),
    byFieldId: /^(1|true)$/.test(single('returnFieldsByFieldId') ?? ''),
    asText,
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

function valuesOf(query: URLSearchParams, name: RegExp): readonly string[] {
  return [...query].filter(([key]) => name.test(key)).map(([, value]) => value)
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
