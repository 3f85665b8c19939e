/** Headers that a 304 repeats (RFC 9110, section 15.4.5), what caches say of themselves, and cookies: they are of no body. */
const OF_NOT_MODIFIED = new Set([
  'cache-control',
  'cache-status',
  'content-location',
  'date',
  'etag',
  'expires',
  'set-cookie',
  'vary',
])

/** Whether the client has this response already (RFC 9110, section 13): `If-None-Match` goes before `If-Modified-Since`. */
export function isNotModified(request: Headers, response: ReadonlyMap<string, string>): boolean {
  const wanted = request.get('if-none-match')
  const etag = response.get('etag')
  if (wanted !== null)
    return wanted.trim() === '*' || (etag !== undefined && tagsOf(wanted).has(opaque(etag)))
  const since = Date.parse(request.get('if-modified-since') ?? '')
  const modified = Date.parse(response.get('last-modified') ?? '')
  return modified <= since
}

export function isOfNotModified(name: string): boolean {
  return OF_NOT_MODIFIED.has(name)
}

/** Compared weakly: `W/` makes no difference. Tags may hold commas. */
function tagsOf(header: string): ReadonlySet<string> {
  return new Set([...header.matchAll(/(?:W\/)?("[^"]*")/g)].map(([, tag = '']) => tag))
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, '')
}
