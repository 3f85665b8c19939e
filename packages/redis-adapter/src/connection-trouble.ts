import type { CacheError, Random } from '@larder/cache-core'
import { isEndOfRound, SentinelAnswers } from './sentinel-answers.ts'
import { isLoginRefused, toStoreError } from './redis-errors.ts'

/** The pause after a refused login, which only an operator can mend, in ms. */
const LOGIN_RETRY_MS = 5_000
/** With several servers to choose from, so many logins may be refused in a row before the long pause. */
const MAX_REFUSALS = 5

export interface ConnectionTroubleOptions {
  /** Where the connection goes, for messages. */
  readonly where: () => string
  /** What the sentinels are asked for. */
  readonly masterName: string | undefined
  readonly random: Random
}

/** Why a connection is not there: what its client reported last, without secrets, and whether to wait for an operator. */
export class ConnectionTrouble {
  readonly #options: ConnectionTroubleOptions
  readonly #sentinels = new SentinelAnswers()
  #last: CacheError | undefined
  #isRefused = false
  /** Logins refused in a row. */
  #refusals = 0

  constructor(options: ConnectionTroubleOptions) {
    this.#options = options
  }

  /** `undefined` when there has been none since it was last connected. */
  get last(): CacheError | undefined {
    return this.#last
  }

  note(error: unknown): void {
    // "Connection is closed." only follows what closed it.
    if (this.#last && error instanceof Error && error.message === 'Connection is closed.') return
    const { where, masterName = '' } = this.#options
    const cause = isEndOfRound(error) ? (this.#sentinels.conclude(masterName) ?? error) : error
    this.#isRefused = isLoginRefused(cause)
    if (this.#isRefused) this.#refusals++
    this.#last = toStoreError(cause, where())
  }

  /** What one sentinel has to say; told as a whole when none of them names the master. */
  noteSentinel(error: unknown): void {
    this.#sentinels.note(error)
  }

  /** It is connected. */
  end(): void {
    this.#last = undefined
    this.#isRefused = false
    this.#refusals = 0
  }

  /** How long to wait when there is only this server, or `usualMs`. */
  pauseMs(usualMs: number): number {
    return this.#isRefused ? this.#loginPauseMs() : usualMs
  }

  /** The same with several to choose from: one may be somebody else's; many that refuse are ours. */
  rotationPauseMs(usualMs: number): number {
    return this.#refusals > MAX_REFUSALS ? this.#loginPauseMs() : usualMs
  }

  /** Spread, since all processes of a fleet have the same wrong password. */
  #loginPauseMs(): number {
    return LOGIN_RETRY_MS * (1 + this.#options.random.next() / 2)
  }
}
