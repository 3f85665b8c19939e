import type { Cache } from './cache.ts'
import type { CacheOptions } from './options.ts'
import { ChaosBackend } from '../testing/chaos-backend.ts'
import { createCache } from './create-cache.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'
import type { FaultLines } from '../testing/fault-lines.ts'
import { InMemoryBackend } from '../testing/in-memory-backend.ts'
import type { InMemoryStore } from '../testing/in-memory-store.ts'
import { RecordingObserver } from '../testing/recording-observer.ts'
import { SeededRandom } from '../testing/seeded-random.ts'

export interface CacheFixture {
  readonly cache: Cache
  readonly clock: FakeClock
  /** Faults of the cache's way to the backend. */
  readonly faults: FaultLines
  /** What both processes share. */
  readonly backend: InMemoryBackend
  /** Its store, without faults. */
  readonly backing: InMemoryStore
  readonly observer: RecordingObserver
  /** A second cache over the same backend: another process, which has reached it when this resolves. */
  readonly neighbour: (options?: CacheOptions, faults?: FaultLines) => Promise<Cache>
}

/** A cache over a backend in memory that it has reached, on a clock that stands still. */
export async function cacheFixture(options: CacheOptions = {}): Promise<CacheFixture> {
  const fixture = unsettledFixture(options)
  await settle()
  return fixture
}

/** The same before anything has happened. */
export function unsettledFixture(options: CacheOptions = {}, faults?: FaultLines): CacheFixture {
  const clock = new FakeClock()
  const backend = new InMemoryBackend(clock)
  const chaos = new ChaosBackend(backend, faults)
  const observer = new RecordingObserver()
  let seed = 1
  const common = { clock, ...options }
  return {
    cache: createCache({ shared: chaos, observer, random: new SeededRandom(seed++), ...common }),
    clock,
    faults: chaos.lines,
    backend,
    backing: backend.store,
    observer,
    neighbour: async (more = {}, itsFaults?) => {
      const random = new SeededRandom(seed++)
      const other = createCache({ shared: new ChaosBackend(backend, itsFaults), random, ...common, ...more })
      await settle()
      return other
    },
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
