import type { Clock } from '../ports/clock.ts'
import type { InvalidationLog } from '../ports/invalidation-log.ts'
import type { LeaseBroker } from '../ports/lease-broker.ts'
import type { SharedBackend } from '../ports/shared-backend.ts'
import { InMemoryLeases, InMemoryLeaseState } from './in-memory-leases.ts'
import { InMemoryLog, InMemoryLogState } from './in-memory-log.ts'
import { InMemoryStore } from './in-memory-store.ts'
import { SeededRandom } from './seeded-random.ts'

/** A backend in this process: caches given the same one are processes that share it. */
export class InMemoryBackend implements SharedBackend {
  readonly store: InMemoryStore
  readonly #clock: Clock
  readonly #random = new SeededRandom(7)
  readonly #logs = new Map<string, InMemoryLogState>()
  readonly #leases = new Map<string, InMemoryLeaseState>()

  constructor(clock: Clock) {
    this.#clock = clock
    this.store = new InMemoryStore(clock)
  }

  /** What is behind the logs of a namespace, to be tampered with. */
  logState(namespace: string): InMemoryLogState {
    const state = this.#logs.get(namespace) ?? new InMemoryLogState(this.#random)
    this.#logs.set(namespace, state)
    return state
  }

  openLog(namespace: string): InvalidationLog {
    return new InMemoryLog(this.logState(namespace))
  }

  openLeases(namespace: string): LeaseBroker {
    const state = this.#leases.get(namespace) ?? new InMemoryLeaseState()
    this.#leases.set(namespace, state)
    return new InMemoryLeases(state, this.#clock)
  }

  /** Loses entries, logs and leases, as FLUSHALL does. */
  flush(): void {
    this.store.flush()
    for (const state of this.#logs.values()) state.flush()
    for (const state of this.#leases.values()) state.held.clear()
  }

  close(): Promise<void> {
    return this.store.close()
  }
}
