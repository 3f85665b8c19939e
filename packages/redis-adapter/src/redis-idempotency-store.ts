import type { IdempotencyClaim, IdempotencyStanding, IdempotencyStore } from '@larder/cache-core'
import { BEGIN, CONFIRM, FORGET, SETTLE } from './scripts/idempotency-scripts.ts'
import { ReplyLine } from './foreign-reply.ts'
import type { RedisRouter } from './redis-router.ts'
import { RedisScript } from './redis-script.ts'

const begin = new RedisScript(BEGIN)
const confirm = new RedisScript(CONFIRM)
const settle = new RedisScript(SETTLE)
const forget = new RedisScript(FORGET)

const BYTES = 256

/**
 * Requests by their idempotency keys, in Redis. A failover to a replica that has not heard of the newest ones forgets them:
 * Redis replicates asynchronously.
 */
export class RedisIdempotencyStore implements IdempotencyStore {
  readonly #namespace: string
  readonly #router: RedisRouter

  constructor(namespace: string, router: RedisRouter) {
    this.#namespace = namespace
    this.#router = router
  }

  async begin(key: string, claim: IdempotencyClaim): Promise<IdempotencyStanding> {
    const { token, fingerprint, claimMs, keepMs } = claim
    const args = [token, fingerprint, Math.ceil(claimMs), Math.ceil(keepMs)]
    const reply = await this.#run(begin, key, args, (one) => Array.isArray(one) && one[0] === token)
    const [, state, more] = reply as readonly [string, IdempotencyStanding['state'], string | number]
    if (state === 'running') return { state, remainingMs: Number(more) }
    return state === 'done' ? { state, answer: String(more) } : { state }
  }

  async confirm(key: string, token: string, holdMs: number): Promise<boolean> {
    return (await this.#run(confirm, key, [token, Math.ceil(holdMs)], isYesOrNo)) === 1
  }

  async settle(key: string, token: string, answer: string | undefined): Promise<boolean> {
    return (await this.#run(settle, key, answer === undefined ? [token] : [token, answer], isYesOrNo)) === 1
  }

  async release(key: string, token: string): Promise<boolean> {
    return (await this.#run(forget, key, [token], isYesOrNo)) === 1
  }

  async #run(
    script: RedisScript,
    key: string,
    args: readonly (string | number)[],
    isOwn: (reply: unknown) => boolean,
  ): Promise<unknown> {
    const full = `${this.#namespace}~once:${key}`
    const bytes = args.reduce<number>((sum, arg) => sum + String(arg).length, BYTES)
    return this.#router.run(full, bytes, async (client) => {
      const line = new ReplyLine(client)
      const reply = await script.run(client, [full], args)
      line.expect(isOwn(reply))
      return reply
    })
  }
}

function isYesOrNo(reply: unknown): boolean {
  return reply === 0 || reply === 1
}
