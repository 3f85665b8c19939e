import type { Fault } from './chaos.ts'
import type { FaultKind } from './fault-kinds.ts'
import type { ApiError } from './api-error.ts'
import type { Clock } from '@larder/cache-core'
import type { JournalAnswer } from './journal.ts'
import type { ServerResponse } from 'node:http'
import { waitUntil } from './wait-until.ts'

export interface ExchangeOptions {
  readonly response: ServerResponse
  readonly clock: Clock
  readonly fault: Fault | undefined
  /** On every answer. */
  readonly headers: Readonly<Record<string, string>>
  readonly settle: (answer: JournalAnswer) => void
}

/** One request's answer on the wire: every way to send, to hold back and to break off ends in the journal. */
export class Exchange {
  readonly fault: Fault | undefined
  /** Aborts when the client has gone, or the connection was broken off. */
  readonly signal: AbortSignal
  /** In monotonic time, ms. */
  readonly startedAt: number
  readonly clock: Clock
  /** Told to the journal. */
  finishReason: string | undefined
  /** Told to the journal. */
  usage: Readonly<Record<string, unknown>> | undefined
  readonly #response: ServerResponse
  readonly #headers: Readonly<Record<string, string>>
  readonly #settle: (answer: JournalAnswer) => void

  constructor({ response, clock, fault, headers, settle }: ExchangeOptions) {
    const gone = new AbortController()
    this.fault = fault
    this.signal = gone.signal
    this.clock = clock
    this.startedAt = clock.monotonic()
    this.#response = response
    this.#headers = headers
    this.#settle = settle
    const leave = (): void => {
      this.#end('abandoned')
      gone.abort()
    }
    if (response.closed) leave()
    else response.once('close', leave)
  }

  /** The kind of fault that this request meets. */
  get faultKind(): FaultKind | undefined {
    return this.fault?.kind
  }

  get hasBegun(): boolean {
    return this.#response.headersSent
  }

  begin(status: number, headers: Readonly<Record<string, string>>): void {
    if (this.signal.aborted || this.hasBegun) return
    this.#response.writeHead(status, { ...this.#headers, ...headers })
    this.#response.flushHeaders()
  }

  write(text: string): void {
    if (!this.signal.aborted) this.#response.write(text)
  }

  end(text: string = ''): void {
    if (this.signal.aborted) return
    this.#end('complete')
    this.#response.end(text)
  }

  json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
    this.begin(status, { 'content-type': 'application/json', ...headers })
    this.end(JSON.stringify(value))
  }

  error({ status, body, headers = {} }: ApiError): void {
    if (typeof body !== 'string') return this.json(status, body, headers)
    this.begin(status, { 'content-type': 'text/html', ...headers })
    this.end(body)
  }

  /** Breaks the connection, after what was written has left. */
  async breakOff(): Promise<void> {
    if (this.signal.aborted) return
    if (this.hasBegun) await new Promise<void>((resolve) => this.#response.write('', () => resolve()))
    this.#end('broken')
    this.#response.destroy()
  }

  /** Waits for `afterMs` from the request's arrival, or until the client has gone. */
  async waitFor(afterMs: number): Promise<void> {
    await waitUntil(this.startedAt + afterMs, this.clock, this.signal)
  }

  #end(outcome: JournalAnswer['outcome']): void {
    this.#settle({
      status: this.hasBegun ? this.#response.statusCode : 0,
      outcome,
      fault: this.faultKind,
      finishReason: this.finishReason,
      usage: this.usage,
      tookMs: this.clock.monotonic() - this.startedAt,
    })
  }
}
