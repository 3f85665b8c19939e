import type { BulkDeleteOptions, CacheStore, StoredEntry, StoreStatus } from '../ports/cache-store.ts'
import { StoreError, type StoreErrorScope } from '../errors.ts'

/** What happens to a call to a ChaosStore. */
export type Fault =
  | { readonly kind: 'none' }
  /** Rejects at once, as a refused or closed connection does. */
  | { readonly kind: 'fail'; readonly scope?: StoreErrorScope | undefined }
  /** Waits until the fault is replaced, then goes on and takes effect late, as in a server that wakes. */
  | { readonly kind: 'hang' }
  /** Takes effect at once, and its answer waits until the fault is replaced, as on a slow way back. */
  | { readonly kind: 'late' }

/** Which calls a fault meets. `writes` are sets and deletes. */
export type FaultTarget = 'reads' | 'sets' | 'deletes' | 'writes' | 'all'

type Line = 'reads' | 'sets' | 'deletes'

const LINES: Readonly<Record<FaultTarget, readonly Line[]>> = {
  reads: ['reads'],
  sets: ['sets'],
  deletes: ['deletes'],
  writes: ['sets', 'deletes'],
  all: ['reads', 'sets', 'deletes'],
}

/** A store with faults that a test switches on and off. Counts the calls that reached it, by method. */
export class ChaosStore implements CacheStore {
  readonly name: string
  readonly calls: Map<string, number> = new Map()
  readonly #inner: CacheStore
  readonly #lines: Readonly<Record<Line, { fault: Fault; waiting: (() => void)[] }>> = {
    reads: { fault: { kind: 'none' }, waiting: [] },
    sets: { fault: { kind: 'none' }, waiting: [] },
    deletes: { fault: { kind: 'none' }, waiting: [] },
  }

  constructor(inner: CacheStore) {
    this.#inner = inner
    this.name = inner.name
  }

  /** Sets the fault of the calls it targets; those of them that wait go on. */
  inject(fault: Fault, target: FaultTarget = 'all'): void {
    for (const line of LINES[target]) {
      const { waiting } = this.#lines[line]
      this.#lines[line].fault = fault
      this.#lines[line].waiting = []
      for (const wake of waiting) wake()
    }
  }

  async get(key: string): Promise<StoredEntry | undefined> {
    return this.#pass('get', 'reads', () => this.#inner.get(key))
  }

  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    return this.#pass('getMany', 'reads', () => this.#inner.getMany(keys))
  }

  async set(key: string, entry: StoredEntry): Promise<void> {
    return this.#pass('set', 'sets', () => this.#inner.set(key, entry))
  }

  async delete(keys: readonly string[]): Promise<number> {
    return this.#pass('delete', 'deletes', () => this.#inner.delete(keys))
  }

  async deleteByPrefix(prefix: string, options?: BulkDeleteOptions): Promise<number> {
    return this.#pass('deleteByPrefix', 'deletes', () => this.#inner.deleteByPrefix(prefix, options))
  }

  async deleteByPattern(prefix: string, pattern: string, options?: BulkDeleteOptions): Promise<number> {
    return this.#pass('deleteByPattern', 'deletes', () =>
      this.#inner.deleteByPattern(prefix, pattern, options),
    )
  }

  /** Meets the faults of reads and of sets, but for late answers, which a probe of its own does not share. */
  async check(): Promise<void> {
    for (const target of ['reads', 'sets'] as const) {
      if (this.#lines[target].fault.kind !== 'late') await this.#pass('check', target, async () => {})
    }
    return this.#inner.check()
  }

  status(): StoreStatus {
    const status = this.#inner.status()
    return { ...status, connected: status.connected && this.#lines.reads.fault.kind !== 'fail' }
  }

  close(): Promise<void> {
    return this.#inner.close()
  }

  async #pass<T>(method: string, target: Line, call: () => Promise<T>): Promise<T> {
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1)
    const { fault } = this.#lines[target]
    if (fault.kind === 'fail') {
      const message = `The chaos store fails its ${target}.`
      throw new StoreError('STORE_UNAVAILABLE', fault.scope ?? 'all', message, { retryable: true })
    }
    if (fault.kind === 'hang') await this.#woken(target)
    const answer = await call()
    if (fault.kind === 'late') await this.#woken(target)
    return answer
  }

  #woken(target: Line): Promise<void> {
    return new Promise((resolve) => this.#lines[target].waiting.push(resolve))
  }
}
