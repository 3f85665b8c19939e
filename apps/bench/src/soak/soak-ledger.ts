/** One request of a client and what became of it. */
export interface Outcome {
  readonly kind: 'read' | 'write'
  readonly at: number
  readonly ms: number
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
}

/** A read or write that is under way. */
export interface Request {
  readonly process: number
  readonly path: string
  /** The record that it is about; `undefined` for a list. */
  readonly record: string | undefined
  readonly at: number
}

export interface SoakVerdicts {
  /** Reads that failed although the answer was cached, or could be had. */
  readonly failedReads: number
  /** Reads that failed while Airtable could not be asked, of what a write had just invalidated. */
  readonly excusedReads: number
  /** Reads that did not show a write that the same process had acknowledged. */
  readonly ownWritesMissed: number
  /** Reads that did not show a write of another process, longer ago than the bound, while all was well. */
  readonly staleReads: number
}

/** The bound of staleness between processes, and how much later a read may begin at the most, in ms. */
const BOUND_MS = 2_000 + 500

interface Written {
  readonly version: number
  readonly at: number
  readonly process: number
}

/** What was written and read, and whether that was right. Times are monotonic, in ms. */
export class SoakLedger {
  readonly outcomes: Outcome[] = []
  readonly problems: string[] = []
  readonly #table: string
  readonly #counts = { failedReads: 0, excusedReads: 0, ownWritesMissed: 0, staleReads: 0 }
  /** Acknowledged writes of each record, oldest first. */
  readonly #written = new Map<string, Written[]>()
  /** When the newest request began that got an answer, by server and path. */
  readonly #lastGood = new Map<string, number>()
  /** When a write of a record may last have taken effect. */
  readonly #touched = new Map<string, number>()
  #upstreamDownUntil = Number.NEGATIVE_INFINITY
  /** Since when Redis has been in service everywhere. */
  #calmSince = Number.POSITIVE_INFINITY

  /** `table`: the one that is written. */
  constructor(table: string) {
    this.#table = table
  }

  verdicts(): SoakVerdicts {
    return { ...this.#counts }
  }

  /** Airtable cannot be asked until then: infinity while nobody knows. */
  upstreamDown(until: number): void {
    this.#upstreamDownUntil = until
  }

  redisTroubled(): void {
    this.#calmSince = Number.POSITIVE_INFINITY
  }

  redisCalm(at: number): void {
    this.#calmSince = Math.min(this.#calmSince, at)
  }

  /** A write may have taken effect from now on, whether or not it is acknowledged. */
  writing({ record = '', at }: Request): void {
    this.#touched.set(record, at)
  }

  wrote({ process, record = '', at }: Request, version: number, status: number, now: number): void {
    this.outcomes.push({ kind: 'write', at, ms: now - at, status })
    this.#touched.set(record, now)
    if (status !== 200) return
    const versions = this.#written.get(record) ?? []
    versions.push({ version, at: now, process })
    this.#written.set(record, versions)
  }

  /** `version`: what a record carried, `undefined` for a list. */
  read(request: Request, status: number, version: number | undefined, now: number): void {
    const { process, path, at } = request
    this.outcomes.push({ kind: 'read', at, ms: now - at, status })
    const place = `${process} ${path}`
    if (status !== 200) return this.#failed(request, status)
    this.#lastGood.set(place, at)
    if (version !== undefined) this.#judge(request, version)
  }

  #failed(request: Request, status: number): void {
    const { process, path, at } = request
    const lastGood = this.#lastGood.get(`${process} ${path}`) ?? Number.NEGATIVE_INFINITY
    // An answer that was right may have been given, and taken away, until the write was known everywhere.
    const isExcused = at < this.#upstreamDownUntil && lastGood <= this.#lastWriteTo(request) + BOUND_MS
    this.#counts[isExcused ? 'excusedReads' : 'failedReads']++
    if (isExcused) return
    const [answered, written] = [lastGood, this.#lastWriteTo(request)].map((then) => Math.round(at - then))
    this.note(
      `process ${process} answered ${status} to ${path}, ${answered} ms after its last answer and ${written} ms after the last write`,
    )
  }

  /** A write takes away its record, and every list of its table. */
  #lastWriteTo({ path, record }: Request): number {
    if (record !== undefined) return this.#touched.get(record) ?? Number.NEGATIVE_INFINITY
    return path.includes(`/${this.#table}?`)
      ? Math.max(...this.#touched.values(), Number.NEGATIVE_INFINITY)
      : Number.NEGATIVE_INFINITY
  }

  #judge({ process, record = '', at }: Request, version: number): void {
    for (const written of this.#written.get(record)?.toReversed() ?? []) {
      if (written.version <= version) return
      const isOwn = written.process === process
      if (isOwn && written.at <= at) {
        this.#counts.ownWritesMissed++
        return this.note(
          `process ${process} showed version ${version} of ${record} after it had written ${written.version}`,
        )
      }
      const since = Math.max(written.at, this.#calmSince)
      if (!isOwn && since + BOUND_MS <= at) {
        this.#counts.staleReads++
        return this.note(
          `process ${process} showed version ${version} of ${record} ${Math.round(at - written.at)} ms after ${written.version}`,
        )
      }
    }
  }

  /** Keeps the first problems. */
  note(problem: string): void {
    if (this.problems.length < 20) this.problems.push(problem)
  }
}
