import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { Random } from '@larder/cache-core'
import { ShapedPipe } from './shaped-pipe.ts'

/** How bytes travel, in both directions. */
export interface LineShape {
  readonly delayMs: number
  /** Added to the delay, or taken from it, at random. */
  readonly jitterMs: number
  /** Of each connection. */
  readonly bytesPerSecond: number
  /** Of what is written at once; what comes in one piece is cut up. */
  readonly maxPieceBytes: number
}

export const CLEAR_LINE: LineShape = {
  delayMs: 0,
  jitterMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  maxPieceBytes: Number.POSITIVE_INFINITY,
}

/** What is done to a piece of a reply, once. */
export type ReplySpoiler = (
  piece: Buffer,
  line: { readonly cut: () => void; readonly reset: () => void },
) => Buffer

/** A line between client and server with whatever goes wrong on lines. Seeded; writes without Nagle's delay, both ways. */
export class ChaosProxy {
  shape: LineShape = CLEAR_LINE
  /** New connections are accepted and get no answer. */
  isSilent = false
  /** The first byte of each connection from a client. */
  readonly firstBytes: number[] = []
  readonly #server: Server
  readonly #random: Random
  readonly #sockets = new Set<Socket>()
  readonly #spoilers: ReplySpoiler[] = []
  #spoilt = 0

  private constructor(server: Server, targetPort: number, random: Random) {
    this.#server = server
    this.#random = random
    server.on('connection', (client) => this.#join(client, targetPort))
  }

  static async open(targetPort: number, random: Random): Promise<ChaosProxy> {
    const server = createServer({ noDelay: true, allowHalfOpen: true })
    const proxy = new ChaosProxy(server, targetPort, random)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Replies that were spoilt so far. */
  get spoilt(): number {
    return this.#spoilt
  }

  /** Spoils the next piece of a reply, on whichever connection it comes. */
  spoilNext(spoiler: ReplySpoiler): void {
    this.#spoilers.push(spoiler)
  }

  /** Ends every connection with RST. */
  resetAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(client: Socket, targetPort: number): void {
    this.#keep(client)
    client.once('data', (bytes: Buffer) => this.firstBytes.push(bytes[0] ?? 0))
    if (this.isSilent) return
    const server = connect({ port: targetPort, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    this.#keep(server)
    const there = new ShapedPipe(server, () => this.shape, this.#random)
    const back = new ShapedPipe(client, () => this.shape, this.#random)
    client.on('data', (bytes: Buffer) => there.write(bytes))
    server.on('data', (bytes: Buffer) => back.write(this.#spoil(bytes, client, server)))
    client.on('end', () => there.end())
    server.on('end', () => back.end())
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  }

  #spoil(bytes: Buffer, client: Socket, server: Socket): Buffer {
    const spoiler = this.#spoilers.shift()
    if (!spoiler) return bytes
    this.#spoilt++
    // What is left of the piece is to arrive before the end does.
    const later = (end: () => void) => () => void setTimeout(end, 2)
    return spoiler(bytes, {
      cut: later(() => client.end()),
      reset: later(() => {
        client.resetAndDestroy()
        server.destroy()
      }),
    })
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => this.#sockets.delete(socket))
  }
}
