import type { Clock } from '@larder/cache-core'
import { ChangeCollector } from './base-changes.ts'
import type { ChangeAnnouncer } from './change-announcer.ts'
import type { FollowReport } from './follow-report.ts'
import type { FollowedHook } from './followed-hook.ts'
import type { HookKeeper } from './hook-keeper.ts'
import { HOOK_LIFE_MS } from './hook-leftovers.ts'
import type { KnownHook, Pass } from './known-hook.ts'
import type { PayloadPage, WebhookClient } from './webhook-client.ts'
import { readPayload } from './webhook-payload.ts'
import type { GapReason } from './webhook-receiver.ts'

export interface PayloadReaderOptions {
  readonly base: string
  readonly client: WebhookClient
  readonly known: KnownHook
  readonly keeper: HookKeeper
  readonly announcer: ChangeAnnouncer
  readonly report: FollowReport
  readonly clock: Clock
}

/** Reads a base's payloads to their end, page by page, and tells of each page before its cursor is noted. */
export class PayloadReader {
  readonly #options: PayloadReaderOptions

  constructor(options: PayloadReaderOptions) {
    this.#options = options
  }

  /** Rejects with what stopped it; whatever was not told by then is read again. */
  async readToEnd(pass: Pass): Promise<void> {
    const { keeper, report, clock } = this.#options
    let hook = await keeper.ensure(pass)
    for (;;) {
      pass.signal.throwIfAborted()
      const readAt = clock.now()
      const page = await this.#page(hook, pass)
      if (!page) {
        hook = this.#options.known.current ?? hook
        continue
      }
      report.lastPollAt = readAt
      const news = newsOf(page, hook.cursor)
      if (news.isBroken) {
        hook = await keeper.replace('hook-invalid', pass)
        continue
      }
      const isEnd = !page.mightHaveMore || page.payloads.length === 0 || page.cursor <= hook.cursor
      // An end with more behind it is none to rely on: payloads may be gone.
      hook = await this.#apply(hook, page, news, page.mightHaveMore ? hook.readAt : readAt, pass)
      if (isEnd) return
    }
  }

  /** `undefined`: there is another webhook to read from. */
  async #page(hook: FollowedHook, pass: Pass): Promise<PayloadPage | undefined> {
    const { base, client, keeper } = this.#options
    try {
      return await client.payloads(base, hook.webhookId, hook.cursor, pass.signal)
    } catch (error) {
      pass.signal.throwIfAborted()
      await keeper.diagnose(error, pass)
      return undefined
    }
  }

  /** First told, then noted: who dies in between is told again. A gap is noted first, since nothing else recalls it. */
  async #apply(
    hook: FollowedHook,
    { cursor, payloads }: PayloadPage,
    { changes, gap, changedAt }: PageNews,
    readAt: number,
    pass: Pass,
  ): Promise<FollowedHook> {
    const { announcer, keeper, known, report, clock } = this.#options
    if (!gap && !changes.isEmpty) await announcer.change(changes.changes, pass.signal)
    const now = clock.now()
    if (payloads.length > 0) report.lastPayloadAt = now
    if (changedAt !== undefined) report.lagMs = Math.max(0, now - changedAt)
    report.payloads += payloads.length
    // Reading prolongs its life.
    const expiresAt = hook.expiresAt === undefined ? undefined : now + HOOK_LIFE_MS
    return keeper.settle(
      await known.save({ ...hook, cursor, readAt, expiresAt, gap: gap ?? hook.gap }, pass),
      pass,
    )
  }
}

interface PageNews {
  readonly changes: ChangeCollector
  /** The webhook says that it is broken. */
  readonly isBroken: boolean
  readonly gap: GapReason | undefined
  /** When the last change of the page happened, in ms since the epoch. */
  readonly changedAt: number | undefined
}

function newsOf({ payloads, cursor }: PayloadPage, asked: number): PageNews {
  const changes = new ChangeCollector()
  const first = cursor - payloads.length
  // A page begins with the payload that was asked for, unless that is gone.
  let gap: GapReason | undefined = first === asked ? undefined : 'payloads-lost'
  let isBroken = false
  let changedAt: number | undefined
  for (const payload of payloads) {
    const news = readPayload(payload)
    if (news.kind === 'broken') isBroken = true
    else if (news.kind === 'unreadable') gap ??= 'payload-unreadable'
    else {
      changes.add(news.changes)
      changedAt = news.at ?? changedAt
    }
  }
  return { changes, isBroken, gap, changedAt }
}
