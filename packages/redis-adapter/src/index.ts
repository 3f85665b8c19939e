export type { CompressionCodec, CompressionOptions } from './compression.ts'
export { createRedisBackend, type RedisBackendOptions } from './redis-backend.ts'
export { describeRedisTarget, parseRedisUrl, type RedisTarget } from './redis-url.ts'
