import type { FollowedHook } from './followed-hook.ts'

/** Leave to read a base's payloads and to change its webhook, while nobody else does. */
export interface HookLock extends AsyncDisposable {
  /** Prolongs it to its whole time from now; `false` when it was lost. */
  renew(): Promise<boolean>
}

/**
 * What is known of the webhooks of bases: it outlives a process, and processes that share it follow a base together.
 * Every method rejects when it cannot answer, within a second; then each process follows by what it remembers itself.
 * Losing it costs a new webhook and a full resync, never a missed change.
 */
export interface WebhookState {
  /** Whether other processes see it. */
  readonly isShared: boolean
  read(base: string): Promise<FollowedHook | undefined>
  /** Keeps it, unless a newer revision is there. Resolves either way. */
  write(base: string, hook: FollowedHook): Promise<void>
  /** Whose turn it is to poll: 0 for the one process that may, else the ms until somebody may again. */
  takeTurn(base: string, intervalMs: number): Promise<number>
  /** The lock, or the ms until it may be free. */
  lock(base: string, ttlMs: number): Promise<HookLock | number>
}
