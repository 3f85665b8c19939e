import { conversationRoute, postMessageRoute } from './routes/assistant-routes.ts'
import { cacheHealthRoute } from './routes/cache-health-route.ts'
import { countKeysRoute, deleteKeysRoute, explainKeyRoute } from './routes/cache-keys-routes.ts'
import { cacheLiveRoute, isolateRoute, rejoinRoute } from './routes/cache-service-routes.ts'
import { cacheStatsRoute } from './routes/cache-stats-route.ts'
import { hotKeysRoute } from './routes/hot-keys-route.ts'
import {
  dashboardFileRoute,
  docsRoute,
  docsStyleRoute,
  indexRoute,
  livezRoute,
  openApiRoute,
  readyzRoute,
} from './routes/service-routes.ts'
import { webhookPingRoute } from './routes/webhook-ping-route.ts'

/** Larder's own routes, all of them, in the order of the document. Those of Airtable below `/v0` are Airtable's. */
export const LARDER_ROUTES = [
  postMessageRoute,
  conversationRoute,
  cacheStatsRoute,
  cacheHealthRoute,
  explainKeyRoute,
  countKeysRoute,
  deleteKeysRoute,
  hotKeysRoute,
  cacheLiveRoute,
  isolateRoute,
  rejoinRoute,
  livezRoute,
  readyzRoute,
  indexRoute,
  openApiRoute,
  docsRoute,
  docsStyleRoute,
  dashboardFileRoute,
  webhookPingRoute,
] as const
