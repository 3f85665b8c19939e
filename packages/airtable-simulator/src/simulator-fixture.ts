import { afterEach } from 'vitest'
import { reservasDemo } from './seed/reservas-demo.ts'
import { type AirtableSimulator, startAirtableSimulator } from './server/start-airtable-simulator.ts'
import type { AirtableSimulatorOptions } from './server/simulator-options.ts'

/** The base that most tests use. */
export const BASE = 'appReservasDemo01'

/** Few reservations: every test starts with a base of its own. */
const small = reservasDemo({ reservations: 100 })

const running = new Set<AirtableSimulator>()
afterEach(async () => {
  for (const simulator of running) await simulator.close()
  running.clear()
})

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON that was sent, or the text when it is none. */
  readonly body: Body
}

export interface Body {
  readonly id: string
  readonly createdTime: string
  readonly commentCount?: number
  readonly fields: Readonly<Record<string, unknown>>
  readonly records: readonly Body[]
  readonly offset?: string
  readonly createdRecords?: readonly string[]
  readonly updatedRecords?: readonly string[]
  readonly error?: unknown
  readonly [other: string]: unknown
}

export interface SimulatorFixture {
  readonly simulator: AirtableSimulator
  /** Asks for a path behind `/v0/`. A body that is text goes as it is. */
  readonly call: (method: string, path: string, body?: unknown, token?: string | null) => Promise<Answer>
  /** Asks for a path behind `/v0/appReservasDemo01/`. */
  readonly inBase: (method: string, path: string, body?: unknown) => Promise<Answer>
}

/** A simulator without limits and with 100 reservations on a free port, closed after the test. */
export async function startFixture(options: AirtableSimulatorOptions = {}): Promise<SimulatorFixture> {
  const simulator = await startAirtableSimulator({ limiter: 'off', bases: [small], ...options })
  running.add(simulator)
  const call: SimulatorFixture['call'] = async (method, path, body, token = 'pat') => {
    const response = await fetch(`${simulator.url}/v0/${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) }
  }
  return { simulator, call, inBase: (method, path, body) => call(method, `${BASE}/${path}`, body) }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body
  } catch {
    return text as unknown as Body
  }
}
