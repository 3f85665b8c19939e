/** What is known of a request that somebody begins. */
export type IdempotencyStanding =
  /** It is the first: it may be confirmed, and then done. */
  | { readonly state: 'begun' }
  /** Another one with the key is under way, and is believed to be for so long. */
  | { readonly state: 'running'; readonly remainingMs: number }
  /** Another one was confirmed, and nobody has told how it ended: it may have been done. */
  | { readonly state: 'unknown' }
  | { readonly state: 'done'; readonly answer: string }
  /** The key was used for another request. */
  | { readonly state: 'different' }

export interface IdempotencyClaim {
  /** Says what is asked for: the same for the same request. */
  readonly fingerprint: string
  /** Names whoever does it, once. */
  readonly token: string
  /** How long the claim is good without being confirmed, in ms. */
  readonly claimMs: number
  /** How long it is remembered, in ms. */
  readonly keepMs: number
}

/**
 * Remembers, by the keys that callers gave them, requests that must not be done twice. Every method rejects with a
 * StoreError when it cannot answer; deadlines belong to the caller.
 */
export interface IdempotencyStore {
  /** Claims the key, or tells what became of the request that has it. The same claim made again is the first still. */
  begin(key: string, claim: IdempotencyClaim): Promise<IdempotencyStanding>
  /**
   * Says that the request is done from now on, for so long at most. `false` when the claim was lost: then it must not be. What
   * was begun and not confirmed, as when the answer to `begin` was lost, is free again after its time.
   */
  confirm(key: string, token: string, holdMs: number): Promise<boolean>
  /** Keeps the answer; `undefined`: nobody knows whether it was done. `false` when the claim was lost. */
  settle(key: string, token: string, answer: string | undefined): Promise<boolean>
  /** Forgets the request, which certainly was not done. `false` when the claim was lost. */
  release(key: string, token: string): Promise<boolean>
}
