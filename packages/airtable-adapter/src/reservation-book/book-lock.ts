/** Leave to write into a book, while nobody else does. Disposing of it gives it back. */
export interface BookHold extends AsyncDisposable {
  /** Makes it last its whole time from now; `false` when it was lost, and somebody else may have it. */
  renew(): Promise<boolean>
}

/** One writer at a time, by the name of a book. */
export interface BookLock {
  /** Waits until it is free. Rejects when the signal aborts. */
  hold(name: string, signal: AbortSignal): Promise<BookHold>
}
