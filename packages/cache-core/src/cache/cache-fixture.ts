import type { Cache } from './cache.ts'
import type { CacheOptions } from './options.ts'
import { ChaosStore } from '../testing/chaos-store.ts'
import { createCache } from './create-cache.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { InMemoryStore } from '../testing/in-memory-store.ts'
import { RecordingObserver } from '../testing/recording-observer.ts'
import { SeededRandom } from '../testing/seeded-random.ts'

export interface CacheFixture {
  readonly cache: Cache
  readonly clock: FakeClock
  /** The shared tier with faults on demand. */
  readonly store: ChaosStore
  /** What is behind the faults. */
  readonly backing: InMemoryStore
  readonly observer: RecordingObserver
  /** A second cache over the same shared tier: another process. */
  readonly neighbour: (options?: CacheOptions) => Cache
}

/** A cache over an in-memory store, on a clock that stands still. */
export function cacheFixture(options: CacheOptions = {}): CacheFixture {
  const clock = new FakeClock()
  const backing = new InMemoryStore(clock)
  const store = new ChaosStore(backing)
  const observer = new RecordingObserver()
  const common = { clock, random: new SeededRandom(1), ...options }
  return {
    cache: createCache({ store, observer, ...common }),
    clock,
    store,
    backing,
    observer,
    neighbour: (more = {}) => createCache({ store: backing, ...common, ...more }),
  }
}

/** A loader that waits to be told how to end, and counts its runs. */
export class Gate<T> {
  runs = 0
  #open: ((value: T) => void)[] = []
  #fail: ((error: unknown) => void)[] = []

  readonly load = (): Promise<T> => {
    this.runs++
    return new Promise((resolve, reject) => {
      this.#open.push(resolve)
      this.#fail.push(reject)
    })
  }

  /** Ends the oldest run that still waits. */
  open(value: T): void {
    this.#fail.shift()
    this.#open.shift()?.(value)
  }

  fail(error: unknown): void {
    this.#open.shift()
    this.#fail.shift()?.(error)
  }
}
