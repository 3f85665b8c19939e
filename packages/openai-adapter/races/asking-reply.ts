/** What a process that asked has to tell. */
export interface AskingReply {
  /** Different answers that it was given. */
  readonly texts: readonly string[]
  /** Calls of the model, by its own account. */
  readonly upstream: number
  readonly hits: number
  readonly usd: number
  readonly savedUsd: number
  readonly tookMs: number
}
