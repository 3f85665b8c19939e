export { jsonResponse } from './json-response.ts'
export type { LarderApi } from './larder-api.ts'
export { LARDER_ROUTES } from './larder-routes.ts'
export { problems } from './problem/problem-responses.ts'
export {
  type InputError,
  inputErrorSchema,
  type Problem,
  PROBLEM_MEDIA_TYPE,
  problemSchema,
} from './problem/problem-schema.ts'
export {
  PROBLEM_NAMES,
  PROBLEM_TYPES,
  type ProblemName,
  type ProblemType,
  problemUri,
} from './problem/problem-types.ts'
export { WITH_KEY, WITH_RIGHT, WITHOUT_KEY } from './problem/usual-problems.ts'
export { conversationRoute, postMessageRoute } from './routes/assistant-routes.ts'
export { MOST_MESSAGE_CHARACTERS } from './routes/assistant-schemas.ts'
export { type CacheHealthBody, cacheHealthRoute } from './routes/cache-health-route.ts'
export {
  countKeysRoute,
  type DeletedBody,
  deleteKeysRoute,
  type ExplanationBody,
  explainKeyRoute,
} from './routes/cache-keys-routes.ts'
export { type HotKeysBody, hotKeysRoute } from './routes/hot-keys-route.ts'
export { type Selector, SELECTORS } from './routes/cache-selection.ts'
export { cacheLiveRoute, isolateRoute, rejoinRoute } from './routes/cache-service-routes.ts'
export { type CacheStatsBody, cacheStatsRoute } from './routes/cache-stats-route.ts'
export {
  dashboardFileRoute,
  docsRoute,
  docsStyleRoute,
  type IndexBody,
  indexRoute,
  livezRoute,
  openApiRoute,
  readyzRoute,
} from './routes/service-routes.ts'
export type { UpstreamBody } from './routes/upstream-schemas.ts'
export { PING_PATH, webhookPingRoute } from './routes/webhook-ping-route.ts'
export { ANY_KEY, KEY_SCHEME, KEY_SECURITY_SCHEME, keyThatMay, type KeyRight, NO_KEY } from './security.ts'
export { TAGS } from './tags.ts'
