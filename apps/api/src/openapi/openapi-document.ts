import { readFileSync } from 'node:fs'
import {
  KEY_SCHEME,
  KEY_SECURITY_SCHEME,
  LARDER_ROUTES,
  PROBLEM_NAMES,
  PROBLEM_TYPES,
  problemUri,
  TAGS,
} from '@larder/api-contract'
import { OpenAPIHono } from '@hono/zod-openapi'
import { AIRTABLE_OPERATIONS } from './airtable/airtable-operations.ts'

export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>
type PathItem = NonNullable<OpenApiDocument['paths']>[string]
export type Operation = NonNullable<PathItem['get']>

/** Beside the sources and beside what is built from them alike. */
const PACKAGE = new URL('../../package.json', import.meta.url)

const DESCRIPTION = `Larder answers as Airtable does below \`/v0\`, from a cache that never goes beyond Airtable's limits, and has routes of its own beside it.

Errors below \`/v0\` have the bodies and the status of Airtable. Errors of all other routes are problem details (RFC 9457, \`application/problem+json\`).

All kinds of problems, by their \`type\`:

`

let made: OpenApiDocument | undefined

/** The OpenAPI 3.1 document of all routes, made once. */
export function openApiDocument(): OpenApiDocument {
  return (made ??= make())
}

function make(): OpenApiDocument {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono()
  openAPIRegistry.registerComponent('securitySchemes', KEY_SCHEME, KEY_SECURITY_SCHEME)
  for (const route of [...AIRTABLE_OPERATIONS, ...LARDER_ROUTES]) openAPIRegistry.registerPath(route)
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string }
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Larder', version, description: DESCRIPTION + problemList(), license: { name: 'MIT' } },
    servers: [{ url: '/', description: 'This server.' }],
    tags: Object.values(TAGS).map((name) => ({ name })),
  })
}

function problemList(): string {
  return PROBLEM_NAMES.map((name) => {
    const { status, title, meaning } = PROBLEM_TYPES[name]
    return `- \`${problemUri(name)}\` (${status}): ${title}. ${meaning}`
  }).join('\n')
}

export interface DescribedOperation {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** All operations, in the order of the document. */
export function operationsOf({ paths = {} }: OpenApiDocument): readonly DescribedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ method, path, operation }] : []
    }),
  )
}
