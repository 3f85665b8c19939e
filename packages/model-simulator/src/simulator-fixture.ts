import { FakeClock } from '@larder/cache-core/testing'
import { type ModelSimulator, startModelSimulator } from './start-model-simulator.ts'
import { afterEach } from 'vitest'
import type { ModelSimulatorOptions } from './simulator-options.ts'
import OpenAI from 'openai'
import type { ProviderName } from './quirks.ts'

const running = new Set<ModelSimulator>()
afterEach(async () => {
  for (const simulator of running) await simulator.close()
  running.clear()
})

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON that was sent; throws where it was none. */
  readonly json: () => unknown
}

export interface SimulatorFixture {
  readonly simulator: ModelSimulator
  /** The official client, which tries once. */
  readonly client: OpenAI
  /** Asks for a chat completion without a client. */
  readonly chat: (body: Readonly<Record<string, unknown>>, signal?: AbortSignal) => Promise<Answer>
  readonly get: (path: string) => Promise<Answer>
}

export const HELLO = [{ role: 'user', content: 'Mesa para dos' }] as const

/** A simulator of one provider on a free port, closed after the test. */
export async function startFixture(
  provider: ProviderName,
  options: ModelSimulatorOptions = {},
): Promise<SimulatorFixture> {
  const simulator = await startModelSimulator({
    quirks: provider,
    // Models shut down by the clock: tests live at one time, whenever they run.
    clock: new FakeClock(Date.UTC(2026, 10, 1)),
    ...options,
  })
  running.add(simulator)
  const baseURL = simulator.baseUrl(provider)
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
    const response = await fetch(`${baseURL}${path}`, { headers, ...init })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text) as unknown,
    }
  }
  return {
    simulator,
    client: new OpenAI({ apiKey: 'sk-test', baseURL, maxRetries: 0, organization: null, project: null }),
    chat: (body, signal) =>
      ask('/chat/completions', { method: 'POST', body: JSON.stringify(body), ...(signal ? { signal } : {}) }),
    get: (path) => ask(path, {}),
  }
}

/** All that a client's stream brings. */
export async function allOf<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = []
  for await (const item of stream) items.push(item)
  return items
}

/** The events of a stream, [DONE] left out. */
export function eventsOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice('data: '.length)) as Readonly<Record<string, unknown>>)
}
