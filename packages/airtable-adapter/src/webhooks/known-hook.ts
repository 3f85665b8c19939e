import type { FollowedHook } from './followed-hook.ts'
import type { WebhookState } from './webhook-state.ts'

/** One run through a base's payloads. */
export interface Pass {
  readonly signal: AbortSignal
  /**
   * Whether nobody else may make and delete the base's webhook meanwhile. Without the shared state nobody knows: then
   * only what is there is read.
   */
  readonly mayManage: boolean
}

/** What this process knows of a base's webhook, beside what all of them know: it goes on with it when that is away. */
export class KnownHook {
  readonly #base: string
  readonly #state: WebhookState
  #current: FollowedHook | undefined

  constructor(base: string, state: WebhookState) {
    this.#base = base
    this.#state = state
  }

  get current(): FollowedHook | undefined {
    return this.#current
  }

  /** Secrets that a ping may be signed with. */
  get secrets(): readonly string[] {
    return this.#current ? [this.#current.secret, ...this.#current.formerSecrets] : []
  }

  /** Rejects when the state cannot be read. What it has lost, and this process knows, is kept. */
  async load(): Promise<void> {
    const stored = await this.#state.read(this.#base)
    if (stored && stored.revision >= (this.#current?.revision ?? 0)) this.#current = stored
  }

  /**
   * Notes it here and, in a pass that manages, for all. Alone, the revision stays: what the others note meanwhile counts
   * for more. Never rejects: what could not be written is so by the next pass.
   */
  async save(hook: Omit<FollowedHook, 'revision'>, { mayManage }: Pass): Promise<FollowedHook> {
    const revision = (this.#current?.revision ?? 0) + (mayManage ? 1 : 0)
    const next = { ...hook, revision }
    this.#current = next
    if (mayManage) await this.#state.write(this.#base, next).catch(() => {})
    return next
  }
}
