import type { CacheStore, StoredEntry, SweepOptions, SweepPredicate } from '../ports/cache-store.ts'
import type { InvalidationLog } from '../ports/invalidation-log.ts'
import type { LeaseBroker } from '../ports/lease-broker.ts'
import type { SharedBackend } from '../ports/shared-backend.ts'
import { ChaosBackend } from '../testing/chaos-backend.ts'
import type { Clock } from '../ports/clock.ts'
import { InMemoryBackend } from '../testing/in-memory-backend.ts'

type Name = 'one' | 'two'

/** A backend of two nodes with faults of their own. Keys that end in 2 lie on the second one, everything else on the first. */
export class TwoNodes implements SharedBackend {
  readonly one: ChaosBackend
  readonly two: ChaosBackend
  readonly store: CacheStore
  /** The nodes that there are: take `two` away, and everything lies on the first. */
  readonly names: Name[] = ['one', 'two']

  constructor(clock: Clock) {
    const backend = new InMemoryBackend(clock)
    this.one = new ChaosBackend(backend)
    this.two = new ChaosBackend(backend)
    this.store = storeOf({ one: this.one, two: this.two }, this.names)
  }

  openLog(namespace: string): InvalidationLog {
    const log = this.one.openLog(namespace)
    Object.defineProperty(log, 'node', { value: 'one' })
    return log
  }

  openLeases(namespace: string): LeaseBroker {
    const leases = this.one.openLeases(namespace)
    leases.nodeOf = () => 'one'
    return leases
  }

  close(): Promise<void> {
    return this.one.close()
  }
}

function storeOf(nodes: Readonly<Record<Name, ChaosBackend>>, names: readonly Name[]): CacheStore {
  const nameOf = (key: string): Name => (key.endsWith('2') && names.includes('two') ? 'two' : 'one')
  const at = (key: string) => nodes[nameOf(key)].store
  const both = [nodes.one.store, nodes.two.store]
  return {
    name: 'two nodes',
    get: (key) => at(key).get(key),
    // Called for the keys of one node at a time.
    getMany: (keys) => at(onlyNodeOf(keys, nameOf)).getMany(keys),
    inspect: (key) => at(key).inspect(key),
    set: (key: string, entry: StoredEntry) => at(key).set(key, entry),
    delete: (keys) => at(onlyNodeOf(keys, nameOf)).delete(keys),
    sweep: (prefix: string, isDead: SweepPredicate, options?: SweepOptions) =>
      nodes.one.store.sweep(prefix, isDead, options),
    nodes: () => names,
    nodeOf: nameOf,
    check: (node) => nodes[node as Name].store.check(node),
    status: () => ({ ...both[0]!.status(), connected: both.every((store) => store.status().connected) }),
    close: () => nodes.one.store.close(),
  }
}

/** A key of the node that all keys lie on; throws when they lie on two. */
function onlyNodeOf(keys: readonly string[], nameOf: (key: string) => Name): string {
  const names = new Set(keys.map(nameOf))
  if (names.size > 1) throw new Error('Keys of two nodes in one call.')
  return keys[0] ?? ''
}
