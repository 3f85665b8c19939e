import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface StartRedisOptions {
  /** Default: a free one. */
  readonly port?: number | undefined
  /** More arguments of redis-server, for example `['--requirepass', 'secret']`. */
  readonly args?: readonly string[] | undefined
}

/** A redis-server of a test's own, on loopback, with nothing kept on disk. */
export interface RedisServer {
  readonly url: string
  readonly port: number
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGSTOP: the server hangs, its sockets stay open. */
  stop(): void
  /** SIGCONT. */
  resume(): void
  /** Starts it again on the same port, empty, after `kill`. */
  restart(): Promise<void>
  /** Kills it and removes what it left. Idempotent. */
  close(): Promise<void>
}

/**
 * Starts the redis-server that REDIS_SERVER_BIN names, or the one on PATH. Rejects with a remedy when there is none:
 * a test that needs Redis must not pass without it.
 */
export async function startRedis({ port, args = [] }: StartRedisOptions = {}): Promise<RedisServer> {
  const actualPort = port ?? (await freePort())
  const folder = await mkdtemp(join(tmpdir(), 'larder-redis-'))
  let child = await launch(actualPort, folder, args)
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return {
    url: `redis://127.0.0.1:${actualPort}`,
    port: actualPort,
    kill,
    stop: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async restart() {
      await kill()
      child = await launch(actualPort, folder, args)
    },
    async close() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function launch(port: number, folder: string, args: readonly string[]): Promise<ChildProcess> {
  const binary = process.env['REDIS_SERVER_BIN'] ?? 'redis-server'
  const fixed = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
    '--loglevel',
    'warning',
  ]
  const child = spawn(binary, [...fixed, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const failure = new Promise<never>((_, reject) => {
    child.once('error', (error) =>
      reject(
        new Error(
          `${binary} could not be started (${error.message}): install redis-server or set REDIS_SERVER_BIN to its path.`,
        ),
      ),
    )
    child.once('exit', (code) =>
      reject(new Error(`${binary} ended with code ${code} at its start: ${output.slice(-500)}`)),
    )
  })
  failure.catch(() => {})
  await Promise.race([listening(port), failure])
  return child
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const socket = connect(port, '127.0.0.1')
    const up = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`Nothing listens on 127.0.0.1:${port} after 5 s.`)
}
