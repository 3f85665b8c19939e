import type { BookHold, BookLock } from './book-lock.ts'

/** One writer at a time among the books of one process that share it: first come, first served. */
export class LocalBookLock implements BookLock {
  readonly #ends = new Map<string, Promise<void>>()

  async hold(name: string, signal: AbortSignal): Promise<BookHold> {
    signal.throwIfAborted()
    const before = this.#ends.get(name) ?? Promise.resolve()
    const turn = Promise.withResolvers<void>()
    const end = before.then(() => turn.promise)
    this.#ends.set(name, end)
    void end.then(() => this.#ends.get(name) === end && this.#ends.delete(name))
    try {
      await unlessAborted(before, signal)
    } catch (error) {
      // Whoever is behind in the line still waits for who is before.
      turn.resolve()
      throw error
    }
    return { renew: async () => true, [Symbol.asyncDispose]: async () => turn.resolve() }
  }
}

function unlessAborted(waited: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    void waited.then(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
  })
}
