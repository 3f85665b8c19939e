import { AssistantError } from './assistant-error.ts'

/** Messages of one conversation that may wait for those before them. */
const MOST_WAITING = 3

/** Takes the messages of a conversation one after the other, in the order in which they came; other conversations do not wait. */
export class ConversationLine {
  readonly #lines = new Map<string, { tail: Promise<void>; waiting: number }>()

  /** Rejects with BUSY when too many wait already. */
  async run<T>(id: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(id) ?? { tail: Promise.resolve(), waiting: 0 }
    if (line.waiting > MOST_WAITING)
      throw new AssistantError(
        'BUSY',
        `${MOST_WAITING} messages of this conversation are waiting to be answered: send the next one when they are.`,
      )
    this.#lines.set(id, line)
    line.waiting++
    const turn = line.tail.then(work)
    line.tail = turn.then(
      () => {},
      () => {},
    )
    try {
      return await turn
    } finally {
      line.waiting--
      if (line.waiting === 0) this.#lines.delete(id)
    }
  }
}
