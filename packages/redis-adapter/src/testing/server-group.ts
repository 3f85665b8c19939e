import { type LocalServerOptions, type RedisServer, startLocalServer } from './local-server.ts'

/** Servers that are closed together, also those that still start when one of them fails to. */
export class ServerGroup {
  readonly #starting: Promise<RedisServer>[] = []

  start(options: LocalServerOptions): Promise<RedisServer> {
    const server = startLocalServer(options)
    // Whoever asked for it hears of its failure.
    server.catch(() => {})
    this.#starting.push(server)
    return server
  }

  startMany(count: number, options: LocalServerOptions): Promise<readonly RedisServer[]> {
    return Promise.all(Array.from({ length: count }, () => this.start(options)))
  }

  async close(): Promise<void> {
    const settled = await Promise.allSettled(this.#starting)
    const started = settled.filter((each) => each.status === 'fulfilled')
    await Promise.all(started.map(({ value }) => value.close()))
  }
}
