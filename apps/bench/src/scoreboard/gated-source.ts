/**
 * What the loaders of all processes ask: one value, that changes, behind a gate that a question may hold shut. A load
 * reads the value when it begins and answers when the gate is open, as a slow upstream does.
 */
export class GatedSource {
  value: unknown = 'first'
  /** While set, loads fail with it. */
  error: string | undefined
  #loads = 0
  #gate: PromiseWithResolvers<void> | undefined
  #begun = Promise.withResolvers<void>()

  /** How many loads began. */
  get loads(): number {
    return this.#loads
  }

  hold(): void {
    this.#gate = Promise.withResolvers()
  }

  release(): void {
    this.#gate?.resolve()
    this.#gate = undefined
  }

  /** Resolves once so many loads have begun. */
  async begun(loads: number): Promise<void> {
    while (this.#loads < loads) await this.#begun.promise
  }

  async load(): Promise<unknown> {
    const { value, error } = this
    this.#loads++
    this.#begun.resolve()
    this.#begun = Promise.withResolvers()
    await this.#gate?.promise
    if (error !== undefined) throw new Error(error)
    return value
  }
}
