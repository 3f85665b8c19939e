import { type ChildProcess, fork } from 'node:child_process'
import type { CacheCall, CallError, FromCache, ToCache } from './cache-process.ts'
import type { GatedSource } from './gated-source.ts'

/** A cache's process that never got so far that it could be asked anything: that is our fault, and no answer. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted'
}

const running = new Set<ChildProcess>()

/** Ends the processes of all caches, paused ones too. */
export function killAllCaches(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** A cache in a process of its own. */
export class RemoteCache {
  readonly ready: Promise<void>
  readonly #child: ChildProcess
  readonly #source: GatedSource
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>()
  #nextCall = 0
  #stderr = ''
  #ended: string | undefined
  #isClosing = false

  constructor(peerName: string, redisUrl: string, source: GatedSource) {
    this.#source = source
    const ready = Promise.withResolvers<void>()
    let isReady = false
    this.ready = ready.promise
    this.#child = fork(new URL('./cache-process.ts', import.meta.url), [peerName, redisUrl], {
      execArgv: ['--conditions=@larder/source'],
      // Values arrive as they are: a Date as a Date, undefined as undefined.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    running.add(this.#child)
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr = (this.#stderr + chunk).slice(-20_000)))
    this.#child.on('message', (message: FromCache) => {
      if (message.kind === 'ready') {
        isReady = true
        ready.resolve()
      }
      if (message.kind === 'reply') this.#settle(message)
      if (message.kind === 'load') void this.#load(message.id)
    })
    // 'close' and not 'exit': by then all of stderr is here.
    this.#child.once('close', (code, signal) => {
      const why = /^crash: (.*)$/m.exec(this.#stderr)?.[1] ?? `it ended with ${signal ?? `code ${code}`}`
      this.#ended = why
      running.delete(this.#child)
      if (!isReady) ready.reject(new NotStarted(`The process of ${peerName} did not start: ${why}`))
      for (const call of this.#calls.values()) call.reject(new Error(`The process crashed: ${why}`))
    })
  }

  /** Why it ended without being told to. */
  get crash(): string | undefined {
    return this.#isClosing ? undefined : this.#ended
  }

  getOrSet(key: string): Promise<unknown> {
    return this.#call({ method: 'getOrSet', key })
  }

  getOrSetTagged(key: string, tag: string): Promise<unknown> {
    return this.#call({ method: 'getOrSet', key, tag })
  }

  /** Reads a value with `guests` and changes it in place: `threw` when that is forbidden. */
  async mutate(key: string): Promise<'changed' | 'threw'> {
    return (await this.#call({ method: 'mutate', key })) as 'changed' | 'threw'
  }

  async delete(key: string): Promise<void> {
    await this.#call({ method: 'delete', key })
  }

  async invalidateTag(tag: string): Promise<void> {
    await this.#call({ method: 'invalidateTag', tag })
  }

  /** Resolves once every call made so far has reached the cache. */
  async reached(): Promise<void> {
    await this.#call({ method: 'reach' })
  }

  /** SIGSTOP: the process neither reads nor writes until `resume`. */
  pause(): void {
    this.#child.kill('SIGSTOP')
  }

  resume(): void {
    this.#child.kill('SIGCONT')
  }

  /** SIGKILL, which also ends a process that hangs or is paused. */
  kill(): void {
    this.#isClosing ||= this.#ended === undefined
    this.#child.kill('SIGKILL')
  }

  #call(call: CacheCall): Promise<unknown> {
    const id = this.#nextCall++
    const answer = Promise.withResolvers<unknown>()
    // A question may have stopped waiting by the time the process ends.
    answer.promise.catch(() => {})
    if (this.#ended !== undefined) answer.reject(new Error(`The process crashed: ${this.#ended}`))
    else {
      this.#calls.set(id, answer)
      this.#send({ kind: 'call', id, call })
    }
    return answer.promise
  }

  #settle({ id, value, error }: { id: number; value?: unknown; error?: CallError }): void {
    const call = this.#calls.get(id)
    this.#calls.delete(id)
    if (error) call?.reject(Object.assign(new Error(error.message), { name: error.name }))
    else call?.resolve(value)
  }

  async #load(id: number): Promise<void> {
    try {
      this.#send({ kind: 'loaded', id, value: await this.#source.load() })
    } catch (error) {
      this.#send({ kind: 'loaded', id, error: { name: 'Error', message: (error as Error).message } })
    }
  }

  #send(message: ToCache): void {
    // It may end at any moment; 'close' tells those who wait.
    if (this.#child.connected) this.#child.send(message, () => {})
  }
}
