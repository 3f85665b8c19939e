/** What a follower tells of itself: no secrets. Instants in ms since the epoch, `undefined` for what has not happened. */
export interface WebhookStatus {
  readonly base: string
  /**
   * `starting` until the first pass is done; `following`; `alone`: the shared state is away, and each process follows by
   * itself; `retrying` after a failure; `out-of-quota`; `refused`: somebody has to give the token a right, or delete a
   * webhook; `closed`.
   */
  readonly state: FollowState
  readonly webhookId: string | undefined
  readonly cursor: number | undefined
  readonly expiresAt: number | undefined
  readonly lastPingAt: number | undefined
  /** When payloads were last read, whether there were any or not. */
  readonly lastPollAt: number | undefined
  readonly lastPayloadAt: number | undefined
  /** From the last change in the base to when it was applied, in ms. */
  readonly lagMs: number | undefined
  readonly pings: number
  readonly refusedPings: number
  readonly payloads: number
  readonly recreations: number
  readonly gaps: number
  readonly error: string | undefined
}

export type FollowState =
  | 'starting'
  | 'following'
  | 'alone'
  | 'retrying'
  | 'out-of-quota'
  | 'refused'
  | 'closed'

/** The part of it that is noted as things happen. */
export type FollowReport = {
  -readonly [
    Name in keyof Omit<WebhookStatus, 'base' | 'webhookId' | 'cursor' | 'expiresAt'>
  ]: WebhookStatus[Name]
}

export function newFollowReport(): FollowReport {
  return {
    state: 'starting',
    error: undefined,
    lastPingAt: undefined,
    lastPollAt: undefined,
    lastPayloadAt: undefined,
    lagMs: undefined,
    pings: 0,
    refusedPings: 0,
    payloads: 0,
    recreations: 0,
    gaps: 0,
  }
}
