import type { Barrier } from '../ports/invalidation-log.ts'

/** Where a record stands in the log. */
export interface RecordPlace {
  readonly era: number
  readonly seq: number
}

/** Barriers and characters of one record. */
const MAX_BATCH = 500
const MAX_BATCH_LENGTH = 128 * 1024
/** Records on their way at once. */
const MAX_UNDER_WAY = 3

/** A record being gathered. */
interface Batch {
  readonly barriers: Barrier[]
  length: number
  readonly done: Promise<RecordPlace>
}

/** Gathers barriers into records: those of one tick, or of the time while so many records are under way as may be. */
export class RecordBatches {
  readonly #send: (barriers: readonly Barrier[]) => Promise<RecordPlace>
  readonly #underWay = new Set<Promise<void>>()
  /** Gathers barriers for the next record. */
  #batch: Batch | undefined

  constructor(send: (barriers: readonly Barrier[]) => Promise<RecordPlace>) {
    this.#send = send
  }

  /** Resolves to the place of the last barrier's record; rejects when one of the records could not be sent. */
  append(barriers: readonly Barrier[]): Promise<RecordPlace> {
    const [only] = barriers
    return only && barriers.length === 1 ? this.#appendOne(only) : this.#appendAll(barriers)
  }

  async #appendAll(barriers: readonly Barrier[]): Promise<RecordPlace> {
    const parts = new Set<Promise<RecordPlace>>()
    for (const barrier of barriers) parts.add(this.#appendOne(barrier))
    const places = await Promise.all(parts)
    return places.at(-1) ?? { era: 0, seq: 0 }
  }

  #appendOne(barrier: Barrier): Promise<RecordPlace> {
    const { length } = barrier.target
    // A full one waits for its turn already: another is opened behind it.
    if (
      !this.#batch ||
      this.#batch.barriers.length >= MAX_BATCH ||
      this.#batch.length + length > MAX_BATCH_LENGTH
    )
      this.#batch = this.#openBatch()
    this.#batch.barriers.push(barrier)
    this.#batch.length += length
    return this.#batch.done
  }

  #openBatch(): Batch {
    const barriers: Barrier[] = []
    const done = this.#turn().then(() => {
      if (this.#batch?.barriers === barriers) this.#batch = undefined
      const appended = this.#send(barriers)
      const ended = appended.then(
        () => void this.#underWay.delete(ended),
        () => void this.#underWay.delete(ended),
      )
      this.#underWay.add(ended)
      return appended
    })
    done.catch(() => {
      // Whoever asked is told; one that has stopped waiting makes no rejection unhandled.
    })
    return { barriers, length: 0, done }
  }

  /** Resolves when one more record may be under way. */
  async #turn(): Promise<void> {
    await Promise.resolve()
    while (this.#underWay.size >= MAX_UNDER_WAY) await Promise.race(this.#underWay)
  }
}
