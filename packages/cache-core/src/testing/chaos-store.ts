import type { BulkDeleteOptions, CacheStore, StoredEntry, StoreStatus } from '../ports/cache-store.ts'
import { StoreError, type StoreErrorScope } from '../errors.ts'

/** What a call to a ChaosStore does instead of reaching the store behind it. */
export type Fault =
  | { readonly kind: 'none' }
  /** Rejects at once, as a refused or closed connection does. */
  | { readonly kind: 'fail'; readonly scope?: StoreErrorScope | undefined }
  /** Never settles until the fault is replaced; then the call goes on and takes effect late, as a woken server would. */
  | { readonly kind: 'hang' }

/** A store with faults that a test switches on and off. Counts the calls that reached it, by method. */
export class ChaosStore implements CacheStore {
  readonly name: string
  readonly calls: Map<string, number> = new Map()
  readonly #inner: CacheStore
  #faults: { read: Fault; write: Fault } = { read: { kind: 'none' }, write: { kind: 'none' } }
  #wake: (() => void)[] = []

  constructor(inner: CacheStore) {
    this.#inner = inner
    this.name = inner.name
  }

  /** Sets the fault of reads, of writes (set, delete), or of both; calls that hang go on. */
  inject(fault: Fault, what: 'reads' | 'writes' | 'all' = 'all'): void {
    this.#faults = {
      read: what === 'writes' ? this.#faults.read : fault,
      write: what === 'reads' ? this.#faults.write : fault,
    }
    const woken = this.#wake
    this.#wake = []
    for (const wake of woken) wake()
  }

  async get(key: string): Promise<StoredEntry | undefined> {
    await this.#pass('get', 'read')
    return this.#inner.get(key)
  }

  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    await this.#pass('getMany', 'read')
    return this.#inner.getMany(keys)
  }

  async set(key: string, entry: StoredEntry): Promise<void> {
    await this.#pass('set', 'write')
    return this.#inner.set(key, entry)
  }

  async delete(keys: readonly string[]): Promise<number> {
    await this.#pass('delete', 'write')
    return this.#inner.delete(keys)
  }

  async deleteByPrefix(prefix: string, options?: BulkDeleteOptions): Promise<number> {
    await this.#pass('deleteByPrefix', 'write')
    return this.#inner.deleteByPrefix(prefix, options)
  }

  async deleteByPattern(prefix: string, pattern: string, options?: BulkDeleteOptions): Promise<number> {
    await this.#pass('deleteByPattern', 'write')
    return this.#inner.deleteByPattern(prefix, pattern, options)
  }

  async check(): Promise<void> {
    await this.#pass('check', 'read')
    await this.#pass('check', 'write')
    return this.#inner.check()
  }

  status(): StoreStatus {
    const status = this.#inner.status()
    return { ...status, connected: status.connected && this.#faults.read.kind !== 'fail' }
  }

  close(): Promise<void> {
    return this.#inner.close()
  }

  async #pass(method: string, kind: 'read' | 'write'): Promise<void> {
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1)
    const fault = this.#faults[kind]
    if (fault.kind === 'hang') await new Promise<void>((resolve) => this.#wake.push(resolve))
    if (fault.kind === 'fail') {
      throw new StoreError('STORE_UNAVAILABLE', fault.scope ?? 'all', `The chaos store fails ${kind}s.`, {
        retryable: true,
      })
    }
  }
}
