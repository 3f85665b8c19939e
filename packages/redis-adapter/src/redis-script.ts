import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'

/** A Lua script that is sent once and then named by its hash; sent again when the server has forgotten it. */
export class RedisScript {
  readonly #source: string
  readonly #sha: string

  constructor(source: string) {
    this.#source = source
    this.#sha = createHash('sha1').update(source).digest('hex')
  }

  async run(
    client: Redis,
    keys: readonly string[],
    args: readonly (string | number | Buffer)[],
  ): Promise<unknown> {
    try {
      return await client.evalsha(this.#sha, keys.length, ...keys, ...args)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      // A node of a cluster that was asked about a slot on its way has forgotten that it was; others take no notice.
      client.asking().catch(() => {})
      return client.eval(this.#source, keys.length, ...keys, ...args)
    }
  }
}
