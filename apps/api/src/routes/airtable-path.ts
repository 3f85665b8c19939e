/** What an Airtable path names, decoded. */
export type AirtablePath =
  | { readonly kind: 'meta'; readonly segments: readonly string[] }
  | {
      readonly kind: 'records'
      readonly base: string
      readonly table: string
      readonly recordId: string | undefined
    }

/**
 * Parses an undecoded path below `/v0`. Table names may hold an encoded slash, so that segments are decoded one by
 * one; doubled and trailing slashes are clients' habits and mean nothing. `undefined` for what is no route.
 */
export function parseAirtablePath(rawPath: string): AirtablePath | undefined {
  const segments = rawPath
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
  if (segments[0] !== 'v0' || segments.some((segment) => segment === undefined || /^\.{1,2}$/.test(segment)))
    return undefined
  const [base, table, recordId, ...rest] = segments.slice(1) as string[]
  if (base === 'meta') return { kind: 'meta', segments: segments.slice(2) as string[] }
  if (base === undefined || base === 'bases' || table === undefined || rest.length > 0) return undefined
  return { kind: 'records', base, table, recordId }
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
