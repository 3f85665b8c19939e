/** Writes to the shared tier that are under way: in order per key, so that connections cannot swap two of them. */
export class PendingWrites {
  readonly #last = new Map<string, Promise<void>>()

  /** Runs `write` after the key's earlier writes. `write` must not reject. */
  run(key: string, write: () => Promise<void>): Promise<void> {
    const earlier = this.#last.get(key)
    const mine = (earlier ? earlier.then(write) : write()).then(() => {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    })
    this.#last.set(key, mine)
    return mine
  }

  /** Resolves when the writes of the matching keys that are under way now have ended. */
  async settled(matches: (key: string) => boolean): Promise<void> {
    const waiting = [...this.#last].filter(([key]) => matches(key)).map(([, write]) => write)
    await Promise.all(waiting)
  }

  /** `settled` for one key, without a walk over all. */
  settledKey(key: string): Promise<void> | undefined {
    return this.#last.get(key)
  }
}
