import type {
  CacheStore,
  InspectedEntry,
  StoredEntry,
  StoreStatus,
  SweepOptions,
  SweepPredicate,
} from '../ports/cache-store.ts'
import { FaultLines } from './fault-lines.ts'

/** A store whose calls meet the faults of its lines. */
export class ChaosStore implements CacheStore {
  readonly name: string
  readonly lines: FaultLines
  readonly #inner: CacheStore

  constructor(inner: CacheStore, lines: FaultLines = new FaultLines()) {
    this.#inner = inner
    this.lines = lines
    this.name = inner.name
  }

  async get(key: string): Promise<StoredEntry | undefined> {
    return this.lines.pass('get', 'reads', () => this.#inner.get(key))
  }

  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    return this.lines.pass('getMany', 'reads', () => this.#inner.getMany(keys))
  }

  async inspect(key: string): Promise<InspectedEntry | undefined> {
    return this.lines.pass('inspect', 'reads', () => this.#inner.inspect(key))
  }

  async set(key: string, entry: StoredEntry): Promise<void> {
    return this.lines.pass('set', 'sets', () => this.#inner.set(key, entry))
  }

  async delete(keys: readonly string[]): Promise<number> {
    return this.lines.pass('delete', 'deletes', () => this.#inner.delete(keys))
  }

  async sweep(prefix: string, isDead: SweepPredicate, options?: SweepOptions): Promise<number> {
    return this.lines.pass('sweep', 'deletes', () => this.#inner.sweep(prefix, isDead, options))
  }

  /** Meets the faults of reads and of sets, but for late answers, which a probe of its own does not share. */
  nodes(): readonly string[] {
    return this.#inner.nodes()
  }

  nodeOf(key: string): string {
    return this.#inner.nodeOf(key)
  }

  async check(node: string): Promise<void> {
    for (const line of ['reads', 'sets'] as const) {
      if (this.lines.faultOf(line) !== 'late') await this.lines.pass('check', line, async () => {})
    }
    return this.#inner.check(node)
  }

  status(): StoreStatus {
    const status = this.#inner.status()
    return { ...status, connected: status.connected && this.lines.faultOf('reads') !== 'fail' }
  }

  close(): Promise<void> {
    return this.#inner.close()
  }
}
