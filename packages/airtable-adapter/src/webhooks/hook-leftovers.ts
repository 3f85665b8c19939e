import type { Clock } from '@larder/cache-core'
import { AirtableError } from '../airtable-error.ts'
import type { FollowedHook } from './followed-hook.ts'
import { ownershipOf } from './hook-ownership.ts'
import type { Pass } from './known-hook.ts'
import type { ListedWebhook, WebhookClient } from './webhook-client.ts'

export interface HookLeftoversOptions {
  readonly base: string
  readonly client: WebhookClient
  readonly notificationUrl: string | undefined
  readonly pollIntervalMs: number
  readonly clock: Clock
}

/** How long a webhook lives after it was made, read or refreshed; payloads are kept as long. */
export const HOOK_LIFE_MS: number = 7 * 86_400_000
/** A process that has not read for so long has ended, in ms; if it polls seldom, for three of its intervals. */
const ABANDONED_MS = 900_000

/** Webhooks that were surely ours and are nobody's any more. */
export class HookLeftovers {
  readonly #options: HookLeftoversOptions

  constructor(options: HookLeftoversOptions) {
    this.#options = options
  }

  /** Deletes them, but for the one that is kept; resolves to how many. What cannot be deleted is met again. */
  async remove(
    hooks: readonly ListedWebhook[],
    kept: FollowedHook | undefined,
    former: FollowedHook | undefined,
    pass: Pass,
  ): Promise<number> {
    if (!pass.mayManage) return 0
    const { base, client } = this.#options
    let removed = 0
    for (const hook of hooks) {
      if (hook.id === kept?.webhookId || !this.#isLeftover(hook, former)) continue
      const removal = client.delete(base, hook.id, pass.signal).then(() => true)
      if ((await tolerated(removal, pass)) === true) removed++
    }
    return removed
  }

  #isLeftover(hook: ListedWebhook, former: FollowedHook | undefined): boolean {
    const { notificationUrl, clock, pollIntervalMs } = this.#options
    // One that we made: its secret was told to us alone.
    if (hook.id === former?.webhookId && former.secret !== '') return true
    const ownership = ownershipOf(hook, notificationUrl)
    if (ownership !== 'kin') return ownership === 'own'
    if (hook.expiresAt === undefined) return false
    const unreadMs = clock.now() - (hook.expiresAt - HOOK_LIFE_MS)
    return unreadMs > Math.max(ABANDONED_MS, 3 * pollIntervalMs)
  }
}

/** For what the next check tries again if it has to: `undefined` when Airtable would not do it. */
export async function tolerated<T>(request: Promise<T>, { signal }: Pass): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AirtableError) return undefined
    throw error
  }
}
