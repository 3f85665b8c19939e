import { keyThatMay, type KeyRight, jsonResponse } from '@larder/api-contract'
import type { RouteConfig, z } from '@hono/zod-openapi'
import { airtableErrorSchema } from './airtable-schemas.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
/** `cache`: may be answered from it; `through`: a write; `passed-on`: to Airtable each time. */
type Way = 'cache' | 'through' | 'passed-on'

export interface AirtableOperation {
  readonly id: string
  readonly tag: string
  readonly ask: `${Uppercase<Method>} /v0/${string}`
  readonly summary: string
  readonly description?: string | undefined
  /** Default: by the method. */
  readonly right?: KeyRight | undefined
  readonly way?: Way | undefined
  readonly params?: z.ZodObject | undefined
  readonly query?: z.ZodObject | undefined
  readonly headers?: z.ZodObject | undefined
  readonly body?:
    | { readonly schema: z.ZodType; readonly example: unknown; readonly isOptional?: boolean }
    | undefined
  readonly answer: z.ZodType
  readonly example: unknown
}

const ERRORS: Readonly<Record<number, readonly [description: string, example: unknown]>> = {
  400: ['The body is no JSON.', error('INVALID_REQUEST_BODY', 'Could not parse request body')],
  401: ['No key, or one that is not known.', error('AUTHENTICATION_REQUIRED', 'Authentication required')],
  403: [
    'The key may not do this, or there is no such base or table.',
    error('INVALID_PERMISSIONS', 'You are not permitted to perform this operation'),
  ],
  404: ['There is no such record, or no such route.', { error: 'NOT_FOUND' }],
  409: [
    'A create with this `Idempotency-Key` is under way, or its outcome is not known.',
    error('IDEMPOTENT_REQUEST_IN_PROGRESS', 'A request with this key is being done: try again later'),
  ],
  413: [
    'The body is larger than 4 MiB.',
    error('REQUEST_TOO_LARGE', 'Request body is larger than 4194304 bytes'),
  ],
  422: ['Airtable does not accept it.', error('UNKNOWN_FIELD_NAME', 'Unknown field name: "Foo"')],
  429: [
    'The calls of the month are used up, or Airtable has locked the base.',
    error('RATE_LIMIT_REACHED', 'Rate limit exceeded. Please try again later'),
  ],
  500: [
    'Airtable, or Larder, failed.',
    error('SERVER_ERROR', 'Larder failed to answer this request; its log says why.'),
  ],
  503: ['Airtable cannot be asked now.', error('RETRIABLE_ERROR', 'Airtable did not answer in time')],
}

function error(type: string, message: string): unknown {
  return { error: { type, message } }
}

/** An operation of Airtable as the document has it. Its handler is not Hono's: see docs/decisions/2026-11-27-the-short-way.md. */
export function airtableOperation(asked: AirtableOperation): RouteConfig {
  const [method, path] = asked.ask.split(' ') as [string, string]
  const isRead = method === 'GET'
  const way = asked.way ?? (isRead ? 'cache' : 'through')
  const statuses = [
    401,
    403,
    404,
    422,
    429,
    500,
    503,
    ...(asked.body ? [400, 413] : []),
    ...(asked.headers ? [409] : []),
  ]
  return {
    method: method.toLowerCase() as Method,
    path,
    operationId: asked.id,
    tags: [asked.tag],
    summary: asked.summary,
    ...(asked.description === undefined ? {} : { description: asked.description }),
    security: keyThatMay(asked.right ?? (isRead ? 'read' : 'write')),
    request: requestOf(asked),
    responses: {
      200: { ...jsonResponse('As Airtable answers.', asked.answer, asked.example), headers: headersOf(way) },
      ...(way === 'cache'
        ? { 304: { description: 'The client has it: `If-None-Match` names its `ETag`.' } }
        : {}),
      ...Object.fromEntries(statuses.map((status) => [status, errorResponse(status)])),
    },
  }
}

function requestOf({ params, query, headers, body }: AirtableOperation): RouteConfig['request'] & object {
  return {
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(headers ? { headers } : {}),
    ...(body
      ? {
          body: {
            required: body.isOptional !== true,
            content: { 'application/json': { schema: body.schema, example: body.example } },
          },
        }
      : {}),
  }
}

function errorResponse(status: number): RouteConfig['responses'][string] {
  const [description, example] = ERRORS[status] as readonly [string, unknown]
  return {
    description,
    ...(status === 429 || status === 503
      ? { headers: { 'Retry-After': header('Seconds to wait.', 'integer') } }
      : {}),
    content: { 'application/json': { schema: airtableErrorSchema, example } },
  }
}

function headersOf(way: Way): Record<string, ReturnType<typeof header>> {
  const status = {
    'Cache-Status': header('RFC 9211: `larder; hit; ttl=298; detail=l1`, or why Airtable was asked.'),
  }
  if (way !== 'cache') return status
  return {
    ...status,
    Age: header('How old the answer is, in seconds.', 'integer'),
    ETag: header('For `If-None-Match`.'),
  }
}

function header(description: string, type: 'string' | 'integer' = 'string') {
  return { description, schema: { type } }
}
