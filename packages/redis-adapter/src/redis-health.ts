import type { RedisConnection } from './redis-connection.ts'

/** How long a canary lives, in seconds: long enough to be there for the next check, short enough to leave nothing behind. */
const CANARY_TTL_S = 60

/** Resolves when Redis reads and writes. PING alone would lie: it answers while memory is full or the disk has failed. */
export async function checkRedis(connection: RedisConnection, canaryKey: string): Promise<void> {
  await connection.run((client) =>
    Promise.all([client.get(canaryKey), client.set(canaryKey, '1', 'EX', CANARY_TTL_S)]),
  )
}
