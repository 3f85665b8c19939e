import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { type Clock, type Random, systemClock } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import { ChaosConnection } from './chaos-connection.ts'
import type { FlowCounters } from './chaos-flow.ts'
import {
  type AcceptMode,
  assertSettings,
  type ChaosSettings,
  type Direction,
  type DirectionSettings,
} from './chaos-settings.ts'
import { freePort } from './free-port.ts'

export interface ChaosProxyOptions extends ChaosSettings {
  /** Where it listens on 127.0.0.1. Default: a free port. */
  readonly port?: number | undefined
  /** Default: a SeededRandom with seed 1, so that every run meets the same faults. */
  readonly random?: Random | undefined
  readonly clock?: Clock | undefined
}

/** What a proxy has done since its start. */
export interface ChaosCounters {
  /** Accepted, whatever became of them. */
  readonly connections: number
  /** Of clients, now. */
  readonly openConnections: number
  readonly toServer: Readonly<FlowCounters>
  readonly toClient: Readonly<FlowCounters>
}

/** Which connections: those whose port CLIENT LIST shows. */
export interface ConnectionChoice {
  readonly serverSidePort?: number | undefined
}

/** A TCP proxy on 127.0.0.1 that does to connections what networks do. TLS passes through it as any bytes do. */
export interface ChaosProxy {
  readonly port: number
  /** The URL with the proxy in the place of its host and port. */
  through(url: string): string
  /**
   * Changes what is given and leaves the rest: a direction as a whole, for connections that are open too, whose byte offsets
   * are counted from now. Resolves when it holds; at once, but for `accept`. Rejects with a RangeError that lists bad
   * settings. With a choice, the directions are changed for these connections alone.
   */
  set(settings: ChaosSettings, choice?: ConnectionChoice): Promise<void>
  /** Forwards everything as it is. What was swallowed or silent stays so. */
  heal(): Promise<void>
  /** Breaks connections off at both ends, with RST. Default: all. */
  reset(choice?: ConnectionChoice): void
  /** Ends one direction of connections with FIN; the other one goes on. Default: of all. */
  halfClose(direction: Direction, choice?: ConnectionChoice): void
  counters(): ChaosCounters
  /** Breaks everything off and stops listening. Idempotent. */
  close(): Promise<void>
}

/**
 * Starts a proxy in this process. Rejects when its port is taken.
 *
 * @example
 * const proxy = await startChaosProxy(server)
 * await proxy.set({ toClient: { delayMs: 40, jitterMs: 20 } })
 */
export async function startChaosProxy(
  target: { readonly host?: string | undefined; readonly port: number },
  options: ChaosProxyOptions = {},
): Promise<ChaosProxy> {
  const port = options.port ?? (await freePort())
  const proxy = new TcpProxy({ host: target.host ?? '127.0.0.1', port: target.port }, port, options)
  await proxy.set(options)
  return proxy
}

class TcpProxy implements ChaosProxy {
  readonly port: number
  readonly #target: { readonly host: string; readonly port: number }
  readonly #clock: Clock
  readonly #random: Random
  readonly #connections = new Set<ChaosConnection>()
  readonly #traffic = { toServer: noTraffic(), toClient: noTraffic() }
  #directions: Record<Direction, DirectionSettings> = { toServer: {}, toClient: {} }
  #accept: AcceptMode = 'forward'
  #server: Server | undefined
  #accepted = 0
  #isClosed = false
  #listening: Promise<unknown> = Promise.resolve()

  constructor(target: { host: string; port: number }, port: number, options: ChaosProxyOptions) {
    this.#target = target
    this.port = port
    this.#clock = options.clock ?? systemClock
    this.#random = options.random ?? new SeededRandom(1)
  }

  through(url: string): string {
    const through = new URL(url)
    through.host = `127.0.0.1:${this.port}`
    return through.href
  }

  async set(settings: ChaosSettings, choice: ConnectionChoice = {}): Promise<void> {
    assertSettings(settings)
    for (const direction of ['toServer', 'toClient'] as const) {
      const given = settings[direction]
      if (!given) continue
      if (choice.serverSidePort === undefined) this.#directions[direction] = given
      for (const connection of this.#chosen(choice)) connection.set(direction, given)
    }
    this.#accept = settings.accept ?? this.#accept
    if (this.#accept === 'forward') this.#release()
    await this.#settle()
  }

  heal(): Promise<void> {
    return this.set({ accept: 'forward', toServer: {}, toClient: {} })
  }

  reset(choice: ConnectionChoice = {}): void {
    for (const connection of this.#chosen(choice)) connection.reset()
  }

  halfClose(direction: Direction, choice: ConnectionChoice = {}): void {
    for (const connection of this.#chosen(choice)) connection.halfClose(direction)
  }

  counters(): ChaosCounters {
    const { toServer, toClient } = this.#traffic
    return {
      connections: this.#accepted,
      openConnections: this.#connections.size,
      toServer: { ...toServer },
      toClient: { ...toClient },
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const connection of this.#connections) connection.destroy()
    await this.#settle()
  }

  #chosen({ serverSidePort }: ConnectionChoice): readonly ChaosConnection[] {
    return [...this.#connections].filter(
      (each) => serverSidePort === undefined || each.serverSidePort === serverSidePort,
    )
  }

  #release(): void {
    for (const connection of this.#connections) if (connection.isHeld) connection.forward(this.#directions)
  }

  /** One after the other: a server that has been told to listen cannot be told to stop before it does. */
  #settle(): Promise<void> {
    const settled = this.#listening.then(() => {
      if (this.#isClosed || this.#accept === 'refuse') return this.#stopListening()
      return this.#server ? undefined : this.#listen()
    })
    this.#listening = settled.catch(() => {})
    return settled
  }

  #stopListening(): void {
    this.#server?.close()
    this.#server = undefined
  }

  async #listen(): Promise<void> {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => this.#admit(client))
    server.listen(this.port, '127.0.0.1')
    try {
      await once(server, 'listening')
    } catch (cause) {
      throw new Error(`The chaos proxy cannot listen on port ${this.port}: give it another one.`, { cause })
    }
    this.#server = server
  }

  #admit(client: Socket): void {
    this.#accepted++
    if (this.#isClosed) return void client.destroy()
    const connection = new ChaosConnection({
      client,
      target: this.#target,
      clock: this.#clock,
      random: this.#random,
      counters: this.#traffic,
      onClose: () => this.#connections.delete(connection),
    })
    this.#connections.add(connection)
    if (this.#accept === 'forward') connection.forward(this.#directions)
    else if (this.#accept === 'silent') connection.silence()
    else if (this.#accept === 'reset') connection.reset()
  }
}

function noTraffic(): FlowCounters {
  return { receivedBytes: 0, receivedChunks: 0, deliveredBytes: 0, deliveredChunks: 0 }
}
