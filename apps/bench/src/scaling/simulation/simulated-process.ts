import { type Cache, createCache, type Random } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import type { FleetLedger, LedgerReader } from './fleet-ledger.ts'
import type { FleetScenario, Region } from './fleet-scenario.ts'
import { SimulatedBackend, type SimulatedBackendOptions } from './simulated-backend.ts'
import { TRUST_MS } from './fleet-scenario.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface SimulatedProcessOptions extends Pick<SimulatedBackendOptions, 'server' | 'truth'> {
  readonly clock: VirtualClock
  readonly scenario: FleetScenario
  readonly region: Region
  readonly ledger: FleetLedger
  readonly random: Random
}

/** One process of the fleet: Larder's own cache, on the simulation's clock and lines. */
export class SimulatedProcess {
  readonly cache: Cache
  readonly reader: LedgerReader
  readonly region: Region
  readonly #clock: VirtualClock
  readonly #backend: SimulatedBackend
  #contactAt: number

  constructor({ clock, scenario, region, ledger, random, server, truth }: SimulatedProcessOptions) {
    this.#clock = clock
    this.region = region
    this.#contactAt = clock.monotonic()
    this.reader = ledger.follow(region.name)
    const own = new SeededRandom(Math.floor(random.next() * 2 ** 32))
    this.#backend = new SimulatedBackend({
      clock,
      server,
      truth,
      route: region.route,
      random: own,
      witness: {
        onKnown: (seq) => this.reader.knows(seq, clock.monotonic()),
        onContact: (askedAt) => (this.#contactAt = Math.max(this.#contactAt, askedAt)),
      },
      losesMessage: () => own.next() < scenario.lostMessages,
      isBlind: scenario.isBlind,
    })
    this.cache = createCache({
      shared: this.#backend,
      clock,
      random: own,
      propagationLimitMs: TRUST_MS,
      // What it holds besides is known by its share of hits: see memory-simulation.ts.
      l1MaxBytes: 1 << 20,
    })
  }

  get isHealthy(): boolean {
    return this.cache.health().status === 'healthy'
  }

  /** Without an answer of the log for longer than it may be believed. */
  get isSuspect(): boolean {
    return this.#clock.monotonic() - this.#contactAt > TRUST_MS
  }

  loseMessages(): void {
    this.#backend.loseMessages()
  }

  /** As SIGKILL does. */
  end(): void {
    void this.#backend.close()
    void this.cache.close()
  }
}
