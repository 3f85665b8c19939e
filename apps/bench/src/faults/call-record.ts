import { OPERATIONS, type OperationKind } from './workload.ts'

/** How a call ended. `cached`: from a cache that does not tell from which tier; `done`: a write. */
export type CallOutcome = 'unanswered' | 'l1' | 'l2' | 'load' | 'stale' | 'cached' | 'done' | 'failed'
export const OUTCOMES: readonly CallOutcome[] = [
  'unanswered',
  'l1',
  'l2',
  'load',
  'stale',
  'cached',
  'done',
  'failed',
]

export interface Call {
  readonly index: number
  readonly kind: OperationKind
  readonly cache: number
  readonly key: number
  readonly beganAt: number
  readonly latencyMs: number
  readonly outcome: CallOutcome
  /** What was read, or written. */
  readonly version: number
  /** Number of the call that had set what was read; -1 for what was loaded. */
  readonly setBy: number
  /** Of a write: whether every process was bound by it when it returned. */
  readonly acknowledged: boolean
}

/**
 * Every call of a drill, in columns outside the heap: what is recorded must not look like a leak of what is measured.
 * Calls beyond the capacity are refused loudly.
 */
export class CallRecord {
  readonly capacity: number
  readonly #kinds: Uint8Array
  readonly #caches: Uint8Array
  readonly #keys: Uint16Array
  readonly #beganAt: Float64Array
  readonly #latencyMs: Float64Array
  readonly #outcomes: Uint8Array
  readonly #versions: Int32Array
  readonly #setBy: Int32Array
  readonly #acknowledged: Uint8Array
  #size = 0

  constructor(capacity: number) {
    this.capacity = capacity
    this.#kinds = new Uint8Array(capacity)
    this.#caches = new Uint8Array(capacity)
    this.#keys = new Uint16Array(capacity)
    this.#beganAt = new Float64Array(capacity)
    this.#latencyMs = new Float64Array(capacity)
    this.#outcomes = new Uint8Array(capacity)
    this.#versions = new Int32Array(capacity)
    this.#setBy = new Int32Array(capacity).fill(-1)
    this.#acknowledged = new Uint8Array(capacity)
  }

  get size(): number {
    return this.#size
  }

  begin(kind: OperationKind, cache: number, key: number): number {
    const index = this.#size++
    if (index >= this.capacity) throw new Error(`A drill has room for ${this.capacity} calls.`)
    this.#kinds[index] = OPERATIONS.indexOf(kind)
    this.#caches[index] = cache
    this.#keys[index] = key
    this.#beganAt[index] = performance.now()
    return index
  }

  end(index: number, outcome: CallOutcome): void {
    this.#latencyMs[index] = performance.now() - (this.#beganAt[index] ?? 0)
    this.#outcomes[index] = OUTCOMES.indexOf(outcome)
  }

  /** The version that was read or written; of a read, also which call had set it. */
  tell(index: number, version: number, setBy = -1): void {
    this.#versions[index] = version
    this.#setBy[index] = setBy
  }

  acknowledge(index: number): void {
    this.#acknowledged[index] = 1
  }

  at(index: number): Call {
    return {
      index,
      kind: OPERATIONS[this.#kinds[index] ?? 0] ?? 'read',
      cache: this.#caches[index] ?? 0,
      key: this.#keys[index] ?? 0,
      beganAt: this.#beganAt[index] ?? 0,
      latencyMs: this.#latencyMs[index] ?? 0,
      outcome: OUTCOMES[this.#outcomes[index] ?? 0] ?? 'unanswered',
      version: this.#versions[index] ?? 0,
      setBy: this.#setBy[index] ?? -1,
      acknowledged: this.#acknowledged[index] === 1,
    }
  }

  all(): readonly Call[] {
    return Array.from({ length: this.#size }, (_, index) => this.at(index))
  }
}
