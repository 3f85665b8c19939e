import { Histogram } from '@larder/cache-core'
import type { DelaysMs } from './fleet-scenario.ts'

interface AppendedRecord {
  readonly seq: number
  readonly at: number
  isLost: boolean
}

/** Which process knows of which record, and since when. */
export class FleetLedger {
  readonly #records: AppendedRecord[] = []
  readonly #delays = new Map<string, Histogram>()
  /** Delays that began earlier are not counted. */
  countsFrom = 0

  get records(): number {
    return this.#records.filter(({ at, isLost }) => at >= this.countsFrom && !isLost).length
  }

  appended(seq: number, at: number): void {
    this.#records.push({ seq, at, isLost: false })
  }

  /** A failover forgot the newest ones. */
  lose(count: number): void {
    for (const record of this.#records.slice(this.#records.length - count)) record.isLost = true
  }

  /** A process that begins now owes nothing of what came before. */
  follow(region: string): LedgerReader {
    return new LedgerReader(this.#records, this.#records.length, (record, now) => {
      if (record.isLost || record.at < this.countsFrom) return
      const delays = this.#delays.get(region) ?? new Histogram()
      this.#delays.set(region, delays)
      delays.record(now - record.at)
    })
  }

  delaysMs(): Readonly<Record<string, DelaysMs>> {
    return Object.fromEntries(
      [...this.#delays].map(([region, delays]) => [
        region,
        {
          p50: delays.percentile(50),
          p99: delays.percentile(99),
          p999: delays.percentile(99.9),
          max: delays.max,
        },
      ]),
    )
  }
}

/** How far one process is. */
export class LedgerReader {
  readonly #records: readonly AppendedRecord[]
  readonly #onHeard: (record: AppendedRecord, now: number) => void
  #next: number

  constructor(
    records: readonly AppendedRecord[],
    next: number,
    onHeard: (record: AppendedRecord, now: number) => void,
  ) {
    this.#records = records
    this.#next = next
    this.#onHeard = onHeard
  }

  /** It knows of all up to this one. */
  knows(seq: number, now: number): void {
    for (
      let record = this.#records[this.#next];
      record && record.seq <= seq;
      record = this.#records[this.#next]
    ) {
      this.#onHeard(record, now)
      this.#next++
    }
  }

  /** Records that it does not know of, but for those that are lost. */
  get owed(): number {
    return this.#records.slice(this.#next).filter(({ isLost }) => !isLost).length
  }
}
