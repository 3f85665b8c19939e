import { connect, type Socket } from 'node:net'
import { once } from 'node:events'

/** A command as it travels. */
export function encodeCommand(args: readonly (string | number | Buffer)[]): Buffer {
  const parts = args.flatMap((arg) => {
    const bytes = Buffer.isBuffer(arg) ? arg : Buffer.from(String(arg))
    return [Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]
  })
  return Buffer.concat([Buffer.from(`*${args.length}\r\n`), ...parts])
}

/** Longer than any reply's beginning or end that could look like it. */
const MARKER = 'larder-scaling-end-of-replies'
const END = Buffer.from(`$${MARKER.length}\r\n${MARKER}\r\n`)
const ASK_FOR_END = encodeCommand(['ECHO', MARKER])

/** A bare connection that reads replies without understanding them: a client that costs next to nothing. */
export class RawConnection {
  readonly socket: Socket
  bytesRead = 0
  #tail: Buffer = Buffer.alloc(0)
  #onEnd: (() => void) | undefined
  #onData: ((chunk: Buffer) => void) | undefined

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('error', () => {
      // Whoever waits notices by time.
    })
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    return new RawConnection(socket)
  }

  onData(listener: (chunk: Buffer) => void): void {
    this.#onData = listener
  }

  /** Sends commands in one write; resolves when all of their replies are here. One at a time. */
  exchange(commands: Buffer): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#onEnd = resolve
    this.socket.write(Buffer.concat([commands, ASK_FOR_END]))
    return promise
  }

  close(): void {
    this.socket.destroy()
  }

  #read(chunk: Buffer): void {
    this.bytesRead += chunk.length
    this.#onData?.(chunk)
    if (!this.#onEnd) return
    this.#tail =
      chunk.length >= END.length
        ? chunk.subarray(-END.length)
        : Buffer.concat([this.#tail, chunk]).subarray(-END.length)
    if (!this.#tail.equals(END)) return
    this.#tail = Buffer.alloc(0)
    const end = this.#onEnd
    this.#onEnd = undefined
    end()
  }
}
