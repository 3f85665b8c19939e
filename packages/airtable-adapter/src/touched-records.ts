interface Written {
  readonly recordId?: string | undefined
  readonly query?: URLSearchParams | undefined
  readonly body?: unknown
}

/**
 * Whether all records that a write touches are named by itself. Of creates, and of upserts that look for theirs by what is in
 * them, only the answer tells.
 */
export function namesAllRecords({ recordId, body }: Written): boolean {
  if (recordId !== undefined || body === undefined) return true
  const records = isObject(body) ? body['records'] : undefined
  return Array.isArray(records) && records.every((one) => isObject(one) && typeof one['id'] === 'string')
}

/** The record ids that a write names, in its path, its query or its body, or that Airtable's answer names. */
export function touchedRecordIds({ recordId, query, body }: Written): readonly string[] {
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

/** Whether texts may become what they are to name: options of selects, and records of linked tables. */
export function isTypecast(body: unknown): boolean {
  return isObject(body) && body['typecast'] !== undefined && body['typecast'] !== false
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
