import type { Clock, Random, Source, Timer } from '@larder/cache-core'
import type { AirtableRequest } from '../airtable-client.ts'
import { ChangeAnnouncer } from './change-announcer.ts'
import { failureOf } from './follow-failure.ts'
import { FollowPass } from './follow-pass.ts'
import { type FollowReport, newFollowReport, type WebhookStatus } from './follow-report.ts'
import { HookKeeper } from './hook-keeper.ts'
import { KnownHook } from './known-hook.ts'
import { PingGate } from './ping-gate.ts'
import { PayloadReader } from './payload-reader.ts'
import { WebhookClient } from './webhook-client.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'
import type { WebhookState } from './webhook-state.ts'

export interface WebhookFollowerOptions {
  readonly base: string
  readonly source: Source<AirtableRequest, unknown>
  readonly receiver: WebhookReceiver
  readonly state: WebhookState
  readonly notificationUrl: string | undefined
  readonly pollIntervalMs: number
  readonly checkIntervalMs: number
  readonly repeatAfterMs: number
  readonly clock: Clock
  readonly random: Random
}

/** Passes begin so far apart at least, of all processes together, in ms: pings that come meanwhile share one. */
const SPACING_MS = 1_000
/** Turns are told in whole ms, and later than they began. */
const SLACK_MS = 20
/** After a ping payloads are read again once, in ms: pings coalesce, and may overtake what they tell of. */
const SECOND_LOOK_MS = 1_000
/** How often a pass that somebody else holds up is tried again, in ms. */
const BUSY_MS = 250
/** A ping while passes fail brings the next one forward to so long after the last, in ms. */
const HURRY_MS = 2_000
/** The longest wait for what may pass by itself, however seldom payloads are polled, in ms. */
const LONGEST_RETRY_MS = 300_000
/** Polls are closer together than the interval by this part of it, in ms and at most: what they find has to be read yet. */
const LEAD_SHARE = 0.1
const LONGEST_LEAD_MS = 1_000
/** How long closing waits for the shared state, in ms. */
const CLOSE_MS = 500

/** Follows one base: polls at an interval, reads at once after a ping, and never runs two passes at a time. */
export class WebhookFollower {
  readonly report: FollowReport = newFollowReport()
  readonly gate: PingGate
  readonly #options: WebhookFollowerOptions
  readonly #known: KnownHook
  readonly #announcer: ChangeAnnouncer
  readonly #pass: FollowPass
  readonly #closing = new AbortController()
  /** From one poll to the next, in ms. */
  readonly #pollEveryMs: number
  #timer: Timer | undefined
  #running: Promise<void> | undefined
  #pollAt = Number.POSITIVE_INFINITY
  /** When a pass is wanted whoever's turn it is. */
  #wantedAt = Number.POSITIVE_INFINITY
  /** The last time that one was. */
  #wantedSince = Number.NEGATIVE_INFINITY
  #isPinged = false
  /** Whether the next pass is its own affair, that no other process can do for it, or is spaced already. */
  #needsNoTurn = true
  #notBefore = Number.NEGATIVE_INFINITY
  #hurryAt: number | undefined
  #failures = 0

  constructor(options: WebhookFollowerOptions) {
    const { base, source, state, receiver, repeatAfterMs, pollIntervalMs, clock } = options
    const { report } = this
    this.#options = options
    this.#pollEveryMs = pollIntervalMs - Math.min(LEAD_SHARE * pollIntervalMs, LONGEST_LEAD_MS)
    const known = new KnownHook(base, state)
    const client = new WebhookClient(source)
    const announcer = new ChangeAnnouncer({ base, receiver, repeatAfterMs, clock })
    const keeper = new HookKeeper({ ...options, client, known, announcer, report })
    const reader = new PayloadReader({ base, client, known, keeper, announcer, report, clock })
    this.gate = new PingGate(known, state, clock)
    this.#known = known
    this.#announcer = announcer
    this.#pass = new FollowPass({ base, state, known, reader, clock })
  }

  start(): void {
    const now = this.#options.clock.monotonic()
    this.#pollAt = now + this.#pollEveryMs
    this.#want(now)
  }

