import { CacheError, type Clock, equalJitter, type Random } from '@larder/cache-core'
import { AirtableError } from '../airtable-error.ts'
import type { ChangeAnnouncer } from './change-announcer.ts'
import type { FollowReport } from './follow-report.ts'
import type { FollowedHook } from './followed-hook.ts'
import { isOfWholeBase, ownershipOf } from './hook-ownership.ts'
import type { KnownHook, Pass } from './known-hook.ts'
import type { ListedWebhook, WebhookClient } from './webhook-client.ts'
import type { GapReason } from './webhook-receiver.ts'

export interface HookKeeperOptions {
  readonly base: string
  readonly client: WebhookClient
  readonly known: KnownHook
  readonly announcer: ChangeAnnouncer
  readonly report: FollowReport
  /** Where Airtable sends pings; `undefined`: nowhere. */
  readonly notificationUrl: string | undefined
  readonly pollIntervalMs: number
  /** How often the webhook is looked at, beside its payloads, in ms. */
  readonly checkIntervalMs: number
  readonly clock: Clock
  readonly random: Random
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How long a webhook lives after it was made, read or refreshed; payloads are kept as long. */
export const HOOK_LIFE_MS: number = 7 * DAY_MS
/** Reading payloads should keep it at seven days. Below this it does not, and it is refreshed. */
const REFRESH_BELOW_MS = 5 * DAY_MS
/** What Airtable may drop is taken for lost a little earlier: clocks differ. */
const PAYLOADS_LIFE_MS = HOOK_LIFE_MS - HOUR_MS
/** A process that has not read for so long has ended, in ms; if it polls seldom, for three of its intervals. */
const ABANDONED_MS = 900_000
const MAX_PER_BASE = 10
/** A webhook that lives so long, in ms, is sound: the next one that breaks is replaced at once. */
const SOUND_MS = 600_000

/** Keeps one webhook for a base: finds, makes, refreshes and replaces it. What was missed meanwhile it tells as a gap. */
export class HookKeeper {
  readonly #options: HookKeeperOptions
  readonly #pause: (attempt: number) => number
  #checkAt = Number.NEGATIVE_INFINITY
  #replacedAt = Number.NEGATIVE_INFINITY
  #pauseMs = 0
  #replacements = 0
  /** As the last check saw it. */
  #listed: ListedWebhook | undefined

  constructor(options: HookKeeperOptions) {
    this.#options = options
    this.#pause = equalJitter({ baseMs: 5_000, capMs: SOUND_MS, random: options.random })
  }

  /** The webhook to read from. Rejects with what Airtable says. */
  async ensure(pass: Pass): Promise<FollowedHook> {
    const { known, notificationUrl, clock } = this.#options
    const hook = known.current
    if (!hook) return this.replace(undefined, pass)
    if (hook.notificationUrl !== notificationUrl) return this.replace('address-changed', pass)
    // It was found while the shared state was away, which has come back without it: nobody can check its pings.
    if (hook.secret === '' && notificationUrl !== undefined && pass.mayManage)
      return this.replace('state-lost', pass)
    return clock.monotonic() < this.#checkAt ? this.settle(hook, pass) : this.#check(hook, pass)
  }

  /** What to read from after Airtable has refused to tell payloads. Rejects with that error when the webhook is well. */
  async diagnose(error: unknown, pass: Pass): Promise<FollowedHook> {
    if (!(error instanceof AirtableError) || error.kind !== 'request' || error.status === 401) throw error
    const { base, client, known } = this.#options
    const id = known.current?.webhookId
    const hooks = await client.list(base, pass.signal)
    const listed = hooks.find((hook) => hook.id === id)
    if (!listed) return this.replace('hook-missing', pass, hooks)
    if (!listed.isEnabled) return this.replace('hook-expired', pass, hooks)
    if (error.status === 403) throw error
    return this.replace('cursor-refused', pass, hooks)
  }

  /** Makes another webhook, or finds one, and tells of the gap before it. */
  async replace(
    reason: GapReason | undefined,
    pass: Pass,
    listed?: readonly ListedWebhook[],
  ): Promise<FollowedHook> {
    const { base, client, known, notificationUrl, clock, report } = this.#options
    const former = known.current
    const hooks = listed ?? (await client.list(base, pass.signal))
    const found = this.#adoptable(hooks, former, pass)
    const next = found ? adopted(found) : await this.#make(hooks, former, pass)
    const wasOurs = hooks.some((hook) => ownershipOf(hook, notificationUrl) === 'own')
    if (former) report.recreations++
    const hook = await known.save(
      {
        ...next,
        notificationUrl,
        readAt: clock.now(),
        formerSecrets: former?.secret ? [former.secret] : [],
        gap: reason ?? (wasOurs ? 'state-lost' : 'not-followed'),
      },
      pass,
    )
    this.#checkAt = clock.monotonic() + this.#options.checkIntervalMs
    await this.#removeLeftovers(hooks, hook, former, pass)
    return this.settle(hook, pass)
  }

  /** Tells of a gap that was noted. It is forgotten when the receiver has dealt with it. */
  async settle(hook: FollowedHook, pass: Pass): Promise<FollowedHook> {
    if (hook.gap === undefined) return hook
    const { announcer, known, report } = this.#options
    await announcer.gap(hook.gap, pass.signal)
    report.gaps++
    return known.save({ ...hook, gap: undefined }, pass)
  }

