export type { CompressionCodec, CompressionOptions } from './compression.ts'
export { createRedisStore, type RedisStoreOptions } from './redis-store.ts'
export { describeRedisTarget, parseRedisUrl, type RedisTarget } from './redis-url.ts'
