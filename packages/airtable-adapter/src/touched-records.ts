/** The record ids that a write names, in its path, its query or its body, or that Airtable's answer names. */
export function touchedRecordIds({
  recordId,
  query,
  body,
}: {
  readonly recordId?: string | undefined
  readonly query?: URLSearchParams | undefined
  readonly body?: unknown
}): readonly string[] {
  const inQuery = query
    ? [...query].filter(([name]) => /^records(\[\d*\])?$/.test(name)).map(([, id]) => id)
    : []
  const bodies = isObject(body)
    ? [body, ...(Array.isArray(body['records']) ? (body['records'] as unknown[]) : [])]
    : []
  const inBody = bodies.flatMap((item) =>
    isObject(item) && typeof item['id'] === 'string' ? [item['id']] : [],
  )
  return [...new Set([...(recordId === undefined ? [] : [recordId]), ...inQuery, ...inBody])]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
