export type { CompressionCodec, CompressionOptions } from './compression.ts'
export { trainDictionary, type TrainingOptions } from './train-dictionary.ts'
export {
  createRedisBackend,
  type RedisBackendOptions,
  type RedisSharedBackend,
  type RedisTlsOptions,
} from './redis-backend.ts'
export { describeRedisTarget, parseRedisUrl, type RedisAddress, type RedisTarget } from './redis-url.ts'
