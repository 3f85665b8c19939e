import Airtable from 'airtable'
import { afterAll } from 'vitest'
import {
  type AirtableSimulator,
  type AirtableSimulatorOptions,
  startAirtableSimulator,
} from '@larder/airtable-simulator'
import type { Clock } from '@larder/cache-core'
import { readConfig } from './config.ts'
import { conformanceOf } from './openapi/conformance-fixture.ts'
import { type RunningServer, serve } from './serve.ts'

/** The tables and routes that most tests use. */
export const BASE = 'appReservasDemo01'
export const RESERVAS: string = `/v0/${BASE}/Reservas`

export interface LarderFixture {
  readonly url: string
  readonly server: RunningServer
  readonly simulator: AirtableSimulator
  /** The official client, pointed at Larder. */
  readonly airtable: Airtable.Base
  /** Both fail over an answer that is not as the document of the server says. */
  readonly get: (path: string) => Promise<Answer>
  readonly send: (method: string, path: string, body?: unknown) => Promise<Answer>
}

export interface Answer {
  readonly status: number
  /** Parsed where it is JSON. */
  readonly body: unknown
  /** As it came. */
  readonly text: string
  readonly headers: Headers
}

export interface LarderOptions {
  readonly simulator?: AirtableSimulatorOptions
  readonly env?: Readonly<Record<string, string>>
  /** Larder's. */
  readonly clock?: Clock
}

type WithLarder = (body: (larder: LarderFixture) => Promise<void>) => Promise<void>

/** Runs `body` against a Larder on a free port and a simulator of the test's own, and closes both. */
export async function withLarder(
  options: LarderOptions,
  body: (larder: LarderFixture) => Promise<void>,
): Promise<void> {
  await using larder = await startLarder(options)
  await body(larder)
}

/** As `withLarder`, with one of each for all tests of the file. They find nothing cached; what they write stays. */
export function sharedLarder(options: LarderOptions): WithLarder {
  let started: ReturnType<typeof startLarder> | undefined
  afterAll(async () => {
    await (await started)?.[Symbol.asyncDispose]()
  })
  return async (body) => {
    const larder = await (started ??= startLarder(options))
    await emptied(larder)
    await body(larder)
  }
}

/** With nothing cached, and nothing on its way: what is still being written or freed would be counted by the next deletion. */
export async function emptied({ server }: LarderFixture): Promise<void> {
  const { cache } = server.composition
  await cache.settled()
  await cache.clear()
  await cache.settled()
}

/** To be disposed of by whoever starts it. */
export async function startLarder(options: LarderOptions): Promise<LarderFixture & AsyncDisposable> {
  const simulator = await startAirtableSimulator(options.simulator ?? { limiter: 'off' })
  const env = {
    PORT: '0',
    LOG_LEVEL: 'silent',
    AIRTABLE_API_KEY: 'patTest',
    AIRTABLE_ENDPOINT_URL: simulator.url,
    AIRTABLE_BASE_IDS: BASE,
  }
  const server = await serve(readConfig({ ...env, ...options.env }), { clock: options.clock })
  return {
    url: server.url,
    server,
    simulator,
    airtable: clientOf(server.url),
    get: (path) => conformingRequest(server.url, 'GET', path),
    send: (method, path, payload) => conformingRequest(server.url, method, path, payload),
    [Symbol.asyncDispose]: async () => {
      await server.close(100)
      await simulator.close()
    },
  }
}

export function clientOf(endpointUrl: string): Airtable.Base {
  return new Airtable({ apiKey: 'patTest', endpointUrl, noRetryIfRateLimited: true }).base(BASE)
}

async function conformingRequest(
  url: string,
  method: string,
  path: string,
  payload?: unknown,
): Promise<Answer> {
  const conformance = await conformanceOf(url)
  const answer = await request(url, method, path, payload)
  const { status, headers, text } = answer
  const { pathname } = new URL(url + path)
  const seen = { method, path: pathname, status, contentType: headers.get('content-type'), text }
  const complaint = conformance.complaintOf(seen)
  if (complaint !== undefined) throw new Error(complaint)
  return answer
}

export async function request(url: string, method: string, path: string, payload?: unknown): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: 'Bearer patTest', 'content-type': 'application/json' },
    ...(payload === undefined
      ? {}
      : { body: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
