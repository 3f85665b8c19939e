import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import {
  type AirtableSimulator,
  type LimiterMode,
  reservasDemo,
  startAirtableSimulator,
} from '@larder/airtable-simulator'
import { createRedisBackend } from '@larder/redis-adapter'
import { createAirtableClient } from '../airtable-client.ts'
import { AirtableSource } from '../airtable-source.ts'
import { AirtableWebhooks, type AirtableWebhooksOptions } from './airtable-webhooks.ts'
import { LocalWebhookState } from './local-webhook-state.ts'
import { SharedWebhookState } from './shared-webhook-state.ts'
import type { ChangeEvent, GapReason } from './webhook-receiver.ts'

export const BASE: string = 'appReservasDemo01'
export const MESA: string = 'recMesa0000000001'
/** Few reservations: a simulator for each test. */
const SMALL = reservasDemo({ reservations: 20 })

/** One process that follows the demo base. */
export interface LiveProcess {
  readonly webhooks: AirtableWebhooks
  readonly gaps: readonly GapReason[]
  readonly changes: readonly ChangeEvent[]
  /** Whether it was told of the record, or that it may have missed it, since it was last forgotten. */
  readonly knows: (recordId: string) => boolean
  readonly forget: () => void
  readonly state: () => string | undefined
  readonly close: () => Promise<void>
  /** Ends it so that nothing is given back: its connections are cut first. */
  readonly kill: () => Promise<void>
}

export interface LiveWebhooks extends AsyncDisposable {
  readonly simulator: AirtableSimulator
  readonly start: (options?: LiveOptions) => Promise<LiveProcess>
  /** A change that somebody makes in the base. */
  readonly change: (recordId?: string) => void
  readonly count: (what: RegExp) => number
  readonly close: () => Promise<void>
}

export interface LiveOptions extends Partial<AirtableWebhooksOptions> {
  /** Default: nothing is shared. */
  readonly redisUrl?: string | undefined
  /** Whether pings come to this process. Default true. */
  readonly hasAddress?: boolean
}

/** A simulator over HTTP, and processes behind one address that takes pings for all of them in turn. */
export async function liveWebhooks(limiter: LimiterMode = 'documented'): Promise<LiveWebhooks> {
  const simulator = await startAirtableSimulator({ limiter, bases: [SMALL] })
  const processes: LiveProcess[] = []
  let turn = 0
  const balancer = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { webhooks } = processes[turn++ % processes.length] as LiveProcess
      const headers = new Headers({
        'x-airtable-content-mac': String(incoming.headers['x-airtable-content-mac']),
      })
      void webhooks
        .answerPing(BASE, Buffer.concat(chunks), headers)
        .then(({ status }) => response.writeHead(status).end())
    })
  })
  balancer.listen(0, '127.0.0.1')
  await once(balancer, 'listening')
  const address = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}/hooks`
  let capacity = 10
  const close = async () => {
    await Promise.all(processes.map((process) => process.close()))
    balancer.close()
    balancer.closeAllConnections()
    await simulator.close()
  }
  return {
    simulator,
    change: (recordId = MESA) =>
      simulator.base(BASE).asUser().updateRecord('Mesas', recordId, { Capacidad: capacity++ }),
    count: (what) =>
      simulator.journal.entries.filter(({ method, path }) => what.test(`${method} ${path}`)).length,
    start: async (options) => {
      const process = await startProcess(simulator.url, address, options)
      const { close, kill } = process
      const leave = (end: () => Promise<void>) => () => {
        if (processes.includes(process)) processes.splice(processes.indexOf(process), 1)
        return end()
      }
      const known = Object.assign(process, { close: leave(close), kill: leave(kill) })
      processes.push(known)
      return known
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function startProcess(
  endpointUrl: string,
  address: string,
  { redisUrl, hasAddress = true, ...options }: LiveOptions = {},
): Promise<LiveProcess> {
  const backend =
    redisUrl === undefined ? undefined : createRedisBackend({ url: redisUrl, deadlineMs: 2_000 })
  const changes: ChangeEvent[] = []
  const gaps: GapReason[] = []
  const known = new Set<string>()
  let isGap = false
  const webhooks = new AirtableWebhooks({
    bases: [BASE],
    source: new AirtableSource({
      client: createAirtableClient({ apiKey: 'pat', endpointUrl }),
      attempts: 1,
      attemptTimeoutMs: 2_000,
    }),
    state: backend ? new SharedWebhookState({ backend, namespace: 'ns' }) : new LocalWebhookState(),
    notificationUrl: hasAddress ? () => address : undefined,
    receiver: {
      onChange: (event) => {
        changes.push(event)
        for (const { created, changed, destroyed } of event.changes.tables)
          for (const id of [...created, ...changed, ...destroyed]) known.add(id)
      },
      onGap: ({ reason }) => {
        gaps.push(reason)
        isGap = true
      },
    },
    ...options,
  })
  if (backend) await connected(() => backend.store.check(backend.store.nodes()[0] ?? ''))
  webhooks.start()
  const close = async () => {
    await webhooks.close()
    await backend?.close()
  }
  return {
    webhooks,
    gaps,
    changes,
    knows: (recordId) => isGap || known.has(recordId),
    forget: () => {
      known.clear()
      isGap = false
    },
    state: () => webhooks.status()[0]?.state,
    close,
    kill: async () => {
      await backend?.close()
      await webhooks.close()
    },
  }
}

async function connected(check: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await check()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
