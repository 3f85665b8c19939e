import type { RecordName } from '../ports/invalidation-log.ts'

/** More than a replica is behind its master; then a snapshot is read. */
const MAX_RECORDS = 1_024

/** The latest records that were applied, by which a server that has taken over is known to have the same ones. */
export class RecordHistory {
  readonly #nonces = new Map<number, number>()

  note({ seq, nonce }: RecordName): void {
    this.#nonces.set(seq, nonce)
    if (this.#nonces.size <= MAX_RECORDS) return
    for (const oldest of this.#nonces.keys()) {
      this.#nonces.delete(oldest)
      return
    }
  }

  has({ seq, nonce }: RecordName): boolean {
    return this.#nonces.get(seq) === nonce
  }

  clear(): void {
    this.#nonces.clear()
  }
}
