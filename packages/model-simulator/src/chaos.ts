import type { FaultKind } from './fault-kinds.ts'
import type { ChatBody } from './chat-body.ts'
import type { ProviderName } from './quirks.ts'
import type { Random } from '@larder/cache-core'
import type { RequestKind } from './journal.ts'

export interface Fault {
  readonly kind: FaultKind
  /** Of any kind: the answer is held back for so long first. Default 0. */
  readonly delayMs?: number | undefined
  /** Of `stall`, `cut`, `stream-error` and `no-finish`: chunks that are sent before, of which the first has no text. Default 2; for `no-finish`, all. */
  readonly afterChunks?: number | undefined
  /** Of 429 and 503: seconds that Retry-After tells. Default: none on DeepSeek, 1 with OpenAI's 429. */
  readonly retryAfterSeconds?: number | undefined
}

export interface FaultyRequest {
  readonly provider: ProviderName
  readonly kind: RequestKind
  readonly path: string
  readonly model: string | undefined
  readonly body: ChatBody | undefined
}

/** Which requests a fault is for. */
export type FaultFilter = (request: FaultyRequest) => boolean

interface Planned {
  readonly fault: Fault | undefined
  readonly where: FaultFilter
}

/** The default: models and balance stay well. */
const CHAT: FaultFilter = ({ kind }) => kind === 'chat'

/** Switches that a test moves while the simulator runs. */
export class Chaos {
  /** Added to the time before the first token of every answer, in ms. */
  latencyMs = 0
  /** At most so much more, in ms, by chance. */
  latencyJitterMs = 0
  #pending: Planned[] = []
  #lasting: Planned | undefined
  readonly #shares = new Map<FaultKind, Planned & { readonly share: number }>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** The next `count` requests, of those that `where` picks (default: chat completions), meet this fault. */
  failNext(count: number, fault: Fault | FaultKind, where: FaultFilter = CHAT): void {
    this.#pending.push(...Array.from({ length: count }, () => ({ fault: asFault(fault), where })))
  }

  /** The next requests meet these faults, one each, in this order; `undefined` lets one pass. */
  script(faults: readonly (Fault | FaultKind | undefined)[], where: FaultFilter = CHAT): void {
    this.#pending.push(...faults.map((fault) => ({ fault: fault && asFault(fault), where })))
  }

  /** Every request that `where` picks meets this fault until it is set back to `undefined`. */
  failAll(fault: Fault | FaultKind | undefined, where: FaultFilter = CHAT): void {
    this.#lasting = fault && { fault: asFault(fault), where }
  }

  /** A share of the requests, from 0 to 1, meets this fault, by the simulator's chance. One share for each kind. */
  failShare(share: number, fault: Fault | FaultKind, where: FaultFilter = CHAT): void {
    const planned = asFault(fault)
    if (share > 0) this.#shares.set(planned.kind, { share, fault: planned, where })
    else this.#shares.delete(planned.kind)
  }

  /** Takes every fault and latency back. */
  clear(): void {
    this.#pending = []
    this.#lasting = undefined
    this.#shares.clear()
    this.latencyMs = 0
    this.latencyJitterMs = 0
  }

  /** The fault that this request meets. */
  take(request: FaultyRequest): Fault | undefined {
    const at = this.#pending.findIndex(({ where }) => where(request))
    if (at >= 0) return this.#pending.splice(at, 1)[0]?.fault
    if (this.#lasting?.where(request)) return this.#lasting.fault
    for (const { share, fault, where } of this.#shares.values())
      if (where(request) && this.#random.next() < share) return fault
    return undefined
  }

  /** How long this answer is held back, in ms. */
  delay(fault: Fault | undefined): number {
    const jitterMs = this.latencyJitterMs > 0 ? this.#random.next() * this.latencyJitterMs : 0
    return this.latencyMs + jitterMs + (fault?.delayMs ?? 0)
  }
}

function asFault(fault: Fault | FaultKind): Fault {
  return typeof fault === 'string' ? { kind: fault } : fault
}
