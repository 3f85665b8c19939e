import type { Redis } from 'ioredis'

/** A reply came that cannot be the one to its command. */
export class ForeignReply extends Error {
  constructor() {
    super('A reply belongs to another command.')
    this.name = 'ForeignReply'
  }
}

/** Whether the client tells of a reply that came while no command waited. */
export function isSurplusReply(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Command queue state error')
}

/** Questions of this process. */
let asked = 0

/**
 * One connection, from when a command is sent until its reply has been looked at. Replies carry no number: they belong to
 * commands by their order alone. One too many or too few, by a fault of a client, a proxy or a line, and each later reader
 * gets what was meant for somebody else. So whoever gets a reply that cannot be its own gives the connection up.
 */
export class ReplyLine {
  readonly #client: Redis
  readonly #stream: Redis['stream']

  constructor(client: Redis) {
    this.#client = client
    this.#stream = client.stream
  }

  /** Throws ForeignReply, and gives the connection up, unless the reply is one that its command can have. */
  expect(isOwn: boolean): void {
    if (isOwn) return
    this.giveUp()
    throw new ForeignReply()
  }

  /** Asks for an answer that no other command of this connection gets. Gives it up when another one comes; never rejects. */
  async isInStep(): Promise<boolean> {
    const token = `in step ${++asked}`
    if (this.#client.stream !== this.#stream || this.#stream.destroyed) return false
    try {
      if ((await this.#client.ping(token)) === token) return true
      this.giveUp()
      return false
    } catch (error) {
      // A user without the right to PING: nothing is known.
      return error instanceof Error && error.message.startsWith('NOPERM')
    }
  }

  giveUp(): void {
    this.#stream.destroy(new ForeignReply())
  }
}
