import type { CacheObserver } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import type { CacheState, DrillCache, ToldEvent } from './drill-cache.ts'
import { CallRecord } from './call-record.ts'
import type { DrillProfile } from './drill-profile.ts'
import { LoadDriver } from './load-driver.ts'
import { Origin } from './origin.ts'
import { StallMeter } from './stall-meter.ts'
import { Workload } from './workload.ts'

/** A change of what a cache says of its health. */
export interface HealthSample {
  readonly at: number
  readonly cache: string
  readonly isHealthy: boolean
  readonly reason: string | undefined
}

const SAMPLE_MS = 20

/** Everything that measures a drill, and the load it is measured under. */
export class Instruments {
  readonly origin: Origin
  readonly record: CallRecord
  readonly events: ToldEvent[] = []
  /** Failed calls to Redis, by operation and code. */
  readonly storeErrors: Map<string, number> = new Map()
  /** Every text that a cache gave to its observer, once: none may hold a secret. */
  readonly messages: Set<string> = new Set()
  readonly health: HealthSample[] = []
  readonly stalls: StallMeter = new StallMeter()
  readonly #profile: DrillProfile
  readonly #workload: Workload
  #driver: LoadDriver | undefined
  #sampler: NodeJS.Timeout | undefined

  constructor(profile: DrillProfile, seed: number) {
    this.#profile = profile
    this.origin = new Origin(new SeededRandom(seed * 2 + 1))
    this.#workload = new Workload(new SeededRandom(seed * 2))
    this.record = new CallRecord(Math.ceil((profile.ratePerSecond * profile.limitMs) / 1_000))
  }

  get driver(): LoadDriver {
    if (!this.#driver) throw new Error('The load has not begun.')
    return this.#driver
  }

  observerOf(cache: string): CacheObserver {
    return {
      on: (event) => {
        if ('message' in event) this.messages.add(event.message)
        if (event.type === 'store-error') {
          const kind = `${event.operation} ${event.code}`
          this.storeErrors.set(kind, (this.storeErrors.get(kind) ?? 0) + 1)
        } else this.events.push({ at: performance.now(), cache, event })
      },
    }
  }

  start(caches: readonly DrillCache[]): void {
    const { ratePerSecond } = this.#profile
    const { origin, record } = this
    this.#driver = new LoadDriver({ caches, origin, workload: this.#workload, record, ratePerSecond })
    this.#driver.start()
    const last = new Map<string, CacheState>()
    this.#sampler = setInterval(() => {
      for (const cache of caches) {
        const { isHealthy, reason } = cache.state()
        if (last.get(cache.name)?.isHealthy === isHealthy) continue
        last.set(cache.name, cache.state())
        this.health.push({ at: performance.now(), cache: cache.name, isHealthy, reason })
      }
    }, SAMPLE_MS)
  }

  async stop(graceMs: number): Promise<void> {
    clearInterval(this.#sampler)
    await this.#driver?.stop(graceMs)
    this.stalls.stop()
  }
}
