import type { Socket } from 'node:net'
import type { Clock, Random, Timer } from '@larder/cache-core'
import { ByteFaults } from './byte-faults.ts'
import type { DirectionSettings } from './chaos-settings.ts'
import { PacedQueue } from './paced-queue.ts'
import { subSeed } from './sub-seed.ts'

/** What one direction has carried. */
export interface FlowCounters {
  /** Read from the sender, in bytes and in chunks as they came. */
  receivedBytes: number
  receivedChunks: number
  /** Written to the receiver. */
  deliveredBytes: number
  deliveredChunks: number
}

export interface ChaosFlowOptions {
  readonly source: Socket
  readonly target: Socket
  readonly settings: DirectionSettings
  readonly clock: Clock
  readonly random: Random
  readonly counters: FlowCounters
  /** The connection is to be broken off, at both ends. */
  readonly onReset: () => void
}

/** A sender that is so far ahead has to wait, as on a network whose buffers are full, in bytes. */
const MAX_QUEUED_BYTES = 1024 * 1024

/** One direction of a connection: what one socket sends, faulted and paced, is written to the other, in order. */
export class ChaosFlow {
  readonly #options: ChaosFlowOptions
  readonly #queue: PacedQueue
  readonly #faultsSeed: Random
  #faults: ByteFaults
  #timer: Timer | undefined
  #isTurnAwaited = false
  #isBlocked = false
  #isOver = false

  constructor(options: ChaosFlowOptions) {
    const { source, target, settings, random } = options
    this.#options = options
    // Two of them: how TCP cuts the bytes decides how often the pace is drawn, and must not decide the faults.
    this.#faultsSeed = subSeed(random)
    this.#faults = new ByteFaults(settings, this.#faultsSeed)
    this.#queue = new PacedQueue(settings, subSeed(random))
    source.on('data', (chunk: Buffer) => this.#receive(chunk))
    source.on('end', () => this.#queueEnding('end'))
    target.on('drain', () => {
      this.#isBlocked = false
      this.#pump()
    })
  }

  /** Offsets of bytes are counted from here on. What waits is paced anew. */
  set(settings: DirectionSettings): void {
    this.#faults = new ByteFaults(settings, this.#faultsSeed)
    this.#queue.set(settings)
    this.#pump()
  }

  /** Ends the direction now. What its sender sends from here on is lost. */
  halfClose(): void {
    if (this.#isOver) return
    this.stop()
    this.#options.target.end()
    this.#options.source.resume()
  }

  /** Nothing is written any more. */
  stop(): void {
    this.#isOver = true
    this.#timer?.cancel()
    this.#queue.clear()
  }

  #receive(chunk: Buffer): void {
    const { source, clock, counters } = this.#options
    counters.receivedBytes += chunk.length
    counters.receivedChunks++
    if (this.#isOver) return
    const { bytes, ending } = this.#faults.take(chunk)
    if (bytes.length > 0) this.#queue.push(bytes, clock.monotonic())
    if (this.#queue.bytes > MAX_QUEUED_BYTES) source.pause()
    if (ending) this.#queueEnding(ending)
    else this.#pump()
  }

  #queueEnding(ending: 'end' | 'reset'): void {
    if (this.#isOver) return
    this.#queue.pushEnding(ending, this.#options.clock.monotonic())
    this.#pump()
  }

  /** Writes what is due, and comes back for the rest. */
  #pump(): void {
    const { clock } = this.#options
    this.#timer?.cancel()
    while (!this.#isBlocked && !this.#isOver && !this.#isTurnAwaited) {
      const dueMs = this.#queue.dueMs(clock.monotonic())
      if (dueMs === undefined) return
      const waitMs = dueMs - clock.monotonic()
      if (waitMs > 0) {
        this.#timer = clock.setTimer(() => this.#pump(), waitMs)
        return
      }
      this.#deliver()
    }
  }

  #deliver(): void {
    const { source, target, onReset } = this.#options
    const next = this.#queue.take(this.#options.clock.monotonic())
    if (next === 'reset') return onReset()
    if (next === 'end') return this.halfClose()
    this.#count(next.length)
    this.#isBlocked = !target.write(next)
    if (source.isPaused() && this.#queue.bytes <= MAX_QUEUED_BYTES / 2) source.resume()
    if (this.#queue.isChopping) this.#awaitTurn()
  }

  /** Writes without a whole turn of the event loop between them would be read as one, by a client of this process. */
  #awaitTurn(): void {
    this.#isTurnAwaited = true
    const go = () => {
      this.#isTurnAwaited = false
      this.#pump()
    }
    setImmediate(() => setImmediate(go))
  }

  #count(bytes: number): void {
    this.#options.counters.deliveredBytes += bytes
    this.#options.counters.deliveredChunks++
  }
}
