/**
 * Whether the JSON of a value has certainly more bytes than `limit`: known long before it is made, from the lengths of its
 * strings and the number of its parts. `false` says nothing.
 */
export function isJsonLonger(value: unknown, limit: number): boolean {
  return leftAfter(value, limit) < 0
}

/** What is left of so many bytes after a value; below 0 when it needs more, however much. */
function leftAfter(value: unknown, bytes: number): number {
  if (typeof value === 'string') return bytes - value.length - 2
  if (typeof value !== 'object' || value === null) return bytes - 1
  // Brackets, but a comma less than parts.
  let left = bytes - 1
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index++) left = leftAfter(value[index], left - 1)
    return left
  }
  for (const key in value) {
    if (left < 0) return left
    left = leftAfter((value as Record<string, unknown>)[key], left - key.length - 4)
  }
  return left
}
