import type { Command, Redis } from 'ioredis'
import type { Clock, Timer } from '@larder/cache-core'

export interface SocketWatchOptions {
  readonly client: () => Redis
  /** Time between two looks, in ms. */
  readonly lookMs: number
  readonly clock: Clock
}

/** Looks in a row that find commands waiting and nothing read: four whole spans of silence. */
const SILENT_LOOKS = 5
/** A line that is slower than this, in bytes per ms, counts as dead. */
const SLOWEST_LINE = 1_000
/** What a command carries beyond this, in bytes, is given the time that it takes on such a line. */
const LARGE_BYTES = 64 * 1024

/**
 * Gives a socket up on which commands wait while nothing comes. The client's own `commandTimeout` and `socketTimeout`
 * would do that too, but after this process stood still their timers come before the answers in the socket are read:
 * every connection would be dropped for nothing. Looks are counted instead of time: between any two of them the sockets
 * have been read. A large write gets longer: what is on its way is taken for written as soon as the system has it, so that
 * nobody can see it go.
 */
export class SocketWatch {
  readonly #options: SocketWatchOptions
  #timer: Timer
  #stream: unknown
  #bytesRead = 0
  #silentLooks = 0

  constructor(options: SocketWatchOptions) {
    this.#options = options
    this.#timer = this.#lookLater()
  }

  stop(): void {
    this.#timer.cancel()
  }

  #lookLater(): Timer {
    const { clock, lookMs } = this.#options
    const timer = clock.setTimer(() => {
      this.#look()
      this.#timer = this.#lookLater()
    }, lookMs)
    timer.unref()
    return timer
  }

  #look(): void {
    const { stream, commandQueue } = this.#options.client()
    // The client has none before it connects, whatever its types say.
    const bytesRead = (stream as typeof stream | undefined)?.bytesRead ?? 0
    const isSilent = commandQueue.length > 0 && stream === this.#stream && bytesRead === this.#bytesRead
    this.#silentLooks = isSilent ? this.#silentLooks + 1 : 0
    this.#stream = stream
    this.#bytesRead = bytesRead
    if (this.#silentLooks < SILENT_LOOKS) return
    const { lookMs } = this.#options
    const writeMs = largeBytesOf(commandQueue.toArray()) / SLOWEST_LINE
    const silentMs = (this.#silentLooks - 1) * lookMs
    if (silentMs < (SILENT_LOOKS - 1) * lookMs + writeMs) return
    this.#silentLooks = 0
    stream.destroy(new Error(`Socket timeout: commands wait, and nothing was read for ${silentMs} ms.`))
  }
}

/** Of all large arguments of commands that wait. */
function largeBytesOf(waiting: readonly { readonly command: Pick<Command, 'args'> }[]): number {
  let bytes = 0
  for (const { command } of waiting)
    for (const arg of command.args)
      if ((typeof arg === 'string' || Buffer.isBuffer(arg)) && arg.length > LARGE_BYTES) bytes += arg.length
  return bytes
}
