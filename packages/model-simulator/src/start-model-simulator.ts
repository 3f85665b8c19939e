import { createServer, type Server } from 'node:http'
import type { Account } from './account.ts'
import type { AddressInfo } from 'node:net'
import type { Chaos } from './chaos.ts'
import type { Journal } from './journal.ts'
import type { ModelSimulatorOptions } from './simulator-options.ts'
import { once } from 'node:events'
import type { Pacing } from './pacing.ts'
import type { ProviderName } from './quirks.ts'
import { Simulator } from './simulator.ts'

export interface ModelSimulator {
  /** Without a path: `http://127.0.0.1:port`. */
  readonly url: string
  readonly journal: Journal
  readonly chaos: Chaos
  readonly pacing: Pacing
  /** What a client of this provider takes as its base URL. Throws when the simulator does not play it. */
  baseUrl(provider: ProviderName): string
  /** The provider's account: its balance and its keys. Throws when the simulator does not play it. */
  account(provider: ProviderName): Account
  /** Stops listening and breaks what is open. Idempotent. */
  close(): Promise<void>
}

/** Starts a local OpenAI-compatible server on 127.0.0.1. Rejects when the port is taken or an option makes no sense. */
export async function startModelSimulator(options: ModelSimulatorOptions = {}): Promise<ModelSimulator> {
  const simulator = new Simulator(options)
  const server = createServer((request, response) => void simulator.handle(request, response))
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const account = (provider: ProviderName): Account => {
    const found = simulator.accounts.find(({ quirks }) => quirks.provider === provider)
    if (!found) throw new Error(`This simulator does not play ${provider}: see its option quirks.`)
    return found
  }
  return {
    url,
    journal: simulator.journal,
    chaos: simulator.chaos,
    pacing: simulator.pacing,
    baseUrl: (provider) => `${url}${account(provider).prefix}${provider === 'openai' ? '/v1' : ''}`,
    account,
    close: () => closeServer(server),
  }
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
