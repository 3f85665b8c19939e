import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AdminConnection, type CommandArgument } from './admin-connection.ts'
import type { CertificatePair } from './certificate-authority.ts'
import { freePort } from './free-port.ts'
import { PortTakenError, ServerProcess } from './server-process.ts'
import { type ClientTls, ServerTls, type ServerTlsOptions } from './server-tls.ts'
import { temporaryRoot } from './watchdog.ts'

/** A process of redis-server under a test's control, on loopback. It ends with the process that started it. */
export interface RedisServer {
  /** `redis://` or `rediss://`, with the password if it has one. */
  readonly url: string
  readonly port: number
  /** Undefined while it is not running. */
  readonly pid: number | undefined
  /** What a client needs to connect, when the server has TLS. */
  readonly tls: ClientTls | undefined
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGSTOP: the server hangs, its sockets stay open. */
  stop(): void
  /** SIGCONT. */
  resume(): void
  /**
   * Starts it again on the same port, after it was ended if need be; resolves when it listens, even if it still loads.
   * It is empty, or, if `persistent`, has what it had; after `kill` what the last `save` wrote.
   */
  restart(): Promise<void>
  /**
   * Sends one command over a connection of its own, as a user who may do everything: `command('CONFIG', 'SET', …)`.
   * Rejects with what the server says, or when it is not running; waits while it hangs. That connection is one more
   * client to the server, from the first command on.
   */
  command(name: string, ...args: readonly CommandArgument[]): Promise<unknown>
  /** What it is at the moment, by its own account. */
  role(): Promise<'master' | 'replica' | 'sentinel'>
  /** Writes its data to its file now. Rejects when the server is not `persistent`: nothing would read the file. */
  save(): Promise<void>
  /** Shows another certificate to clients that connect from now on. Rejects without TLS. */
  rotateCertificate(certificate: CertificatePair): Promise<void>
  /** Kills it and removes what it left. Idempotent. */
  close(): Promise<void>
}

/** One line of a redis.conf. */
export type Setting = readonly string[]

export interface LocalServerOptions {
  /** Default: a free one. */
  readonly port?: number | undefined
  /** Where it listens. Default: 127.0.0.1. */
  readonly host?: string | undefined
  /** What runs redis-server elsewhere, in a network that may be cut off: the test commands it through a file then. */
  readonly launcher?: readonly string[] | undefined
  readonly password?: string | undefined
  readonly tls?: boolean | ServerTlsOptions | undefined
  /** Default: false. */
  readonly persistent?: boolean | undefined
  /** Lines of its configuration besides port, address, password, TLS and the test's own user. */
  readonly settings?: readonly Setting[] | undefined
  /** Arguments after its configuration file. */
  readonly args?: readonly string[] | undefined
}

const ADMIN = 'larder-testing'
const START_ATTEMPTS = 5

/** Starts a server, on another port when somebody else was faster on a free one. */
export async function startLocalServer(options: LocalServerOptions): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const server = await prepare(options.port ?? (await freePort()), options)
    try {
      await server.restart()
      return server
    } catch (error) {
      await server.close()
      const another = options.port === undefined && attempt < START_ATTEMPTS
      if (!(another && error instanceof PortTakenError)) throw error
    }
  }
}

async function prepare(port: number, options: LocalServerOptions): Promise<RedisServer> {
  const { password, persistent = false, args = [], host = '127.0.0.1', launcher = [] } = options
  const folder = await mkdtemp(join(temporaryRoot(), 'server-'))
  const tls = options.tls ? new ServerTls(folder, options.tls === true ? {} : options.tls) : undefined
  const adminPassword = randomBytes(12).toString('hex')
  const path = launcher.length > 0 ? join(folder, 'redis.sock') : undefined
  const file = await configurationFile(folder, [
    ['bind', host],
    ...(path === undefined ? [] : [['unixsocket', path]]),
    ['dir', folder],
    ...((await tls?.settings(port)) ?? [['port', String(port)]]),
    ...(password === undefined ? [] : [['requirepass', password]]),
    ['user', ADMIN, 'on', `>${adminPassword}`, '~*', '&*', '+@all'],
    ...(options.settings ?? []),
  ])
  const admin = new AdminConnection({
    ...(path === undefined ? { port } : { path }),
    username: ADMIN,
    password: adminPassword,
    // A test that gives the server a bad certificate still commands it.
    ...(tls ? { tls: { ...tls.client, rejectUnauthorized: false } } : {}),
  })
  const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`
  const url = `${tls ? 'rediss' : 'redis'}://${login}${host}:${port}`
  return toRedisServer({
    url,
    port,
    folder,
    persistent,
    tls,
    admin,
    process: new ServerProcess([file, ...args], launcher),
  })
}

interface Parts extends Pick<RedisServer, 'url' | 'port'> {
  readonly folder: string
  readonly persistent: boolean
  readonly tls: ServerTls | undefined
  readonly admin: AdminConnection
  readonly process: ServerProcess
}

function toRedisServer({ url, port, folder, persistent, tls, admin, process }: Parts): RedisServer {
  const kill = async () => {
    await process.kill()
    admin.close()
  }
  return {
    url,
    port,
    tls: tls?.client,
    get pid() {
      return process.pid
    },
    kill,
    stop: () => process.stop(),
    resume: () => process.resume(),
    async restart() {
      if (persistent) await process.shutDown()
      await kill()
      await process.start()
    },
    command: (name, ...args) => admin.command(name, args),
    async role() {
      const [role] = (await admin.command('ROLE', [])) as readonly ['master' | 'slave' | 'sentinel']
      return role === 'slave' ? 'replica' : role
    },
    async save() {
      if (!persistent) throw new Error(`Port ${port} keeps nothing: start it with persistent: true.`)
      await admin.command('SAVE', [])
    },
    async rotateCertificate(certificate) {
      if (!tls) throw new Error(`Port ${port} has no TLS: start it with the option tls.`)
      await admin.command('CONFIG', ['SET', ...(await tls.write(certificate))])
    },
    async close() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A file rather than arguments: what a failover changes is written to it, and holds after a restart. */
async function configurationFile(folder: string, settings: readonly Setting[]): Promise<string> {
  const file = join(folder, 'redis.conf')
  const lines = settings.map((words) => words.map((word) => JSON.stringify(word)).join(' '))
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}
