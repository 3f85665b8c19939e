/** Whether a path is one of Airtable's, whose errors are worded as Airtable does. Clients whose endpoint ends in a slash ask for //v0/… */
export function isAirtablePath(path: string): boolean {
  return /^\/+v0(\/|$)/.test(path)
}

/** What an Airtable path names, decoded. */
export type AirtablePath =
  | { readonly kind: 'meta'; readonly base: string | undefined; readonly segments: readonly string[] }
  | { readonly kind: 'webhooks'; readonly base: string; readonly segments: readonly string[] }
  | { readonly kind: 'comments'; readonly base: string; readonly segments: readonly string[] }
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
  const decodedSegments = rawPath
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
  if (decodedSegments.some((segment) => segment === undefined || /^\.{1,2}$/.test(segment))) return undefined
  const [version, base, ...segments] = decodedSegments as string[]
  if (version !== 'v0' || base === undefined) return undefined
  if (base === 'meta') return { kind: 'meta', base: baseOfMeta(segments), segments }
  if (base === 'bases') return webhooksPath(segments)
  // A key for records must not reach these, should Airtable read them so.
  if (/^(?:meta|bases)$/i.test(base)) return undefined
  const [table, recordId, comments] = segments
  if (table === undefined) return undefined
  if (comments === 'comments' && segments.length <= 4) return { kind: 'comments', base, segments }
  return segments.length > 2 ? undefined : { kind: 'records', base, table, recordId }
}

function baseOfMeta([kind, base]: readonly string[]): string | undefined {
  return kind === 'bases' ? base : undefined
}

function webhooksPath(segments: readonly string[]): AirtablePath | undefined {
  const [base, what] = segments
  return base === undefined || what !== 'webhooks' || segments.length > 4
    ? undefined
    : { kind: 'webhooks', base, segments }
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