  async #check(hook: FollowedHook, pass: Pass): Promise<FollowedHook> {
    const { base, client, known, notificationUrl, clock, checkIntervalMs } = this.#options
    const hooks = await client.list(base, pass.signal)
    const listed = hooks.find(({ id }) => id === hook.webhookId)
    if (!listed) return this.replace('hook-missing', pass, hooks)
    if (!listed.isEnabled) return this.replace('hook-expired', pass, hooks)
    const isShort = this.#isShort(hook)
    this.#listed = listed
    const isOld = clock.now() - hook.readAt >= PAYLOADS_LIFE_MS
    const lost = { cursor: listed.nextCursor, readAt: clock.now(), gap: 'payloads-lost' as const }
    const expiresAt = await this.#prolonged(listed, pass)
    if (!listed.areNotificationsEnabled && notificationUrl !== undefined && pass.mayManage)
      await attempt(client.enableNotifications(base, hook.webhookId, pass.signal), pass)
    await this.#removeLeftovers(hooks, hook, undefined, pass)
    this.#checkAt = clock.monotonic() + checkIntervalMs
    return this.settle(
      await known.save({ ...hook, expiresAt, ...(isOld || isShort ? lost : {}) }, pass),
      pass,
    )
  }

  /** Whether payloads that were there at the last check have not come since: they were dropped, and none followed. */
  #isShort({ webhookId, cursor }: FollowedHook): boolean {
    return this.#listed?.id === webhookId && cursor < this.#listed.nextCursor
  }

  async #prolonged({ id, expiresAt }: ListedWebhook, pass: Pass): Promise<number | undefined> {
    const { base, client, clock } = this.#options
    if (expiresAt === undefined || expiresAt - clock.now() >= REFRESH_BELOW_MS) return expiresAt
    return (await attempt(client.refresh(base, id, pass.signal), pass)) ?? expiresAt
  }

  /** Without an address nothing tells one webhook from another, and no secret is needed: one that is there will do. */
  #adoptable(hooks: readonly ListedWebhook[], former: FollowedHook | undefined, { mayManage }: Pass) {
    const { notificationUrl } = this.#options
    if (notificationUrl !== undefined && mayManage) return undefined
    return hooks.find((hook) => {
      if (!hook.isEnabled || hook.id === former?.webhookId || !isOfWholeBase(hook)) return false
      return notificationUrl === undefined
        ? hook.notificationUrl === undefined
        : ownershipOf(hook, notificationUrl) === 'own'
    })
  }

  async #make(hooks: readonly ListedWebhook[], former: FollowedHook | undefined, pass: Pass) {
    const { base, client, notificationUrl } = this.#options
    if (!pass.mayManage)
      throw new CacheError(
        'STORE_UNAVAILABLE',
        `Base ${base} has no webhook to follow, and none is made while the shared state cannot be read.`,
        { retryable: true },
      )
    this.#spaceOut()
    const create = () => client.create(base, notificationUrl, pass.signal)
    const made = await create().catch(async (error: unknown) => {
      if (!isFull(error, hooks)) throw error
      if ((await this.#removeLeftovers(hooks, undefined, former, pass)) === 0) throw error
      return create()
    })
    return { webhookId: made.id, secret: made.secret, cursor: 1, expiresAt: made.expiresAt }
  }

  /** Webhooks that break as soon as they are made must not cost a request each time. */
  #spaceOut(): void {
    const now = this.#options.clock.monotonic()
    const livedMs = now - this.#replacedAt
    if (livedMs >= SOUND_MS) this.#replacements = 0
    else if (livedMs < this.#pauseMs)
      throw new CacheError(
        'RATE_LIMITED',
        `The webhook of base ${this.#options.base} was replaced ${Math.round(livedMs)} ms ago, and has ended again; the next one is made ${Math.round(this.#pauseMs)} ms after it.`,
        { retryable: true, retryAfterMs: this.#pauseMs - livedMs },
      )
    this.#replacedAt = now
    this.#pauseMs = this.#pause(this.#replacements++)
  }

  /** Deletes webhooks that were surely ours and are nobody's any more; resolves to how many. */
  async #removeLeftovers(
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
      const isRemoved = await attempt(
        client.delete(base, hook.id, pass.signal).then(() => true),
        pass,
      )
      if (isRemoved === true) removed++
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

function adopted({ id, nextCursor, expiresAt }: ListedWebhook) {
  // The last payload too: a webhook that is broken says so in it, and nowhere else.
  return { webhookId: id, secret: '', cursor: Math.max(1, nextCursor - 1), expiresAt }
}

function isFull(error: unknown, hooks: readonly ListedWebhook[]): boolean {
  if (!(error instanceof AirtableError) || error.kind !== 'request') return false
  return error.type.startsWith('TOO_MANY') || (error.status === 422 && hooks.length >= MAX_PER_BASE)
}

/** What the next check tries again, if it has to: `undefined` when it failed. */
async function attempt<T>(request: Promise<T>, { signal }: Pass): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AirtableError) return undefined
    throw error
  }
}
