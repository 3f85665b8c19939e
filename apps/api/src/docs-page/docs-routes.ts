import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { docsRoute, docsStyleRoute, openApiRoute } from '@larder/api-contract'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { openApiDocument } from '../openapi/openapi-document.ts'
import { PAGE_HEADERS } from '../page-headers.ts'
import { isKnownToClient } from '../routes/prepared-answer.ts'
import { docsPage } from './docs-page.ts'

/** Beside the sources and beside what is built from them alike. */
const STYLE = new URL('../../assets/docs.css', import.meta.url)

/** `/openapi.json`, and the same for people: open to everybody, and alike for all. */
export function docsRoutes(): OpenAPIHono {
  const document = fileOf('application/json; charset=utf-8', () => JSON.stringify(openApiDocument()))
  const page = fileOf('text/html; charset=utf-8', () => docsPage(openApiDocument()))
  const style = fileOf('text/css; charset=utf-8', () => readFileSync(STYLE, 'utf8'))
  return (
    new OpenAPIHono()
      // Kept as a text: what is in it, its own schema says.
      .openapi(openApiRoute, (c) => document(c) as never)
      .openapi(docsRoute, page)
      .openapi(docsStyleRoute, style)
  )
}

/** Made with the first request for it, and sent to nobody who has it. */
function fileOf(type: string, make: () => string): (c: Context) => Response {
  let made: { readonly body: string; readonly etag: string } | undefined
  return (c) => {
    const { body, etag } = (made ??= withTag(make()))
    const headers = { ...PAGE_HEADERS, etag }
    if (isKnownToClient(c.req.header('if-none-match') ?? null, etag))
      return new Response(null, { status: 304, headers })
    return new Response(body, { headers: { ...headers, 'content-type': type } })
  }
}

function withTag(body: string): { readonly body: string; readonly etag: string } {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}
