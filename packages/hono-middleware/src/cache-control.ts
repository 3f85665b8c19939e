/** The directives of a `Cache-Control` header, names in lower case; a directive without a value has ''. */
export type CacheControl = ReadonlyMap<string, string>

/** A name, and perhaps a value: a token, or text in quotes, which may hold commas. */
const DIRECTIVE = /([^\s,;="]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g

/** Of a directive that is there twice, the first counts (RFC 9111, section 4.2.1). */
export function parseCacheControl(header: string | null | undefined): CacheControl {
  const directives = new Map<string, string>()
  for (const [, name = '', quoted, token = ''] of (header ?? '').matchAll(DIRECTIVE)) {
    const key = name.toLowerCase()
    if (!directives.has(key)) directives.set(key, quoted ?? token)
  }
  return directives
}

/** Of a directive in seconds; `undefined` when it is absent. What is no number means 0: stale, as the RFC encourages. */
export function millisecondsOf(directives: CacheControl, name: string): number | undefined {
  const value = directives.get(name)
  if (value === undefined) return undefined
  return /^\d+$/.test(value) ? Math.min(Number(value) * 1_000, MAX_MS) : 0
}

/** Lives are kept as unsigned 32-bit milliseconds: 49 days. */
export const MAX_MS: number = 2 ** 32 - 1
