import type { LedgerAnswer, LedgerMessage, Random, ScopeView, SlotLedger } from '@larder/cache-core'
import { EXCHANGE } from './scripts/slot-ledger-script.ts'
import { ReplyLine } from './foreign-reply.ts'
import type { RedisRouter } from './redis-router.ts'
import { RedisScript } from './redis-script.ts'

const exchange = new RedisScript(EXCHANGE)

/** A ledger of slots in Redis: one script per message, on the server's clock. Its keys are all in one slot of a cluster. */
export class RedisSlotLedger implements SlotLedger {
  readonly #key: string
  readonly #router: RedisRouter
  readonly #random: Random

  constructor(namespace: string, router: RedisRouter, random: Random) {
    this.#key = `{${namespace}}:slots`
    this.#router = router
    this.#random = random
  }

  async exchange(message: LedgerMessage): Promise<LedgerAnswer> {
    const text = JSON.stringify(message)
    const keys = [this.#key, ...message.scopes.map(({ name }) => `${this.#key}:${name}`)]
    const reply = await this.#router.run(this.#key, text.length, async (client, serverId) => {
      const line = new ReplyLine(client)
      const offered = String(1 + Math.floor(this.#random.next() * (2 ** 32 - 1)))
      const answer = await exchange.run(client, keys, [offered, text, serverId])
      line.expect(Array.isArray(answer) && answer[0] === offered)
      return answer as Reply
    })
    const [, era, at, verdict, share, processes, places, views] = reply
    return { era, at, verdict, share, processes, places, scopes: views.map(toView) }
  }
}

type Reply = readonly [
  offered: string,
  era: string,
  at: number,
  verdict: LedgerAnswer['verdict'],
  share: number,
  processes: number,
  places: readonly number[],
  views: readonly (readonly [number, number, number, number, number])[],
]

function toView([used, capacity, lockedForMs, interactive, background]: Reply[7][number]): ScopeView {
  return { used, capacity, lockedForMs, others: [interactive, background] }
}
