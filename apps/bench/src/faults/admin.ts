import { Redis } from 'ioredis'

/** An operator's connection: what makes a fault, or looks at the server, without any of the code under test. */
export class Admin {
  readonly #client: Redis

  private constructor(client: Redis) {
    this.#client = client
  }

  /** Connects, and stays connected whatever happens to new connections. */
  static async open(url: string): Promise<Admin> {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
    client.on('error', () => {})
    await client.connect()
    return new Admin(client)
  }

  async run(...[name, ...args]: readonly [string, ...(string | Buffer | number)[]]): Promise<unknown> {
    return this.#client.call(name, args)
  }

  /** The value of a key as it is. */
  async bytes(key: string): Promise<Buffer | null> {
    return this.#client.getBuffer(key)
  }

  /** One field of INFO; '' when there is none. */
  async info(section: string, field: string): Promise<string> {
    const text = String(await this.run('INFO', section))
    return new RegExp(`^${field}:(.*?)\r?$`, 'm').exec(text)?.[1] ?? ''
  }

  /** Cuts every other connection. */
  async cutAll(): Promise<void> {
    for (const type of ['normal', 'pubsub']) await this.run('CLIENT', 'KILL', 'TYPE', type)
  }

  close(): void {
    this.#client.disconnect()
  }
}
