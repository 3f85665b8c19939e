import { connect, type Socket } from 'node:net'
import type { Clock, Random } from '@larder/cache-core'
import { ChaosFlow, type FlowCounters } from './chaos-flow.ts'
import type { Direction, DirectionSettings } from './chaos-settings.ts'
import { subSeed } from './sub-seed.ts'

export interface ChaosConnectionOptions {
  readonly client: Socket
  readonly target: { readonly host: string; readonly port: number }
  readonly clock: Clock
  readonly random: Random
  readonly counters: Readonly<Record<Direction, FlowCounters>>
  readonly onClose: () => void
}

/** A client's connection to the proxy, and, if it is forwarded, the proxy's to the server. */
export class ChaosConnection {
  readonly #options: ChaosConnectionOptions
  readonly #sockets = new Set<Socket>()
  readonly #seeds: Readonly<Record<Direction, Random>>
  #flows: Readonly<Record<Direction, ChaosFlow>> | undefined
  #isHeld = true
  /** As CLIENT LIST shows it, when there is one. */
  #serverSidePort: number | undefined

  constructor(options: ChaosConnectionOptions) {
    this.#options = options
    const { random } = options
    // Drawn here, so that no fault depends on what another connection or direction has met.
    const [toServer, toClient] = [subSeed(random), subSeed(random)]
    this.#seeds = { toServer, toClient }
    this.#watch(options.client)
  }

  /** Port of the connection to the server, as CLIENT LIST shows it; `undefined` before there is one. */
  get serverSidePort(): number | undefined {
    return this.#serverSidePort
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  forward(settings: Readonly<Record<Direction, DirectionSettings>>): void {
    const { client, target, clock, counters } = this.#options
    const server = connect({ ...target, noDelay: true, allowHalfOpen: true })
    server.once('connect', () => (this.#serverSidePort = server.localPort))
    this.#isHeld = false
    this.#watch(server)
    const onReset = () => this.reset()
    const flow = (source: Socket, sink: Socket, direction: Direction) =>
      new ChaosFlow({
        source,
        target: sink,
        settings: settings[direction],
        clock,
        random: this.#seeds[direction],
        counters: counters[direction],
        onReset,
      })
    this.#flows = {
      toServer: flow(client, server, 'toServer'),
      toClient: flow(server, client, 'toClient'),
    }
  }

  /** Reads, and never says a word. */
  silence(): void {
    const { client, counters } = this.#options
    this.#isHeld = false
    client.on('data', (chunk: Buffer) => {
      counters.toServer.receivedBytes += chunk.length
      counters.toServer.receivedChunks++
    })
    client.on('end', () => client.end())
  }

  set(direction: Direction, settings: DirectionSettings): void {
    this.#flows?.[direction].set(settings)
  }

  halfClose(direction: Direction): void {
    this.#flows?.[direction].halfClose()
  }

  /** RST at both ends, now. */
  reset(): void {
    this.#stop()
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  destroy(): void {
    this.#stop()
    for (const socket of this.#sockets) socket.destroy()
  }

  #stop(): void {
    this.#isHeld = false
    this.#flows?.toServer.stop()
    this.#flows?.toClient.stop()
  }

  /** One end that breaks off takes the other along. */
  #watch(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => this.reset())
    socket.once('close', () => {
      this.#sockets.delete(socket)
      if (this.#sockets.size === 0) this.#options.onClose()
    })
  }
}
