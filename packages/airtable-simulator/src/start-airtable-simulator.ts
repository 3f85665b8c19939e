import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Clock, type Random, systemClock, waitFor } from '@larder/cache-core'
import {
  answer,
  type ApiContext,
  type ApiRequest,
  type RequestKind,
  type Route,
  routeOf,
  tokenOf,
} from './simulator-api.ts'
import { ApiError, rateLimitReached, type RateLimitBody } from './api-error.ts'
import type { BaseData } from './base-data.ts'
import { faultError, Faults } from './faults.ts'
import { Limiter, type LimiterMode } from './limiter.ts'
import { RecordLister } from './list-records.ts'
import { RequestJournal } from './request-journal.ts'
import { reservasDemo } from './seed/reservas-demo.ts'
import { SeededRandom } from '@larder/cache-core/testing'
import { SimulatedBase } from './simulated-base.ts'

export interface AirtableSimulatorOptions {
  /** Default 0: a free one. */
  readonly port?: number | undefined
  /** Default: the base "Reservas Demo". */
  readonly bases?: readonly BaseData[] | undefined
  /** Default `documented`: 5 requests/s per base, then 30 s of 429. */
  readonly limiter?: LimiterMode | undefined
  /** Default 30,000. */
  readonly lockoutMs?: number | undefined
  /** Which documented shape a rate-limit 429 has. Default `plural`, which production logs show. */
  readonly rateLimitBody?: RateLimitBody | undefined
  /** How long an unused listing lives, in ms. Default 300,000. */
  readonly iteratorTtlMs?: number | undefined
  /** Tokens that are good. Default: any. */
  readonly tokens?: readonly string[] | undefined
  readonly clock?: Clock | undefined
  /** Makes new ids. Default: seeded, the same at every start. */
  readonly random?: Random | undefined
}

export interface AirtableSimulator {
  /** What clients take as `endpointUrl`. */
  readonly url: string
  readonly faults: Faults
  readonly journal: RequestJournal
  /** A base's state, for assertions. Throws when there is none of that id. */
  base(id: string): SimulatedBase
  /** Ends every listing under way, as a restart of Airtable's servers does. */
  expireIterators(): void
  /** Stops listening and breaks what is open. Idempotent. */
  close(): Promise<void>
}

/** Starts a local Airtable on 127.0.0.1. Rejects when the port is taken. */
export async function startAirtableSimulator(
  options: AirtableSimulatorOptions = {},
): Promise<AirtableSimulator> {
  const simulator = new Simulator(options)
  const server = createServer((request, response) => void simulator.handle(request, response))
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    faults: simulator.faults,
    journal: simulator.journal,
    base: (id) => simulator.base(id),
    expireIterators: () => simulator.lister.expireAll(),
    close: () => closeServer(server),
  }
}

class Simulator {
  readonly faults = new Faults()
  readonly journal: RequestJournal = new RequestJournal()
  readonly lister: RecordLister
  readonly #limiter: Limiter
  readonly #clock: Clock
  readonly #context: ApiContext
  readonly #rateLimitBody: RateLimitBody

  constructor(options: AirtableSimulatorOptions) {
    const { clock = systemClock, random = new SeededRandom(20_260_101), bases = [reservasDemo()] } = options
    this.#clock = clock
    this.lister = new RecordLister(options.iteratorTtlMs ?? 300_000)
    this.#limiter = new Limiter({
      mode: options.limiter ?? 'documented',
      lockoutMs: options.lockoutMs ?? 30_000,
      clock,
    })
    this.#rateLimitBody = options.rateLimitBody ?? 'plural'
    this.#context = {
      bases: new Map(bases.map((data) => [data.id, new SimulatedBase(data, clock, random)])),
      tokens: options.tokens && new Set(options.tokens),
      lister: this.lister,
    }
  }

  base(id: string): SimulatedBase {
    const base = this.#context.bases.get(id)
    if (!base)
      throw new Error(
        `The simulator has no base ${id}; it has ${[...this.#context.bases.keys()].join(', ')}.`,
      )
    return base
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = this.#clock.now()
    let kind: RequestKind = 'other'
    try {
      const request = await readRequest(incoming)
      const token = tokenOf(request, this.#context)
      const route = routeOf(request)
      kind = route.kind
      const fault = this.faults.take()
      if (this.faults.latencyMs > 0) await waitFor(this.faults.latencyMs, this.#clock, undefined)
      if (fault === 'hang' || fault === 'reset') {
        if (fault === 'reset') incoming.socket.destroy()
        return this.#note(incoming, startedAt, kind, 0)
      }
      if (fault) throw faultError(fault, this.#rateLimitBody)
      send(response, 200, this.#answer(request, route, token))
    } catch (error) {
      if (error instanceof ApiError) send(response, error.status, error.body)
      else
        send(response, 500, {
          error: { type: 'SERVER_ERROR', message: `The simulator failed: ${String(error)}` },
        })
    }
    this.#note(incoming, startedAt, kind, response.statusCode)
  }

  #note(
    { method = '', url: path = '' }: IncomingMessage,
    at: number,
    kind: RequestKind,
    status: number,
  ): void {
    this.journal.add({ at, method, path, kind, status })
  }

  #answer(request: ApiRequest, route: Route, token: string): unknown {
    if (!this.#limiter.admit(route.base ?? 'meta', token)) throw rateLimitReached(this.#rateLimitBody)
    return answer(request, route, this.#context)
  }
}

async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const [rawPath = '/', ...query] = (incoming.url ?? '/').split('?')
  return {
    method: incoming.method ?? 'GET',
    rawPath,
    query: new URLSearchParams(query.join('?')),
    authorization: incoming.headers.authorization,
    bodyText: Buffer.concat(chunks).toString('utf8'),
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const isHtml = typeof body === 'string'
  response.writeHead(status, {
    'content-type': isHtml ? 'text/html' : 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
    vary: 'Accept-Encoding',
  })
  response.end(isHtml ? body : JSON.stringify(body))
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
