import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AirtableSimulatorOptions } from './simulator-options.ts'
import type { Faults } from './faults.ts'
import { once } from 'node:events'
import type { Quota } from './quota.ts'
import type { RequestJournal } from './request-journal.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import { Simulator } from './simulator.ts'
import type { WebhookRegistry } from '../webhooks/webhook-registry.ts'

export interface AirtableSimulator {
  /** What clients take as `endpointUrl`. */
  readonly url: string
  readonly faults: Faults
  readonly journal: RequestJournal
  /** The calls of this month, and their limit. */
  readonly quota: Quota
  /** A base's state, for assertions and for changes as a person makes them. Throws when there is none of that id. */
  base(id: string): SimulatedBase
  /** A base's webhooks, and the switches for what goes wrong with them. Throws when there is no such base. */
  webhooks(baseId: string): WebhookRegistry
  /** Ends every listing under way, as a restart of Airtable's servers does. */
  expireIterators(): void
  /** Ends every lockout, and forgets the requests of the last second. */
  resetLimiter(): void
  /** Stops listening and breaks what is open. Idempotent. */
  close(): Promise<void>
}

/** Room for addresses that are to be refused: Node's own limit would answer in other words. */
const MAX_HEADER_BYTES = 256 * 1_024

/** Starts a local Airtable on 127.0.0.1. Rejects when the port is taken. */
export async function startAirtableSimulator(
  options: AirtableSimulatorOptions = {},
): Promise<AirtableSimulator> {
  const simulator = new Simulator(options)
  const { context } = simulator
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    void simulator.handle(request, response)
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  if (simulator.attachmentUrls) simulator.attachmentUrls.origin = url
  return {
    url,
    faults: simulator.faults,
    journal: simulator.journal,
    quota: simulator.quota,
    base: (id) => known(context.bases, id),
    webhooks: (baseId) => known(context.webhooks, baseId),
    expireIterators: () => context.lister.expireAll(),
    resetLimiter: () => simulator.limiter.reset(),
    close: async () => {
      for (const webhooks of context.webhooks.values()) webhooks.close()
      await closeServer(server)
    },
  }
}

function known<T>(byId: ReadonlyMap<string, T>, id: string): T {
  const found = byId.get(id)
  if (found === undefined)
    throw new Error(`The simulator has no base ${id}; it has ${[...byId.keys()].join(', ')}.`)
  return found
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
