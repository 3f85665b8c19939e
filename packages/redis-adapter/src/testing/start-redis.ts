import { type RedisServer, type Setting, startLocalServer } from './local-server.ts'
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
export function startRedis({
  persistent = false,
  users = [],
  ...options
}: StartRedisOptions = {}): Promise<RedisServer> {
  return startLocalServer({ ...options, persistent, settings: dataSettings({ persistent, users }) })
}

/** Lines of the configuration of a server that holds data. */
export function dataSettings({
  persistent = false,
  users = [],
}: Pick<StartRedisOptions, 'persistent' | 'users'>): readonly Setting[] {
  return [
    // A save point makes the server save when it is told to end; this one never comes by itself.
    persistent ? ['save', '2000000000', '2000000000'] : ['save', ''],
    ['appendonly', 'no'],
    // Nor may it start with what it was sent as a replica.
    ['rdb-del-sync-files', 'yes'],
    // Replicas are served at once, not five seconds later together with others.
    ['repl-diskless-sync-delay', '0'],
    ...users.map((user) => ['user', ...user.trim().split(/\s+/)]),
  ]
}
