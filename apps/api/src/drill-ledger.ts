/** One run of a process: what it has in memory, and what it owes to Redis, ends with it. */
export type Incarnation = string

/** A request of the drill. Times are monotonic, in ms. */
export interface Asked {
  readonly incarnation: Incarnation
  readonly record: string
  readonly at: number
}

export interface DrillBounds {
  /** How much later another process shows a write, while all is well. */
  readonly propagationMs: number
  /** How old an answer may be at the most, whatever went wrong: fresh and stale time together. */
  readonly policyMs: number
}

interface Written {
  readonly version: number
  readonly at: number
  readonly incarnation: Incarnation
}

/** What was written and read in a drill, and whether that was right. */
export class DrillLedger {
  readonly problems: string[] = []
  readonly counts: { reads: number; writes: number; unknown: number } = { reads: 0, writes: 0, unknown: 0 }
  readonly #bounds: DrillBounds
  /** Acknowledged, oldest first, by record. */
  readonly #written = new Map<string, Written[]>()
  /** Sent, whatever became of them. */
  readonly #sent = new Map<string, number>()
  #calmSince = 0

  constructor(bounds: DrillBounds) {
    this.#bounds = bounds
  }

  /** Redis or a process is away from now on. */
  troubled(): void {
    this.#calmSince = Number.POSITIVE_INFINITY
  }

  /** All is in service. */
  calm(at: number): void {
    this.#calmSince = at
  }

  /** The version that the next write of a record carries. */
  nextVersion(record: string): number {
    const version = (this.#sent.get(record) ?? 0) + 1
    this.#sent.set(record, version)
    return version
  }

  acknowledged({ incarnation, record }: Asked, version: number, at: number): void {
    this.counts.writes++
    this.#written.set(record, [...(this.#written.get(record) ?? []), { version, at, incarnation }])
  }

  /** The process ended before it answered: nobody knows. */
  lost(): void {
    this.counts.unknown++
  }

  read({ incarnation, record, at }: Asked, version: number): void {
    this.counts.reads++
    for (const written of this.#written.get(record)?.toReversed() ?? []) {
      if (written.version <= version || written.at > at) continue
      const [what, limitMs, sinceMs] = this.#judged(written, incarnation, at)
      if (sinceMs > limitMs)
        this.problems.push(
          `${incarnation} showed version ${version} of ${record} ${Math.round(sinceMs)} ms after ${written.incarnation} had acknowledged ${written.version}: ${what}`,
        )
    }
  }

  failed({ incarnation, record }: Asked, what: string): void {
    this.problems.push(`${incarnation} did not answer for ${record}: ${what}`)
  }

  /** What is there in the end must be the last acknowledged version of each record, or one that was sent later. */
  settle(record: string, version: number): void {
    const last = this.#written.get(record)?.at(-1)?.version ?? 0
    if (version < last)
      this.problems.push(`${record} ended with version ${version}, and ${last} was acknowledged`)
  }

  #judged(
    written: Written,
    incarnation: Incarnation,
    at: number,
  ): readonly [what: string, limitMs: number, sinceMs: number] {
    const sinceMs = at - written.at
    if (written.incarnation === incarnation) return ['it had written that itself', 0, sinceMs]
    if (sinceMs > this.#bounds.policyMs)
      return ['older than the policy allows', this.#bounds.policyMs, sinceMs]
    const calmMs = at - Math.max(written.at, this.#calmSince)
    return ['all was well', this.#bounds.propagationMs, calmMs]
  }
}
