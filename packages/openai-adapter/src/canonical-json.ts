/**
 * JSON in which equal values give equal texts: properties sorted by name, lists in their order, text in Unicode's composed
 * form (NFC) and otherwise untouched. Properties that are `undefined` are left out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value))
}

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name.normalize('NFC'), canonical(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
