import type { LeaseAnswer, LeaseBroker, LeaseListener, LeaseOutcome, LeaseRequest } from '@larder/cache-core'
import { ReplyLine } from './foreign-reply.ts'
import { ACQUIRE, RELEASE, RENEW } from './scripts/lease-scripts.ts'
import type { RedisRouter } from './redis-router.ts'
import { RedisScript } from './redis-script.ts'
import type { RedisSubscriber } from './redis-subscriber.ts'

/** How long it is remembered that a value was stored under a lease, in ms: longer than a read of the store may take. */
const DONE_MS = 2_000
const BYTES = 128

const acquire = new RedisScript(ACQUIRE)
const renew = new RedisScript(RENEW)
const release = new RedisScript(RELEASE)

/** Leases of one namespace in Redis; whoever waits for one is woken by a message. */
export class RedisLeases implements LeaseBroker {
  readonly #namespace: string
  readonly #router: RedisRouter
  readonly #subscriber: RedisSubscriber
  readonly #channel: string

  constructor(namespace: string, router: RedisRouter, subscriber: RedisSubscriber) {
    this.#namespace = namespace
    this.#router = router
    this.#subscriber = subscriber
    this.#channel = `{${namespace}}:leases`
  }

  async acquire(
    key: string,
    { token, ttlMs, stamp, notBefore, isBackground = false }: LeaseRequest,
  ): Promise<LeaseAnswer> {
    // Lua reads no "Infinity".
    const least = Math.min(notBefore, Number.MAX_SAFE_INTEGER)
    const wanted = JSON.stringify([key, 'wanted'])
    const lease = [token, Math.ceil(ttlMs), stamp.era, stamp.seq, least]
    const args = [...lease, isBackground ? '|b' : '', wanted, this.#channel]
    const reply = await this.#run(acquire, key, args, (one) => Array.isArray(one) && one[0] === token)
    const [, acquired, more] = reply as readonly [string, number, number]
    return acquired === 1
      ? { acquired: true, afterRelease: more === 1 }
      : { acquired: false, remainingMs: Math.max(1, more) }
  }

  async renew(key: string, token: string, ttlMs: number): Promise<boolean> {
    return (await this.#run(renew, key, [token, Math.ceil(ttlMs)])) === 1
  }

  async release(key: string, token: string, outcome: LeaseOutcome): Promise<void> {
    const message = JSON.stringify([key, outcome])
    await this.#run(release, key, [token, outcome, message, this.#channel, DONE_MS])
  }

  listen({ released, wanted }: LeaseListener): void {
    this.#subscriber.listen(this.#channel, {
      onMessage: (text) => {
        const [key, what] = toMessage(text)
        if (key === undefined) return
        if (what === 'wanted') wanted(key)
        else released(key, what)
      },
      onGap: () => {},
    })
  }

  nodeOf(key: string): string {
    return this.#router.nodeOf(this.#keyOf(key))
  }

  async #run(
    script: RedisScript,
    key: string,
    args: readonly (string | number)[],
    isOwn: (reply: unknown) => boolean = isYesOrNo,
  ): Promise<unknown> {
    const full = this.#keyOf(key)
    return this.#router.run(full, BYTES, async (client) => {
      const line = new ReplyLine(client)
      const reply = await script.run(client, [full], args)
      line.expect(isOwn(reply))
      return reply
    })
  }

  #keyOf(key: string): string {
    return `${this.#namespace}~lease:${key}`
  }
}

function isYesOrNo(reply: unknown): boolean {
  return reply === 0 || reply === 1
}

type LeaseMessage = readonly [key: string, what: LeaseOutcome | 'wanted'] | readonly [key: undefined]

function toMessage(text: string): LeaseMessage {
  try {
    const [key, what] = JSON.parse(text) as readonly [unknown, unknown]
    if (typeof key !== 'string') return [undefined]
    return [key, what === 'kept' || what === 'wanted' ? what : 'failed']
  } catch {
    return [undefined]
  }
}
