import type { Redis } from 'ioredis'
import replies from 'ioredis/built/DataHandler.js'
import { ForeignReply } from './foreign-reply.ts'

/*
 * ioredis 6.0.0 rethrows what goes wrong while it hands out a reply where nobody can catch it, and the process ends: a null
 * that comes while no command waits is enough, or a push message that begins with null. Both are what a connection looks like
 * whose replies are out of step. For our clients such a connection is given up instead; those of others are left alone.
 */

interface ReplyDispatcher {
  readonly redis: Redis
  dispatch(handOut: () => void): void
}

const ours = new WeakSet<Redis>()

// A loader that follows __esModule gives the class itself.
const found: unknown = replies
const { prototype } = (typeof found === 'function' ? found : replies.default) as {
  prototype: ReplyDispatcher
}
// eslint-disable-next-line typescript/unbound-method -- called with its own `this` below
const { dispatch } = prototype

prototype.dispatch = function guarded(this: ReplyDispatcher, handOut) {
  const { redis } = this
  if (!ours.has(redis)) {
    dispatch.call(this, handOut)
    return
  }
  try {
    handOut()
  } catch {
    redis.stream.destroy(new ForeignReply())
  }
}

/** From now on a reply that the client cannot take ends the connection that it came over, and nothing else. */
export function guardReplies(client: Redis): void {
  ours.add(client)
}
