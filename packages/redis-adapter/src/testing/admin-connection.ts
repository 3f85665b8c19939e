import { Redis, type RedisOptions } from 'ioredis'

/** What a command of Redis may be given. */
export type CommandArgument = string | number | Buffer

type AdminOptions = Pick<RedisOptions, 'port' | 'path' | 'username' | 'password' | 'tls'>

/** A test's own line to a server, opened by its first command and again after it was lost. */
export class AdminConnection {
  readonly #options: AdminOptions
  #connecting: Promise<Redis> | undefined
  #client: Redis | undefined

  constructor(options: AdminOptions) {
    this.#options = options
  }

  async command(name: string, args: readonly CommandArgument[]): Promise<unknown> {
    this.#connecting ??= this.#connect()
    const client = await this.#connecting
    return client.call(name, ...args)
  }

  close(): void {
    this.#client?.disconnect()
    this.#connecting = undefined
  }

  async #connect(): Promise<Redis> {
    const client = new Redis({
      host: '127.0.0.1',
      // Replies as redis-cli shows them: a flat list, not an object.
      replyMapping: 'legacy',
      connectionName: 'larder-testing',
      lazyConnect: true,
      enableReadyCheck: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
      ...this.#options,
    })
    this.#client = client
    let cause: unknown
    client.on('error', (error: unknown) => (cause = error))
    client.on('end', () => {
      if (this.#client === client) this.#connecting = undefined
    })
    await client.connect().catch((error: unknown) => {
      throw cause ?? error
    })
    return client
  }
}
