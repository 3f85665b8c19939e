import { CacheError, type Clock, type Random } from '@larder/cache-core'
import { AirtableError } from '../airtable-error.ts'
import type { ChangeAnnouncer } from './change-announcer.ts'
import type { FollowReport } from './follow-report.ts'
import type { FollowedHook } from './followed-hook.ts'
import { HOOK_LIFE_MS, HookLeftovers, tolerated } from './hook-leftovers.ts'
import { isOfWholeBase, ownershipOf } from './hook-ownership.ts'
import type { KnownHook, Pass } from './known-hook.ts'
import { ReplacementPauses } from './replacement-pauses.ts'
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
/** Reading payloads should keep it at seven days. Below this it does not, and it is refreshed. */
const REFRESH_BELOW_MS = 5 * DAY_MS
/** What Airtable may drop is taken for lost a little earlier: clocks differ. */
const PAYLOADS_LIFE_MS = HOOK_LIFE_MS - HOUR_MS
const MAX_PER_BASE = 10

/** Keeps one webhook for a base: finds, makes, refreshes and replaces it. What was missed meanwhile it tells as a gap. */
export class HookKeeper {
  readonly #options: HookKeeperOptions
  readonly #leftovers: HookLeftovers
  readonly #pauses: ReplacementPauses
  #checkAt = Number.NEGATIVE_INFINITY
  /** As the last check saw it. */
  #listed: ListedWebhook | undefined

  constructor(options: HookKeeperOptions) {
    this.#options = options
    this.#leftovers = new HookLeftovers(options)
    this.#pauses = new ReplacementPauses(options)
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
    await this.#leftovers.remove(hooks, hook, former, pass)
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
      await tolerated(client.enableNotifications(base, hook.webhookId, pass.signal), pass)
    await this.#leftovers.remove(hooks, hook, undefined, pass)
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
    return (await tolerated(client.refresh(base, id, pass.signal), pass)) ?? expiresAt
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
    this.#pauses.begin()
    const create = () => client.create(base, notificationUrl, pass.signal)
    const made = await create().catch(async (error: unknown) => {
      if (!isFull(error, hooks)) throw error
      if ((await this.#leftovers.remove(hooks, undefined, former, pass)) === 0) throw error
      return create()
    })
    return { webhookId: made.id, secret: made.secret, cursor: 1, expiresAt: made.expiresAt }
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
