import { type ListQuery, listQueryFromSearch } from '@larder/airtable-adapter'
import { LRUCache } from 'lru-cache'
import { type AirtablePath, parseAirtablePath } from './airtable-path.ts'

/** Addresses that are remembered, and the longest of them: a few megabytes at most. */
const MOST_KNOWN = 1_000
const LONGEST_KNOWN = 1_000

const known = new LRUCache<string, RequestTarget>({ max: MOST_KNOWN })

/** What the address of a request asks for. Requests with the same address share it: its query is not to be changed. */
export class RequestTarget {
  /** `undefined` for what is no route. */
  readonly path: AirtablePath | undefined
  readonly query: URLSearchParams
  #list: ListQuery | undefined

  constructor(url: string) {
    const { pathname, searchParams } = new URL(url)
    this.path = parseAirtablePath(pathname)
    this.query = searchParams
  }

  /** Its query as that of a list. */
  get list(): ListQuery {
    return (this.#list ??= listQueryFromSearch(this.query))
  }
}

/** Takes an address apart, once for as long as it is asked for often. */
export function targetOf(url: string): RequestTarget {
  const before = known.get(url)
  if (before) return before
  const target = new RequestTarget(url)
  if (url.length <= LONGEST_KNOWN) known.set(url, target)
  return target
}
