import { CertificateAuthority } from './certificate-authority.ts'
import type { RedisServer, Setting } from './local-server.ts'
import { SentinelWatch } from './sentinel-watch.ts'
import { ServerGroup } from './server-group.ts'
import type { ClientTls } from './server-tls.ts'
import { dataSettings } from './start-redis.ts'

export interface StartSentinelOptions {
  /** Default: 1. */
  readonly replicas?: number | undefined
  /** Default: 3. */
  readonly sentinels?: number | undefined
  /** How many sentinels must find the master down. Default: 2. */
  readonly quorum?: number | undefined
  /** Default: `mymaster`. */
  readonly masterName?: string | undefined
  /** After how long without an answer a sentinel finds a server down. Default: 500. */
  readonly downAfterMs?: number | undefined
  /** How long a failover may take; after twice that, another one is tried. Default: 2,000. */
  readonly failoverTimeoutMs?: number | undefined
  /** Of the data servers. Default: none. */
  readonly password?: string | undefined
  /** Of the sentinels. Default: none. */
  readonly sentinelPassword?: string | undefined
  /** TLS between all of them and for clients, and nothing plain. Default: false. */
  readonly tls?: boolean | undefined
}

/** A master with its replicas, and sentinels that watch them, all on loopback and under a test's control. */
export interface RedisSentinels {
  /** `redis+sentinel://` or `rediss+sentinel://`, with the password of the data servers if they have one. */
  readonly url: string
  readonly masterName: string
  /** What a client needs to connect to any of them, with TLS. */
  readonly tls: ClientTls | undefined
  /** What was started as the master, whatever it is now. */
  readonly master: RedisServer
  /** What were started as replicas. */
  readonly replicas: readonly RedisServer[]
  readonly sentinels: readonly RedisServer[]
  /** The port that most of the sentinels that answer call the master's. Rejects when none answers. */
  masterPort(): Promise<number>
  /**
   * Makes a replica the master, although the master is well. Resolves with it, when the sentinels agree. The old one
   * goes on as a master for up to ten seconds more, and loses what it is given meanwhile: so it is with any Sentinel.
   */
  failover(): Promise<RedisServer>
  /** Kills them and removes what they left. Idempotent. */
  close(): Promise<void>
}

/** Starts a master, replicas and sentinels. Resolves when every sentinel sees all the others. */
export async function startSentinel(options: StartSentinelOptions = {}): Promise<RedisSentinels> {
  const { masterName = 'mymaster', password } = options
  const group = new ServerGroup()
  const tls = options.tls ? { authority: new CertificateAuthority() } : undefined
  const settings = [...dataSettings({}), ...(password === undefined ? [] : [['masterauth', password]])]
  try {
    const master = await group.start({ tls, password, settings })
    const [replicas, sentinels] = await Promise.all([
      group.startMany(options.replicas ?? 1, {
        tls,
        password,
        settings: [...settings, ['replicaof', '127.0.0.1', String(master.port)]],
      }),
      group.startMany(options.sentinels ?? 3, {
        tls,
        password: options.sentinelPassword,
        settings: watchSettings(masterName, master.port, options),
        args: ['--sentinel'],
      }),
    ])
    const watch = new SentinelWatch({ masterName, servers: [master, ...replicas], sentinels })
    await watch.discovered()
    const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`
    const hosts = sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')
    return {
      url: `${tls ? 'rediss' : 'redis'}+sentinel://${login}${hosts}/${masterName}`,
      masterName,
      tls: master.tls,
      master,
      replicas,
      sentinels,
      masterPort: () => watch.masterPort(),
      failover: () => watch.failover(),
      close: () => group.close(),
    }
  } catch (error) {
    await group.close()
    throw error
  }
}

function watchSettings(
  masterName: string,
  masterPort: number,
  { quorum = 2, downAfterMs = 500, failoverTimeoutMs = 2_000, password }: StartSentinelOptions,
): readonly Setting[] {
  return [
    ['monitor', masterName, '127.0.0.1', String(masterPort), String(quorum)],
    ['down-after-milliseconds', masterName, String(downAfterMs)],
    ['failover-timeout', masterName, String(failoverTimeoutMs)],
    ['parallel-syncs', masterName, '1'],
    ...(password === undefined ? [] : [['auth-pass', masterName, password]]),
  ].map((words) => ['sentinel', ...words])
}
