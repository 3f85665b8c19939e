import { AirtableError } from './airtable-error.ts'
import { CacheError } from '@larder/cache-core'

/** Keeps count of a write's attempts, to tell whether Airtable may have applied one of them. */
export class AttemptLedger {
  #sent = 0
  #refused = 0

  readonly note = (what: 'sent' | 'refused'): void => {
    if (what === 'sent') this.#sent++
    else this.#refused++
  }

  /** Asked when the write has failed in the end with `error`. In doubt, yes. */
  mayHaveBeenApplied(error: unknown): boolean {
    if (this.#sent > 0) return this.#sent > this.#refused
    // A source that tells of no attempts, or made none.
    if (error instanceof AirtableError) return !error.wasNotApplied
    return !(error instanceof CacheError && NEVER_SENT.has(error.code))
  }
}

const NEVER_SENT: ReadonlySet<string> = new Set(['BULKHEAD_FULL', 'CIRCUIT_OPEN', 'RATE_LIMITED'])
