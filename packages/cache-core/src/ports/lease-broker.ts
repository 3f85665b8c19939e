/** How a holder ended: with a value in the store, or without. */
export type LeaseOutcome = 'kept' | 'failed'

export type LeaseAnswer =
  /** `afterRelease`: somebody gave it back a moment ago, and may have stored a value after you looked for one. */
  | { readonly acquired: true; readonly afterRelease: boolean }
  /** Somebody else loads; their lease ends after `remainingMs` unless it is renewed. */
  | { readonly acquired: false; readonly remainingMs: number }

export interface LeaseRequest {
  /** Names the holder. */
  readonly token: string
  readonly ttlMs: number
  /** Where the holder stands in the log: a load cannot know of what comes later. */
  readonly stamp: { readonly era: number; readonly seq: number }
  /** A lease stamped below this was overtaken by an invalidation, and is taken over. */
  readonly notBefore: number
  /** Nobody waits for what the holder loads: whoever does, and finds the lease taken, has it told so. Default: somebody does. */
  readonly isBackground?: boolean | undefined
}

/** What a process is told of its leases and of those it waits for. Messages may be lost. */
export interface LeaseListener {
  /** Somebody who was waited for gave a lease back. */
  readonly released: (key: string, outcome: LeaseOutcome) => void
  /** Somebody begins to wait for a lease that was taken in the background. */
  readonly wanted: (key: string) => void
}

/**
 * Leave to load a key, for one process at a time. A lease saves work and carries no truth: losing one costs a second
 * load, never a wrong value. Every method rejects with a StoreError when it cannot answer.
 */
export interface LeaseBroker {
  /** Which of the store's nodes answers for the key's lease now. */
  nodeOf(key: string): string
  acquire(key: string, request: LeaseRequest): Promise<LeaseAnswer>
  /** Prolongs the lease to `ttlMs` from now; `false` when it was lost. */
  renew(key: string, token: string, ttlMs: number): Promise<boolean>
  /** Gives the lease back and wakes whoever waits for it. Does nothing when it was lost. */
  release(key: string, token: string, outcome: LeaseOutcome): Promise<void>
  /** One listener for whatever happens to leases. */
  listen(listener: LeaseListener): void
}
