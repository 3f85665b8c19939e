import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
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
  readonly password?: string | undefined
  readonly tls?: boolean | ServerTlsOptions | undefined
  /** Default: false. */
  readonly persistent?: boolean | undefined
}

/** What a kind of server adds. */
export type Arguments = (place: {
  readonly port: number
  readonly folder: string
  /** What every kind has: port, address, TLS, the test's own user. */
  readonly settings: readonly Setting[]
}) => Promise<readonly string[]>

const ADMIN = 'larder-testing'
const START_ATTEMPTS = 5

/** Starts a server, on another port when somebody else was faster on a free one. */
export async function startLocalServer(options: LocalServerOptions, args: Arguments): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const server = await prepare(options.port ?? (await freePort()), options, args)
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

async function prepare(port: number, options: LocalServerOptions, args: Arguments): Promise<RedisServer> {
  const { password, persistent = false } = options
  const folder = await mkdtemp(join(temporaryRoot(), 'server-'))
  const tls = options.tls ? new ServerTls(folder, options.tls === true ? {} : options.tls) : undefined
  const adminPassword = randomBytes(12).toString('hex')
  const settings = [
    ['bind', '127.0.0.1'],
    ['dir', folder],
    ...((await tls?.settings(port)) ?? [['port', String(port)]]),
    ...(password === undefined ? [] : [['requirepass', password]]),
    ['user', ADMIN, 'on', `>${adminPassword}`, '~*', '&*', '+@all'],
  ]
  const admin = new AdminConnection({
    port,
    username: ADMIN,
    password: adminPassword,
    // A test that gives the server a bad certificate still commands it.
    ...(tls ? { tls: { ...tls.client, rejectUnauthorized: false } } : {}),
  })
  const process = new ServerProcess(await args({ port, folder, settings }))
  const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`
  return {
    url: `${tls ? 'rediss' : 'redis'}://${login}127.0.0.1:${port}`,
    port,
    tls: tls?.client,
    get pid() {
      return process.pid
    },
    kill: () => process.kill(),
    stop: () => process.stop(),
    resume: () => process.resume(),
    async restart() {
      await (persistent ? process.shutDown() : process.kill())
      await process.start()
    },
    command: (name, ...rest) => admin.command(name, rest),
    async save() {
      if (!persistent)
        throw new Error(`The server on port ${port} keeps nothing: start it with persistent: true.`)
      await admin.command('SAVE', [])
    },
    async rotateCertificate(certificate) {
      if (!tls) throw new Error(`The server on port ${port} has no TLS: start it with the option tls.`)
      await admin.command('CONFIG', ['SET', ...(await tls.write(certificate))])
    },
    async close() {
      admin.close()
      await process.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The lines as arguments of redis-server. */
export function asArguments(settings: readonly Setting[]): readonly string[] {
  return settings.flatMap(([name, ...values]) => [`--${name}`, ...values])
}
