import { StoreError } from '@larder/cache-core'
import type { RedisAddress } from './redis-url.ts'

/** What a node of a cluster answers when it does not serve a key, or not all of them. */
export class Redirection extends StoreError {
  /**
   * `moved`: the slot has another master, for good. `ask`: this once, another one may have the keys. `again`: a slot is on
   * its way, and with it some of the keys.
   */
  readonly kind: 'moved' | 'ask' | 'again'
  readonly slot: number
  /** Where to go; its host is '' when it is that of the node which answered. */
  readonly address: RedisAddress | undefined

  constructor(where: string, kind: Redirection['kind'], slot = -1, address?: RedisAddress) {
    super(
      'STORE_MISCONFIGURED',
      'none',
      `Redis at ${where} is a node of a cluster and does not serve the key: write redis+cluster:// in its URL.`,
    )
    this.kind = kind
    this.slot = slot
    this.address = address
  }
}

const REDIRECTION = /^-?(MOVED|ASK) (\d{1,5}) (.*):(\d{1,5})$/

/** `undefined` for any other reply. */
export function redirectionOf(text: string, where: string): Redirection | undefined {
  if (/^-?TRYAGAIN\b/.test(text)) return new Redirection(where, 'again')
  const [, word, slot, host = '', port] = REDIRECTION.exec(text) ?? []
  if (word === undefined) return undefined
  const address = { host: host === '?' ? '' : host, port: Number(port) }
  return new Redirection(where, word === 'MOVED' ? 'moved' : 'ask', Number(slot), address)
}

/** Whether the keys of a command must be sent one by one: some of them have moved, and some have not. */
export function isToBeDivided(error: unknown): boolean {
  return error instanceof Redirection && error.kind === 'again'
}
