export type ReservationBookErrorCode =
  /** The key was used for another booking: nothing was written. */
  | 'KEY_REUSED'
  /** Somebody else is writing that day, and has been for too long: nothing was written. */
  | 'BUSY'
  /** It cannot be read or written now, or not in time. What was sent may have been written: the same key finds it. */
  | 'UNAVAILABLE'
  /** What is in the book makes no sense: a table without seats, a time that is none. */
  | 'UNREADABLE'

/** Why a book did not do what it was asked. Never holds anything that guests said. */
export class ReservationBookError extends Error {
  override readonly name = 'ReservationBookError'
  readonly code: ReservationBookErrorCode
  /** Whether the same call, with the same key, may succeed soon. */
  readonly retryable: boolean

  constructor(code: ReservationBookErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options)
    this.code = code
    this.retryable = code === 'BUSY' || code === 'UNAVAILABLE'
  }
}
