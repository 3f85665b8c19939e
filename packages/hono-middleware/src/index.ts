export { larderCache } from './larder-cache.ts'
export { purgeUrl } from './purge-url.ts'
export type { LarderCacheOptions } from './larder-cache-options.ts'
