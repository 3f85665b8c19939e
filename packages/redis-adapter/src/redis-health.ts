import { StoreError } from '@larder/cache-core'
import { ReplyLine } from './foreign-reply.ts'
import type { RedisNode } from './redis-node.ts'

const CANARY = '1'
/** How long a canary lives, in seconds: long enough to be there for the next check, short enough to leave nothing behind. */
const CANARY_TTL_S = 60

/** How long work may take to be connected behind the health check when both have just begun, in ms. */
const CONNECT_MS = 100

/**
 * Resolves when a server reads and writes, and is connected for work. PING alone would lie: it answers while memory is full
 * or the disk has failed.
 */
export async function checkRedis(node: RedisNode, canaryKey: string): Promise<void> {
  const { health, lanes, name } = node
  // What has just begun to connect is neither well nor in trouble.
  await health.attempt
  try {
    await health.run(async (client) => {
      const line = new ReplyLine(client)
      const replies = [client.get(canaryKey), client.set(canaryKey, CANARY, 'EX', CANARY_TTL_S)]
      const [canary, set] = await Promise.all(replies)
      line.expect((canary === null || canary === CANARY) && set === 'OK')
    })
  } catch (error) {
    if (health.isReadOnly) node.lookForMaster()
    throw error
  }
  node.leaveReadOnly()
  if (!lanes.connected) await node.firstConnection(CONNECT_MS)
  if (lanes.connected) return
  const message = `${name} answers its health check but is not connected for work yet.`
  throw new StoreError('STORE_UNAVAILABLE', 'all', message, { retryable: true })
}
