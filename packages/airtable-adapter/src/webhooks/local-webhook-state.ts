import type { FollowedHook } from './followed-hook.ts'
import type { HookLock, WebhookState } from './webhook-state.ts'

/** Alone in its process, every one has the lock. */
const UNCONTESTED: HookLock = {
  renew: async () => true,
  [Symbol.asyncDispose]: async () => {},
}

/** What one process knows of its webhooks, for as long as it lives. */
export class LocalWebhookState implements WebhookState {
  readonly isShared = false
  readonly #hooks = new Map<string, FollowedHook>()

  async read(base: string): Promise<FollowedHook | undefined> {
    return this.#hooks.get(base)
  }

  async write(base: string, hook: FollowedHook): Promise<void> {
    const held = this.#hooks.get(base)
    if (!held || held.revision <= hook.revision) this.#hooks.set(base, hook)
  }

  async takeTurn(_base: string, _intervalMs: number): Promise<number> {
    return 0
  }

  async lock(_base: string, _ttlMs: number): Promise<HookLock> {
    return UNCONTESTED
  }
}
