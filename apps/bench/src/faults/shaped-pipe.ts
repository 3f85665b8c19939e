import type { Socket } from 'node:net'
import type { Random } from '@larder/cache-core'
import type { LineShape } from './chaos-proxy.ts'

/** One direction of a connection: pieces arrive in order, each when its delay and those before it let it. */
export class ShapedPipe {
  readonly #to: Socket
  readonly #shape: () => LineShape
  readonly #random: Random
  readonly #queue: { readonly dueAt: number; readonly deliver: () => void }[] = []
  #timer: NodeJS.Timeout | undefined
  /** When the last piece that waits will have arrived. */
  #freeAt = 0

  constructor(to: Socket, shape: () => LineShape, random: Random) {
    this.#to = to
    this.#shape = shape
    this.#random = random
  }

  write(bytes: Buffer): void {
    const size = Math.min(this.#shape().maxPieceBytes, bytes.length)
    for (let from = 0; from < bytes.length; from += size) this.#send(bytes.subarray(from, from + size))
  }

  end(): void {
    this.#deliver(this.#freeAt, () => this.#to.end())
  }

  #send(piece: Buffer): void {
    const { delayMs, jitterMs, bytesPerSecond } = this.#shape()
    const delay = Math.max(0, delayMs + jitterMs * (2 * this.#random.next() - 1))
    const travelMs = (piece.length / bytesPerSecond) * 1_000
    this.#freeAt = Math.max(performance.now() + delay, this.#freeAt) + travelMs
    this.#deliver(this.#freeAt, () => {
      if (this.#to.writable) this.#to.write(piece)
    })
  }

  /** At once where nothing is to be waited for. One timer for all: two would not keep the order. */
  #deliver(dueAt: number, deliver: () => void): void {
    this.#queue.push({ dueAt, deliver })
    if (this.#timer === undefined) this.#flush()
  }

  #flush(): void {
    this.#timer = undefined
    let next = this.#queue[0]
    for (; next && next.dueAt <= performance.now(); next = this.#queue[0]) {
      this.#queue.shift()
      next.deliver()
    }
    if (next) this.#timer = setTimeout(() => this.#flush(), next.dueAt - performance.now())
  }
}
