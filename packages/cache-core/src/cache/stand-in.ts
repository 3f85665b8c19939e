import type { Clock } from '../ports/clock.ts'
import type { EntryRules } from './entry-rules.ts'
import type { Flight } from './single-flight.ts'
import type { Invalidations } from '../tiers/invalidations.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'

export interface StandInOptions {
  readonly key: string
  readonly rules: EntryRules
  readonly clock: Clock
  readonly invalidations: Invalidations
}

/** The stale entry that answers a flight when its load fails, or takes longer than the callers have patience for. */
export class StandIn {
  readonly #flight: Flight
  readonly #options: StandInOptions
  #entry: MemoryEntry | undefined
  #isWanted = false

  constructor(flight: Flight, entry: MemoryEntry | undefined, options: StandInOptions) {
    this.#flight = flight
    this.#entry = entry
    this.#options = options
  }

  /** The entry while it may be served: not when it was invalidated since, or its time is over. */
  get entry(): MemoryEntry | undefined {
    const { clock, invalidations, key, rules } = this.#options
    const now = clock.monotonic()
    const entry = this.#entry
    if (!entry || !invalidations.check(key, entry, now)) return undefined
    return entry.freshness(now, rules) === 'expired' ? undefined : entry
  }

  /** Takes another entry in its place unless that is older. */
  offer(entry: MemoryEntry): void {
    if (!this.#entry || entry.bornAt >= this.#entry.bornAt) this.#entry = entry
    if (this.#isWanted) this.serve()
  }

  /** Answers those who take a stale value, now or as soon as there is one. */
  serve(): void {
    this.#isWanted = true
    const { entry } = this
    if (!entry || this.#flight.answered) return
    const ageMs = this.#options.clock.monotonic() - entry.bornAt
    this.#flight.resolveStale(entry, { value: entry.value, outcome: 'stale', tier: 'l1', ageMs })
  }
}
