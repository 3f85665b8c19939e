import { createHash } from 'node:crypto'
import { AirtableError } from './airtable-error.ts'
import { changesWithTime } from './volatile-field.ts'

/** Most records of a page, which is also the default. */
export const MAX_PAGE_SIZE = 100

/** Parameters that take one value, in the order in which a query is sent upstream. */
const SINGLE = [
  'pageSize',
  'maxRecords',
  'view',
  'filterByFormula',
  'cellFormat',
  'timeZone',
  'userLocale',
  'returnFieldsByFieldId',
] as const
/** What says the same as leaving the parameter out. */
const DEFAULTS: Readonly<Record<string, string>> = {
  cellFormat: 'json',
  returnFieldsByFieldId: 'false',
}

/** What does not change how records are shown. Others may do so, those that are not known here among them. */
const SHOW_AS_BEFORE: ReadonlySet<string> = new Set([
  'pageSize',
  'maxRecords',
  'view',
  'filterByFormula',
  'timeZone',
  'userLocale',
])

/**
 * A list request in canonical form: two requests that must have the same answer have the same `hash`, however their
 * parameters were spelt or ordered. The offset is kept apart: it names a page, not a listing.
 */
export interface ListQuery {
  readonly offset: string | undefined
  /** Records of a page, 1 to 100: pages are cut here, and a listing is the same in pages of any size. */
  readonly pageSize: number
  /** Canonical parameters without the offset and the page size, as Airtable takes them; a bad page size is left for Airtable to refuse. */
  readonly parameters: URLSearchParams
  /** SHA-256 of them, base64url. */
  readonly hash: string
  /** Whether records come whole, as a GET of one record gives them. */
  readonly hasWholeRecords: boolean
  /** Whether its answer changes with time alone, as that of a filter by `TODAY()` does. */
  readonly changesWithTime: boolean
}

/** Reads the query of a GET. Unknown parameters are kept, so that Airtable can judge them. */
export function listQueryFromSearch(search: URLSearchParams): ListQuery {
  const sort = new Map<number, Record<string, string>>()
  const draft = new Draft()
  for (const [name, value] of search) {
    const rule = /^sort\[(\d+)\]\[(field|direction)\]$/.exec(name)
    if (rule) sort.set(Number(rule[1]), { ...sort.get(Number(rule[1])), [rule[2] ?? '']: value })
    else draft.add(name.replace(/\[\d*\]$/, ''), value, /\[\d*\]$/.test(name))
  }
  draft.sort = [...sort].sort(([a], [b]) => a - b).map(([, rule]) => rule)
  return draft.finish()
}

/**
 * Reads the JSON body of a POST to listRecords, which asks for the same as a GET. `timeZone` and `userLocale` stand in
 * the query even then; keys that are no parameters (`method`, say) are ignored, as Airtable does. Throws Airtable's 422
 * for a body that no query can say, so that Airtable cannot be asked to judge it.
 */
export function listQueryFromBody(body: unknown, search: URLSearchParams): ListQuery {
  if (!isObject(body) || Array.isArray(body)) throw invalidRequest()
  const draft = new Draft()
  for (const [name, value] of search) draft.add(name, value, false)
  for (const name of [...SINGLE, 'offset']) {
    const value = body[name]
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      draft.add(name, String(value), false)
  }
  for (const name of ['fields', 'recordMetadata']) {
    for (const value of listOf(body, name)) draft.add(name, String(value), true)
  }
  draft.sort = listOf(body, 'sort').map((rule) => {
    if (!isObject(rule) || typeof rule['field'] !== 'string') throw invalidRequest()
    return stringsOf(rule)
  })
  return draft.finish()
}

function listOf(body: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const list = body[name] ?? []
  if (!Array.isArray(list)) throw invalidRequest()
  return list
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function invalidRequest(): AirtableError {
  const message = 'Invalid request: parameter validation failed. Check your request data.'
  const body = { error: { type: 'INVALID_REQUEST_UNKNOWN', message } }
  return new AirtableError({ status: 422, body, kind: 'request', message })
}

class Draft {
  sort: readonly Readonly<Record<string, string>>[] = []
  readonly #single = new Map<string, string>()
  readonly #sets = new Map<string, Set<string>>()

  add(name: string, value: string, isList: boolean): void {
    if (isList || name === 'fields' || name === 'recordMetadata') {
      this.#sets.set(name, (this.#sets.get(name) ?? new Set()).add(value))
    } else this.#single.set(name === 'limit' ? 'pageSize' : name, value)
  }

  finish(): ListQuery {
    const offset = this.#single.get('offset') || undefined
    this.#single.delete('offset')
    this.#normalise()
    const pageSize = this.#takePageSize()
    const parameters = new URLSearchParams()
    for (const [name, value] of [...this.#single].sort(byName)) parameters.append(name, value)
    for (const [name, values] of [...this.#sets].sort(byName))
      for (const value of [...values].sort()) parameters.append(`${name}[]`, value)
    for (const [index, rule] of this.sort.entries()) {
      for (const [key, value] of Object.entries(rule).sort(byName)) {
        // Without a field it is for Airtable to refuse.
        if (key !== 'direction' || value !== 'asc' || rule['field'] === undefined)
          parameters.append(`sort[${index}][${key}]`, value)
      }
    }
    return {
      offset,
      pageSize,
      parameters,
      hash: hashOf(parameters),
      hasWholeRecords: this.#hasWholeRecords(),
      changesWithTime: changesWithTime(this.#single.get('filterByFormula') ?? ''),
    }
  }

  #normalise(): void {
    const byId = this.#single.get('returnFieldsByFieldId')
    if (byId !== undefined)
      this.#single.set('returnFieldsByFieldId', byId === '1' ? 'true' : byId === '0' ? 'false' : byId)
    // Only around it: white space inside may stand in a text.
    const formula = this.#single.get('filterByFormula')
    if (formula !== undefined) this.#single.set('filterByFormula', formula.trim())
    for (const [name, value] of this.#single)
      if (value === '' || DEFAULTS[name] === value) this.#single.delete(name)
  }

  #takePageSize(): number {
    const text = this.#single.get('pageSize') ?? String(MAX_PAGE_SIZE)
    if (!/^0*([1-9]\d?|100)$/.test(text)) return MAX_PAGE_SIZE
    this.#single.delete('pageSize')
    return Number(text)
  }

  #hasWholeRecords(): boolean {
    return this.#sets.size === 0 && [...this.#single.keys()].every((name) => SHOW_AS_BEFORE.has(name))
  }
}

function hashOf(parameters: URLSearchParams): string {
  return createHash('sha256').update(parameters.toString()).digest('base64url')
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b)
}

function stringsOf(rule: object): Record<string, string> {
  return Object.fromEntries(Object.entries(rule).map(([key, value]) => [key, String(value)]))
}
