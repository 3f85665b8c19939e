import { asArguments, type RedisServer, type Setting, startLocalServer } from './local-server.ts'
import type { ServerTlsOptions } from './server-tls.ts'

export interface StartRedisOptions {
  /** Default: a free one. */
  readonly port?: number | undefined
  /** More arguments of redis-server, for example `['--maxmemory', '10mb']`. */
  readonly args?: readonly string[] | undefined
  /**
   * Keeps its data in an RDB file: `restart()` of a running server saves them first; after `kill()` it comes back with
   * what the last `save()` wrote. Default: false, every start is empty.
   */
  readonly persistent?: boolean | undefined
  /** TLS on its port, and nothing plain. Default: false. */
  readonly tls?: boolean | ServerTlsOptions | undefined
  /** Of the default user. Default: none. */
  readonly password?: string | undefined
  /** Users as in an ACL file, each without the word `user`: `'app on >secret ~app:* +get +set'`. */
  readonly users?: readonly string[] | undefined
}

/**
 * Starts the redis-server that REDIS_SERVER_BIN names, or the one on PATH. Rejects with a remedy when there is none:
 * a test that needs Redis must not pass without it.
 */
export async function startRedis(options: StartRedisOptions = {}): Promise<RedisServer> {
  const { args = [], persistent = false, users = [], ...rest } = options
  const own: readonly Setting[] = [
    // A save point makes the server save when it is told to end; this one never comes by itself.
    persistent ? ['save', '2000000000', '2000000000'] : ['save', ''],
    ['appendonly', 'no'],
    // Nor may it start with what a replica was sent.
    ['rdb-del-sync-files', 'yes'],
    ...users.map((user) => ['user', ...user.trim().split(/\s+/)]),
  ]
  return startLocalServer({ ...rest, persistent }, ({ settings }) =>
    Promise.resolve([...asArguments([...settings, ...own]), ...args]),
  )
}
