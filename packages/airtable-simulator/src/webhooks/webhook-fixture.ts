import { afterEach } from 'vitest'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BASE, type SimulatorFixture, startFixture } from '../simulator-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'
import type { WebhookSpecification } from './webhook-specification.ts'

/** For what a busy machine may take long for. */
export const eventually: { readonly timeout: number } = { timeout: 20_000 }
export const DAY_MS: number = 86_400_000
export const MESAS: string = 'tblMesas000000000'
export const CAPACIDAD: string = 'fldMesaCapacidad0'
export const ZONA: string = 'fldMesaZona000000'

export interface Payload {
  readonly changedTablesById?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly [other: string]: unknown
}

export type Views = Readonly<Record<string, object>>

export interface Page {
  readonly payloads: readonly Payload[]
  readonly cursor: number
  readonly mightHaveMore: boolean
}

export interface Hook {
  readonly id: string
  readonly macSecretBase64: string
  readonly expirationTime: string
}

/** Watches all there is. */
export const everything: WebhookSpecification = {
  options: { filters: { dataTypes: ['tableData', 'tableFields', 'tableMetadata'] } },
}

export interface WebhookFixture extends SimulatorFixture {
  readonly clock: FakeClock
  readonly create: (specification?: object, notificationUrl?: string) => Promise<Hook>
  readonly payloads: (id: string, query?: string) => Promise<Page>
  readonly list: () => Promise<readonly Readonly<Record<string, unknown>>[]>
}

export async function webhookFixture(): Promise<WebhookFixture> {
  const clock = new FakeClock()
  const { simulator, call, inBase } = await startFixture({ clock })
  const create = async (specification: object = everything, notificationUrl?: string) => {
    const { body } = await call('POST', `bases/${BASE}/webhooks`, { notificationUrl, specification })
    return body as unknown as Hook
  }
  const payloads = async (id: string, query = '') =>
    (await call('GET', `bases/${BASE}/webhooks/${id}/payloads${query}`)).body as unknown as Page
  const list = async () =>
    (await call('GET', `bases/${BASE}/webhooks`)).body['webhooks'] as Readonly<Record<string, unknown>>[]
  return { clock, simulator, call, inBase, create, payloads, list }
}

export interface Ping {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export interface Listener {
  readonly url: string
  readonly pings: readonly Ping[]
  /** How it answers from now on. */
  readonly state: { status: number; location?: string; hold?: Promise<void> }
}

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** Takes pings; closed after the test. */
export async function listen(): Promise<Listener> {
  const pings: Ping[] = []
  const state: Listener['state'] = { status: 204 }
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()))
    incoming.on('end', () => {
      pings.push({ headers: incoming.headers, body })
      void (state.hold ?? Promise.resolve()).then(() =>
        response
          .writeHead(state.status, state.location === undefined ? {} : { location: state.location })
          .end(),
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => server.close())
  return { pings, state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}
