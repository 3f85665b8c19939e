import { commentRoutes } from './comment-routes.ts'
import { metadataRoutes } from './metadata-routes.ts'
import { recordRoutes } from './record-routes.ts'
import type { RouteDefinition } from './route.ts'
import { schemaRoutes } from './schema-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** Every route there is. */
export const ROUTES: readonly RouteDefinition[] = [
  ...metadataRoutes,
  ...schemaRoutes,
  ...webhookRoutes,
  ...recordRoutes,
  ...commentRoutes,
]
