import { parseAccept } from 'hono/utils/accept'

/**
 * The media type that `Accept` would rather have (RFC 9110, section 12.5.1), the first of several that are as welcome;
 * `undefined`: none of them will do. Without `Accept` anything does.
 */
export function preferredType(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0]
  const ranges = parseAccept(accept).map(({ type, q }) => ({ type: type.toLowerCase(), q }))
  const ranked = offered.map((type) => {
    const [range] = ranges
      .map(({ type: range, q }) => ({ closeness: closenessOf(range, type), q }))
      .filter(({ closeness }) => closeness > 0)
      .toSorted((a, b) => b.closeness - a.closeness)
    return { type, q: range?.q ?? 0, closeness: range?.closeness ?? 0 }
  })
  return ranked.filter(({ q }) => q > 0).toSorted((a, b) => b.q - a.q || b.closeness - a.closeness)[0]?.type
}

/** 3 by its name, 2 by its kind, 1 by anything, 0 not at all. */
function closenessOf(range: string, type: string): number {
  if (range === type) return 3
  if (range === '*/*' || range === '*') return 1
  return range.endsWith('/*') && type.startsWith(range.slice(0, -1)) ? 2 : 0
}
