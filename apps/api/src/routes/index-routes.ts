import { type IndexBody, indexRoute } from '@larder/api-contract'
import { OpenAPIHono } from '@hono/zod-openapi'
import { openApiDocument, operationsOf } from '../openapi/openapi-document.ts'

/** `GET /` for programs: what there is, by the document. */
export function indexRoutes(): OpenAPIHono {
  let body: IndexBody | undefined
  return new OpenAPIHono().openapi(indexRoute, (c) => c.json((body ??= indexBody()), 200, { vary: 'accept' }))
}

function indexBody(): IndexBody {
  const endpoints = operationsOf(openApiDocument()).map(({ method, path, operation }) => [
    `${method.toUpperCase()} ${path}`,
    operation.summary ?? '',
  ])
  return {
    name: 'Larder',
    documentation: '/docs',
    openapi: '/openapi.json',
    endpoints: Object.fromEntries(endpoints) as Record<string, string>,
  }
}
