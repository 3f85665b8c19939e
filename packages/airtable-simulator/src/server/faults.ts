import type { Random } from '@larder/cache-core'
import type { RequestKind } from '../api/route.ts'

/** A fault that is answered, before the request does anything. */
export type AnsweredFault = '429' | '429-quota' | '500' | '502' | '503' | 'iterator-gone'

/**
 * What requests meet instead of an answer. `hang` never answers and `reset` breaks the connection, both before
 * anything is done; `lost-answer` does what was asked and then breaks the connection; `cut` breaks it in the middle of
 * the answer's body.
 */
export type FaultKind = AnsweredFault | 'hang' | 'reset' | 'lost-answer' | 'cut'

/** Which requests a fault is for. */
export type FaultFilter = (request: FaultyRequest) => boolean

export interface FaultyRequest {
  readonly method: string
  /** Undecoded, without the query. */
  readonly path: string
  readonly kind: RequestKind
}

interface Planned {
  readonly kind: FaultKind
  readonly where: FaultFilter
}

const EVERY: FaultFilter = () => true

/** Switches that a test moves while the simulator runs. */
export class Faults {
  /** Added to every answer, in ms. */
  latencyMs = 0
  /** At most so much more, in ms, by chance. */
  latencyJitterMs = 0
  /** Reads do not see records that were made less than so many ms ago, though the write was answered. */
  readLagMs = 0
  #pending: Planned[] = []
  #lasting: Planned | undefined
  #share: (Planned & { readonly share: number }) | undefined
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** The next `count` requests, of those that `where` picks, fail in this way. */
  failNext(count: number, kind: FaultKind, where: FaultFilter = EVERY): void {
    this.#pending.push(...Array.from({ length: count }, () => ({ kind, where })))
  }

  /** Every request that `where` picks fails in this way until it is set back to `undefined`. */
  failAll(kind: FaultKind | undefined, where: FaultFilter = EVERY): void {
    this.#lasting = kind && { kind, where }
  }

  /** A share of the requests, from 0 to 1, fails in this way, by the simulator's chance. */
  failShare(share: number, kind: FaultKind, where: FaultFilter = EVERY): void {
    this.#share = share > 0 ? { share, kind, where } : undefined
  }

  /** Takes every fault, latency and lag back. */
  clear(): void {
    this.#pending = []
    this.#lasting = undefined
    this.#share = undefined
    this.latencyMs = 0
    this.latencyJitterMs = 0
    this.readLagMs = 0
  }

  /** The fault that this request meets. */
  take(request: FaultyRequest): FaultKind | undefined {
    const at = this.#pending.findIndex(({ where }) => where(request))
    if (at >= 0) return this.#pending.splice(at, 1)[0]?.kind
    if (this.#lasting?.where(request)) return this.#lasting.kind
    const share = this.#share
    return share?.where(request) && this.#random.next() < share.share ? share.kind : undefined
  }

  /** How long this answer is held back, in ms. */
  delay(): number {
    return this.latencyMs + (this.latencyJitterMs > 0 ? this.#random.next() * this.latencyJitterMs : 0)
  }
}
