import type { Random } from '@larder/cache-core'

/** Decides in which order things happen: everything that waits on the way is a task, and one is picked at a time. */
export class Scheduler {
  readonly #random: Random
  readonly #tasks: (() => void)[] = []

  constructor(random: Random) {
    this.#random = random
  }

  get waiting(): number {
    return this.#tasks.length
  }

  /** Resolves when this task is picked. */
  point(): Promise<void> {
    return new Promise((resolve) => this.#tasks.push(resolve))
  }

  /** Picks one task and lets everything happen that follows from it. */
  async step(): Promise<void> {
    const index = Math.floor(this.#random.next() * this.#tasks.length)
    const [task] = this.#tasks.splice(index, 1)
    task?.()
    await settled()
  }
}

/** Resolves when no promise can go on any more without a task or a timer. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
