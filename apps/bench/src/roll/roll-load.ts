import { Agent, request } from 'node:http'
import type { Random } from '@larder/cache-core'

/** One request of the load, and what became of it. */
export interface RollCall {
  /** When it was sent, on the clock of `performance.now()`. */
  readonly at: number
  readonly kind: 'read' | 'write'
  /** 0: no answer. */
  readonly status: number
  /** Whether the whole answer came. */
  readonly isWhole: boolean
  readonly isHit: boolean
  readonly ms: number
}

export interface RollLoadOptions {
  readonly url: string
  readonly base: string
  /** Records of `table` that are read and written. */
  readonly table: string
  readonly records: readonly string[]
  readonly perSecond: number
  /** From one write to the next, in ms. */
  readonly writeEveryMs: number
  readonly random: Random
}

/** Reads at random instants, whether those before are answered or not, and a write now and then. */
export class RollLoad {
  readonly calls: RollCall[] = []
  readonly #options: RollLoadOptions
  readonly #agent = new Agent({ keepAlive: true, scheduling: 'fifo' })
  readonly #running = new Set<Promise<void>>()
  readonly #writing: NodeJS.Timeout
  #next: NodeJS.Timeout | undefined
  #dueAt = performance.now()

  constructor(options: RollLoadOptions) {
    this.#options = options
    this.#writing = setInterval(() => this.#write(), options.writeEveryMs)
    this.#goOn()
  }

  /** Resolves when all that was asked is answered. */
  async stop(): Promise<readonly RollCall[]> {
    clearInterval(this.#writing)
    clearTimeout(this.#next)
    await Promise.all(this.#running)
    this.#agent.destroy()
    return this.calls
  }

  #goOn(): void {
    const { random, perSecond } = this.#options
    while (this.#dueAt <= performance.now()) {
      this.#read()
      this.#dueAt += (-Math.log(1 - random.next()) * 1_000) / perSecond
    }
    this.#next = setTimeout(() => this.#goOn(), Math.max(0, this.#dueAt - performance.now()))
  }

  #read(): void {
    const { base, table } = this.#options
    this.#ask('read', 'GET', `/v0/${base}/${table}/${this.#record()}`)
  }

  #write(): void {
    const { base, table } = this.#options
    const fields = { Notas: `vuelta ${this.calls.length}` }
    this.#ask('write', 'PATCH', `/v0/${base}/${table}/${this.#record()}`, JSON.stringify({ fields }))
  }

  #record(): string {
    const { records, random } = this.#options
    return records[Math.floor(random.next() * records.length)] as string
  }

  #ask(kind: RollCall['kind'], method: string, path: string, body?: string): void {
    const at = performance.now()
    const call = send(`${this.#options.url}${path}`, method, body, this.#agent).then((answer) => {
      this.calls.push({ at, kind, ms: performance.now() - at, ...answer })
      this.#running.delete(call)
    })
    this.#running.add(call)
  }
}

/** Resolves when the answer has come as a whole, or broken off. */
function send(
  url: string,
  method: string,
  body: string | undefined,
  agent: Agent,
): Promise<Pick<RollCall, 'status' | 'isWhole' | 'isHit'>> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' }
    const asking = request(url, { method, agent, headers, timeout: 30_000 }, (answer) => {
      const status = answer.statusCode ?? 0
      const isHit = String(answer.headers['cache-status']).includes('; hit')
      answer.resume()
      answer.on('end', () => resolve({ status, isHit, isWhole: answer.complete }))
      answer.on('error', () => resolve({ status, isHit, isWhole: false }))
    })
    asking.on('timeout', () => asking.destroy())
    asking.on('error', () => resolve({ status: 0, isHit: false, isWhole: false }))
    asking.end(body)
  })
}
