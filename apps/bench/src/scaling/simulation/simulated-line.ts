import { type Random, StoreError } from '@larder/cache-core'
import type { SimulatedServer } from './simulated-server.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** The way between a process and its Redis. */
export interface Route {
  /** There and back, in ms. */
  readonly rttMs: number
  /** Mean of what a packet takes longer than that, one way, in ms. */
  readonly jitterMs: number
  /** Share of packets that are lost and sent again by TCP, which holds up all behind them. */
  readonly loss: number
  readonly bytesPerSecond: number
}

export interface LineOptions {
  readonly clock: VirtualClock
  readonly server: SimulatedServer
  readonly route: Route
  readonly random: Random
  /** Called when it is connected, for the first time or again. */
  readonly onConnected?: (() => void) | undefined
  readonly onBroken?: (() => void) | undefined
}

const DEADLINE_MS = 150
/** As Larder's own connections: see socket-watch.ts. */
const SILENT_DEADLINES = 4
const RECONNECT_CAP_MS = 400
/** TCP sends again after this at the earliest, in ms. */
const RESEND_MS = 200
/** What TCP sends before it waits for an acknowledgement, in bytes; twice as much after each. */
const FIRST_WINDOW_BYTES = 14_600

interface Waiting {
  readonly reject: (error: unknown) => void
}

/** One connection of a process, which keeps the order of what it carries and comes back by itself. */
export class SimulatedLine {
  readonly #options: LineOptions
  readonly #waiting = new Set<Waiting>()
  #life = 0
  #isConnected = false
  #isClosed = false
  #attempts = 0
  #arrivesThere = 0
  #arrivesHere = 0
  #heardAt = 0

  constructor(options: LineOptions) {
    this.#options = options
    options.server.connections.add(this)
    this.#connectLater(0)
  }

  get isConnected(): boolean {
    return this.#isConnected && this.#life === this.#options.server.life
  }

  /** Asks the server to do something that costs so much; resolves to what it did, when the answer is here. */
  call<T>(costUs: number, replyBytes: number, act: () => Promise<T>): Promise<T> {
    if (!this.isConnected) return Promise.reject(unavailable())
    const { clock, server } = this.#options
    const life = this.#life
    return new Promise((resolve, reject) => {
      const waiting = { reject }
      this.#waiting.add(waiting)
      this.#watch(waiting)
      const settle = (end: () => void) => {
        if (!this.#waiting.delete(waiting)) return
        this.#heardAt = clock.monotonic()
        end()
      }
      const answer = (end: () => void) => this.#comeBack(life, replyBytes, () => settle(end))
      this.#arrivesThere = Math.max(this.#arrivesThere, clock.monotonic() + this.#oneWayMs())
      clock.at(this.#arrivesThere, () => {
        // Who gave up does not call it back: the server works for nobody then.
        server.serve(costUs, () => {
          act().then(
            (value) => answer(() => resolve(value)),
            (error: unknown) => answer(() => reject(error)),
          )
        })
      })
    })
  }

  /** A message from the server that leaves it at that instant: lost when the line breaks before it is here. */
  push(leavesAt: number, act: () => void): void {
    this.#comeBack(this.#life, 200, act, leavesAt)
  }

  /** The socket is gone: what waits is rejected, and a new one is made. */
  break(): void {
    if (!this.#isConnected) return
    this.#isConnected = false
    this.#options.onBroken?.()
    for (const { reject } of this.#waiting) reject(unavailable())
    this.#waiting.clear()
    if (!this.#isClosed) this.#connectLater(this.#pauseMs())
  }

  close(): void {
    this.#isClosed = true
    this.#options.server.connections.delete(this)
    this.break()
  }

  #comeBack(life: number, bytes: number, act: () => void, leavesAt = this.#options.clock.monotonic()): void {
    const { clock } = this.#options
    const arrivesAt = leavesAt + this.#oneWayMs() + this.#transferMs(bytes)
    this.#arrivesHere = Math.max(this.#arrivesHere, arrivesAt)
    clock.at(this.#arrivesHere, () => {
      if (life === this.#life && this.isConnected) act()
    })
  }

  #watch(waiting: Waiting): void {
    const { clock } = this.#options
    const sentAt = clock.monotonic()
    clock.setTimer(() => {
      if (!this.#waiting.has(waiting)) return
      if (this.#heardAt <= sentAt) this.break()
      else this.#watch(waiting)
    }, SILENT_DEADLINES * DEADLINE_MS)
  }

  #connectLater(pauseMs: number): void {
    const { clock, server, route } = this.#options
    clock.setTimer(() => {
      if (this.#isClosed) return
      if (!server.isUp) return this.#connectLater(this.#pauseMs())
      const { life } = server
      // TCP, HELLO, INFO: three times there and back.
      clock.setTimer(() => {
        const again = () => this.#connectLater(this.#pauseMs())
        const connected = () => clock.setTimer(() => this.#connected(life), route.rttMs / 2)
        server.serve(server.costs.connectUs, () => void connected(), again)
      }, 2.5 * route.rttMs)
    }, pauseMs)
  }

  #connected(life: number): void {
    const { clock, server, onConnected } = this.#options
    if (this.#isClosed) return
    if (life !== server.life) return this.#connectLater(this.#pauseMs())
    this.#life = life
    this.#isConnected = true
    this.#attempts = 0
    this.#arrivesThere = 0
    this.#arrivesHere = 0
    this.#heardAt = clock.monotonic()
    onConnected?.()
  }

  #pauseMs(): number {
    const capMs = Math.min(RECONNECT_CAP_MS, 50 * 2 ** this.#attempts++)
    return 10 + this.#options.random.next() * capMs
  }

  #oneWayMs(): number {
    const { route, random } = this.#options
    const jitterMs = -Math.log(1 - random.next()) * route.jitterMs
    const resendMs = random.next() < route.loss ? Math.max(RESEND_MS, 1.5 * route.rttMs) : 0
    return route.rttMs / 2 + jitterMs + resendMs
  }

  /** The rounds that TCP waits for acknowledgements on a connection that was quiet before, and the line's rate. */
  #transferMs(bytes: number): number {
    const { route } = this.#options
    const rounds = Math.max(0, Math.ceil(Math.log2(bytes / FIRST_WINDOW_BYTES + 1)) - 1)
    return rounds * route.rttMs + (1_000 * bytes) / route.bytesPerSecond
  }
}

function unavailable(): StoreError {
  return new StoreError('STORE_UNAVAILABLE', 'all', 'The simulated line is broken.', { retryable: true })
}
