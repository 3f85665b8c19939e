export { freePort, type RedisServer, startRedis, type StartRedisOptions } from './start-redis.ts'
