/** Wakes who waits for it. */
export class Signal {
  #next = Promise.withResolvers<void>()

  raise(): void {
    this.#next.resolve()
  }

  async raised(): Promise<void> {
    await this.#next.promise
    this.#next = Promise.withResolvers()
  }
}
