import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dieWithParent } from './watchdog.ts'

/** Somebody else listens there: another port may do. */
export class PortTakenError extends Error {}

/** Said by redis-server when it listens and has not begun to load its data, and by a sentinel when it listens. */
const LISTENS = /Server initialized|Sentinel ID is/
const START_BOUND_MS = 10_000
/** How long a server may take to save and end, before it is killed. */
const END_BOUND_MS = 5_000
const OUTPUT_KEPT = 2_000

/** The redis-server that REDIS_SERVER_BIN names, or the one on PATH, as one process after another with the same arguments. */
export class ServerProcess {
  readonly #args: readonly string[]
  readonly #launcher: readonly string[]
  #child: ChildProcess | undefined
  #stopped = false

  /** A launcher becomes the server: it keeps its process. */
  constructor(args: readonly string[], launcher: readonly string[] = []) {
    this.#launcher = launcher
    // The log level comes last: `LISTENS` is only said from here up.
    this.#args = [...args, '--loglevel', 'notice']
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Resolves when it listens. Rejects with PortTakenError, or with what the server said and a remedy. */
  async start(): Promise<void> {
    const binary = process.env['REDIS_SERVER_BIN'] ?? 'redis-server'
    const [command = binary, ...args] = [...this.#launcher, binary, ...this.#args]
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    dieWithParent(child)
    this.#child = child
    this.#stopped = false
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined
    })
    try {
      await listening(child, binary)
    } catch (error) {
      await this.kill()
      throw error
    }
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Lets it save first, if it keeps data at all. A stopped one cannot. */
  async shutDown(): Promise<void> {
    if (this.#stopped) return this.kill()
    const impatience = setTimeout(() => this.#child?.kill('SIGKILL'), END_BOUND_MS)
    await this.#end('SIGTERM')
    clearTimeout(impatience)
  }

  stop(): void {
    this.#stopped = true
    this.#child?.kill('SIGSTOP')
  }

  resume(): void {
    this.#stopped = false
    this.#child?.kill('SIGCONT')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
}

async function listening(child: ChildProcess, binary: string): Promise<void> {
  let output = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const read = (chunk: Buffer) => {
    const said = output + chunk.toString()
    // Before anything is dropped: on a busy machine all that a server says comes at once.
    if (LISTENS.test(said)) resolve()
    output = said.slice(-OUTPUT_KEPT)
  }
  child.stdout?.on('data', read)
  child.stderr?.on('data', read)
  child.once('error', ({ message }) =>
    reject(
      new Error(
        `${binary} could not be started (${message}): install redis-server or set REDIS_SERVER_BIN to its path.`,
      ),
    ),
  )
  // `close` rather than `exit`: by then everything it said has been read.
  child.once('close', (code) => reject(endedEarly(binary, code, output)))
  const impatience = setTimeout(
    () => reject(new Error(`${binary} does not listen after ${START_BOUND_MS} ms: ${output}`)),
    START_BOUND_MS,
  )
  await promise.finally(() => clearTimeout(impatience))
}

function endedEarly(binary: string, code: number | null, output: string): Error {
  const message = `${binary} ended with code ${code} at its start: ${output.slice(-500)}`
  const portTaken = /Address already in use|Failed listening on port/i.test(output)
  return portTaken ? new PortTakenError(message) : new Error(message)
}
