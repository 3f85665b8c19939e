import { type ChildProcess, fork } from 'node:child_process'
import type { FollowerReport, ToFollower } from './follower-main.ts'

/** A real process with one real cache, as an application has it. Ends with its owner. */
export class FollowerProcess implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #ready: Promise<void>
  readonly #waiting: PromiseWithResolvers<FollowerReport>[] = []

  private constructor(url: string) {
    this.#child = fork(new URL('./follower-main.ts', import.meta.url), [url], {
      execArgv: ['--conditions=@larder/source'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const ready = Promise.withResolvers<void>()
    this.#ready = ready.promise
    this.#child.on('message', (message: FollowerReport | 'ready') => {
      if (message === 'ready') ready.resolve()
      else this.#waiting.shift()?.resolve(message)
    })
    this.#child.once('exit', (code, signal) => {
      const error = new Error(`A follower ended with ${signal ?? `code ${code}`}.`)
      ready.reject(error)
      for (const waiter of this.#waiting.splice(0)) waiter.reject(error)
    })
  }

  /** Resolves when its cache is in full service. */
  static async start(url: string): Promise<FollowerProcess> {
    const follower = new FollowerProcess(url)
    await follower.#ready
    return follower
  }

  /** CPU that it has used so far, in µs. */
  async cpuUs(): Promise<number> {
    return (await this.report()).cpuUs
  }

  /** What it has seen since it was last asked. */
  report(): Promise<FollowerReport> {
    const answer = Promise.withResolvers<FollowerReport>()
    this.#waiting.push(answer)
    this.#child.send('report' satisfies ToFollower)
    return answer.promise
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }
}
