import {
  ApiError,
  authenticationRequired,
  invalidRequest,
  malformedBody,
  notFound,
  notPermittedOrNotFound,
  schemaNotFound,
} from './api-error.ts'
import { createRecords, deleteRecord, deleteRecords, updateRecord, updateRecords } from './write-records.ts'
import { formatRecord } from './record-format.ts'
import { listParametersFromBody, listParametersFromQuery } from './list-parameters.ts'
import type { RecordLister } from './list-records.ts'
import type { SimulatedBase } from './simulated-base.ts'
import type { SimulatedTable } from './simulated-table.ts'

export interface ApiRequest {
  readonly method: string
  /** Undecoded, from the first slash to the question mark. */
  readonly rawPath: string
  readonly query: URLSearchParams
  readonly authorization: string | undefined
  readonly bodyText: string
}

export interface ApiContext {
  readonly bases: ReadonlyMap<string, SimulatedBase>
  /** `undefined`: any token is good. */
  readonly tokens: ReadonlySet<string> | undefined
  readonly lister: RecordLister
}

export type RequestKind = 'list' | 'record' | 'write' | 'schema' | 'other'

/** What a path means. Matched on the raw path: a decoded `%2F` would split a name. */
export interface Route {
  readonly kind: RequestKind
  readonly base: string | undefined
  readonly segments: readonly string[]
}

export function routeOf({ method, rawPath }: Pick<ApiRequest, 'method' | 'rawPath'>): Route {
  const [version, ...segments] = rawPath
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment)
  if (version !== 'v0') return { kind: 'other', base: undefined, segments: [] }
  if (segments[0] === 'meta')
    return { kind: 'schema', base: segments[1] === 'bases' ? segments[2] : undefined, segments }
  const isListByPost = method === 'POST' && segments[2] === 'listRecords'
  const kind = isListByPost ? 'list' : method !== 'GET' ? 'write' : segments.length === 3 ? 'record' : 'list'
  return { kind, base: segments[0], segments }
}

/** The bearer token. Throws 401 when it is missing, malformed or unknown: Airtable does not tell which. */
export function tokenOf({ authorization }: ApiRequest, { tokens }: ApiContext): string {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined || (tokens && !tokens.has(token))) throw authenticationRequired()
  return token
}

/** Answers a request that was let through. Throws ApiError. */
export function answer(request: ApiRequest, { segments }: Route, context: ApiContext): unknown {
  if (segments[0] === 'meta') return metadata(request, segments, context)
  const [baseId, tableName, third, ...rest] = segments
  if (baseId === undefined || tableName === undefined || rest.length > 0) throw notFound()
  const base = context.bases.get(baseId)
  if (!base) throw notPermittedOrNotFound()
  const table = base.table(tableName)
  return third === undefined
    ? onTable(request, base, table, context)
    : onRecord(request, base, table, third, context)
}

function onTable(
  request: ApiRequest,
  base: SimulatedBase,
  table: SimulatedTable,
  { lister }: ApiContext,
): unknown {
  const { method, query } = request
  if (method === 'GET') return lister.list(base, table, listParametersFromQuery(query))
  if (method === 'POST') return createRecords({ base, table }, jsonBody(request))
  if (method === 'PATCH' || method === 'PUT')
    return updateRecords({ base, table }, jsonBody(request), method === 'PUT')
  if (method === 'DELETE')
    return deleteRecords(
      { base, table },
      [...query].filter(([name]) => /^records(\[\d*\])?$/.test(name)).map(([, id]) => id),
    )
  throw notFound()
}

function onRecord(
  request: ApiRequest,
  base: SimulatedBase,
  table: SimulatedTable,
  recordId: string,
  { lister }: ApiContext,
): unknown {
  const { method, query } = request
  if (method === 'POST' && recordId === 'listRecords')
    return lister.list(base, table, listParametersFromBody(jsonBody(request), query))
  if (method === 'PATCH' || method === 'PUT')
    return updateRecord({ base, table }, recordId, jsonBody(request), method === 'PUT')
  if (method === 'DELETE') return deleteRecord({ base, table }, recordId)
  const record = table.records.get(recordId)
  if (method !== 'GET' || !record) throw notFound()
  const { byFieldId, asText } = listParametersFromQuery(query)
  return formatRecord(base, table, record, { fields: undefined, byFieldId, asText })
}

function metadata({ method }: ApiRequest, segments: readonly string[], { bases }: ApiContext): unknown {
  const [, what, baseId, tables] = segments
  if (method !== 'GET') throw notFound()
  if (what === 'whoami' && segments.length === 2)
    return {
      id: 'usrSimulated00001',
      scopes: ['data.records:read', 'data.records:write', 'schema.bases:read'],
    }
  if (what !== 'bases') throw notFound()
  if (baseId === undefined)
    return { bases: [...bases.values()].map(({ id, name }) => ({ id, name, permissionLevel: 'create' })) }
  if (tables !== 'tables' || segments.length !== 4) throw notFound()
  const base = bases.get(baseId)
  if (!base) throw schemaNotFound()
  return {
    tables: base.tables.map(({ schema }) => ({
      ...schema,
      views: schema.views.map(({ id, name, type }) => ({ id, name, type })),
    })),
  }
}

function jsonBody({ bodyText }: ApiRequest): Readonly<Record<string, unknown>> {
  let body: unknown
  try {
    body = JSON.parse(bodyText)
  } catch {
    throw malformedBody()
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalidRequest()
  return body as Readonly<Record<string, unknown>>
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new ApiError(404, { error: 'NOT_FOUND' })
  }
}
