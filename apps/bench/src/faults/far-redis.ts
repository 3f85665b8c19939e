import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { Admin } from './admin.ts'
import { freePort } from '@larder/redis-adapter/testing'
import { until } from '../scoreboard/bounded-wait.ts'

const run = promisify(execFile)
const START_LIMIT_MS = 5_000

/**
 * A redis-server in a network namespace of its own, at the other end of a virtual cable that can be cut: nothing is
 * refused then and nothing answered, as when a switch dies. The namespace and the cable go with the process.
 */
export class FarRedis {
  readonly url: string
  readonly #child: ChildProcess
  readonly #near: string
  readonly #far: string
  readonly #cable: string

  private constructor(child: ChildProcess, port: number) {
    const pid = child.pid ?? 0
    const subnet = `10.${200 + (pid % 40)}.${(pid >> 6) & 255}`
    const first = 4 * (pid & 63)
    this.#child = child
    this.#near = `${subnet}.${first + 1}`
    this.#far = `${subnet}.${first + 2}`
    this.#cable = `lf${pid}`
    this.url = `redis://${this.#far}:${port}`
  }

  /** Rejects where this user may not make namespaces, or the tools for it are missing. */
  static async start(): Promise<FarRedis> {
    const port = await freePort()
    const binary = process.env['REDIS_SERVER_BIN'] ?? 'redis-server'
    // It begins when its cable is in place: until then the address that it listens on does not exist.
    const script =
      'read -r address && exec "$0" --bind "$address" --port "$1" --protected-mode no --save "" --appendonly no --loglevel warning'
    const child = spawn('unshare', ['-n', 'sh', '-c', script, binary, String(port)], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.on('error', () => {})
    const redis = new FarRedis(child, port)
    try {
      await redis.#connect()
    } catch (error) {
      await redis.close()
      throw new Error(
        `A namespace with a cable could not be made, which takes root, ip, unshare and nsenter: ${(error as Error).message}`,
        { cause: error },
      )
    }
    return redis
  }

  /** Nothing travels either way. */
  cut(): Promise<unknown> {
    return this.#there('link', 'set', `${this.#cable}f`, 'down')
  }

  /** What is sent arrives and takes effect; no answer comes back. */
  cutAnswers(): Promise<unknown> {
    return this.#there('route', 'add', 'blackhole', this.#near)
  }

  /** All as it was. */
  async mend(): Promise<void> {
    await this.#there('link', 'set', `${this.#cable}f`, 'up')
    await this.#there('route', 'del', 'blackhole', this.#near).catch(() => {})
  }

  async close(): Promise<void> {
    if (this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null)
      return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }

  async #connect(): Promise<void> {
    if (this.#child.pid === undefined) throw new Error('unshare is not there')
    const [near, far] = [`${this.#cable}n`, `${this.#cable}f`]
    // unshare needs a moment before the namespace is another one.
    const isApart = async () =>
      (await this.#there('-o', 'link').catch(() => ({ stdout: '' }))).stdout.split('\n').length === 2
    if (!(await until(isApart, START_LIMIT_MS))) throw new Error('there is no other namespace')
    await run('ip', ['link', 'add', near, 'type', 'veth', 'peer', 'name', far])
    await run('ip', ['link', 'set', far, 'netns', String(this.#child.pid)])
    await run('ip', ['addr', 'add', `${this.#near}/30`, 'dev', near])
    await run('ip', ['link', 'set', near, 'up'])
    await this.#there('addr', 'add', `${this.#far}/30`, 'dev', far)
    await this.#there('link', 'set', far, 'up')
    this.#child.stdin?.end(`${this.#far}\n`)
    const isUp = () =>
      Admin.open(this.url).then(
        (admin) => {
          admin.close()
          return true
        },
        () => false,
      )
    if (!(await until(isUp, START_LIMIT_MS))) throw new Error('the server did not start in it')
  }

  /** `ip`, in the other namespace. */
  #there(...args: readonly string[]): Promise<{ readonly stdout: string }> {
    return run('nsenter', ['-t', String(this.#child.pid), '-n', 'ip', ...args])
  }
}
