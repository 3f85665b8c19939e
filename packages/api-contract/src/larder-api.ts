import type { OpenAPIHono } from '@hono/zod-openapi'
import type { LARDER_ROUTES } from './larder-routes.ts'

/** The routes as Hono takes them when it serves them; only their types are wanted here. */
type Served<Routes extends readonly unknown[]> = {
  readonly [Index in keyof Routes]: { readonly route: Routes[Index]; readonly handler: never }
}

declare const app: OpenAPIHono

/**
 * Larder's own routes as Hono's client knows them: `hc<LarderApi>(url)`. It follows from the same schemas that the server
 * checks requests by, and that `/openapi.json` is made of.
 */
export type LarderApi = ReturnType<typeof app.openapiRoutes<Served<typeof LARDER_ROUTES>>>