  /** There is something to read. Returns at once. */
  ping(): void {
    const { clock } = this.#options
    this.report.lastPingAt = clock.now()
    this.report.pings++
    this.#isPinged = true
    if (this.#hurryAt !== undefined) this.#notBefore = Math.min(this.#notBefore, this.#hurryAt)
    this.#want(clock.monotonic())
  }

  get status(): WebhookStatus {
    const { current } = this.#known
    const { webhookId, cursor, expiresAt } = current ?? {}
    return { ...this.report, base: this.#options.base, webhookId, cursor, expiresAt }
  }

  /**
   * Ends what is under way at once; resolves when the lock is given back, which a shared state that hangs may hold up for
   * half a second. The webhook stays, for whoever follows next.
   */
  async close(): Promise<void> {
    this.report.state = 'closed'
    this.#closing.abort()
    this.#timer?.cancel()
    this.#announcer.close()
    if (!this.#running) return
    const bound = Promise.withResolvers<void>()
    const timer = this.#options.clock.setTimer(bound.resolve, CLOSE_MS)
    await Promise.race([this.#running, bound.promise])
    timer.cancel()
  }

  #want(at: number): void {
    this.#wantedAt = Math.min(this.#wantedAt, at)
    this.#wantedSince = Math.max(this.#wantedSince, at)
    this.#arm()
  }

  #arm(): void {
    this.#timer?.cancel()
    if (this.#closing.signal.aborted || this.#running) return
    const { clock } = this.#options
    const at = Math.max(this.#notBefore, Math.min(this.#pollAt, this.#wantedAt))
    this.#timer = clock.setTimer(() => {
      this.#running = this.#fire().finally(() => {
        this.#running = undefined
        this.#arm()
      })
    }, at - clock.monotonic())
    this.#timer.unref()
  }

  /** Never rejects. */
  async #fire(): Promise<void> {
    const now = this.#options.clock.monotonic()
    const isWanted = this.#wantedAt <= now
    const isOwn = isWanted && this.#needsNoTurn
    if (!isOwn && (await (isWanted ? this.#isReadByOthers(now) : this.#isTurnOfOthers(now)))) return
    this.#needsNoTurn = false
    const wasPinged = this.#isPinged
    this.#wantedAt = Number.POSITIVE_INFINITY
    this.#isPinged = false
    this.#notBefore = now + SPACING_MS
    this.#hurryAt = undefined
    try {
      const outcome = await this.#pass.run(this.#closing.signal)
      if (this.#closing.signal.aborted) return
      if (typeof outcome !== 'number') this.#succeed(outcome, wasPinged)
      else if (isWanted || wasPinged) this.#comeBack(outcome, wasPinged)
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#fail(error)
    }
  }

  /** Whoever cannot ask polls: two that do so cost a request. */
  async #isTurnOfOthers(now: number): Promise<boolean> {
    const { base, state } = this.#options
    const waitMs = await state.takeTurn(base, this.#pollEveryMs).catch(() => 0)
    this.#pollAt = now + (waitMs > 0 ? waitMs : this.#pollEveryMs)
    return waitMs > 0
  }

  /**
   * Pings of a busy base come to every process. Whoever began to read after ours came reads for us; before that we wait.
   * Should it die, polling remains.
   */
  async #isReadByOthers(now: number): Promise<boolean> {
    const { base, state } = this.#options
    const waitMs = await state.takeTurn(base, SPACING_MS).catch(() => 0)
    if (waitMs <= 0) return false
    // By the time of the question: the answer may have been long on its way. So the turn may have begun later, not earlier.
    const begunAt = now - (SPACING_MS - waitMs)
    if (this.#wantedSince > begunAt - SLACK_MS) {
      this.#notBefore = now + waitMs
      return true
    }
    this.#wantedAt = Number.POSITIVE_INFINITY
    if (this.#isPinged) this.#want(now + SECOND_LOOK_MS)
    this.#isPinged = false
    return true
  }

  #succeed(outcome: 'together' | 'alone', wasPinged: boolean): void {
    const { clock, state } = this.#options
    this.#failures = 0
    this.report.state = outcome === 'alone' && state.isShared ? 'alone' : 'following'
    this.report.error = undefined
    if (wasPinged) this.#want(clock.monotonic() + SECOND_LOOK_MS)
  }

  /** Somebody else reads, and may have begun before what we were told of. */
  #comeBack(busyMs: number, wasPinged: boolean): void {
    const now = this.#options.clock.monotonic()
    this.#isPinged ||= wasPinged
    this.#needsNoTurn = true
    this.#notBefore = now + Math.min(busyMs, BUSY_MS)
    this.#want(now)
  }

  #fail(error: unknown): void {
    const { clock, random, pollIntervalMs } = this.#options
    const now = clock.monotonic()
    const longestMs = Math.min(pollIntervalMs, LONGEST_RETRY_MS)
    const failure = failureOf(error, this.#failures++, longestMs, random)
    this.report.state = failure.state
    this.report.error = failure.message
    this.#notBefore = now + failure.waitMs
    this.#hurryAt = failure.mayHurry ? now + HURRY_MS : undefined
    this.#needsNoTurn = true
    this.#want(now)
  }
}
