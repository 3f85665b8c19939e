import { type ApiContext, type ApiRequest, matchRoute, type Route } from '../api/route.ts'
import { ApiError, typedError } from '../api/api-error.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Clock, systemClock, waitFor } from '@larder/cache-core'
import {
  errorAnswer,
  jsonAnswer,
  readRequest,
  send,
  sendCut,
  sendPreflight,
  sendText,
} from './http-messages.ts'
import { type FaultKind, Faults } from './faults.ts'
import { faultError, quotaExceeded, rateLimitReached, type RefusalOptions } from './fault-errors.ts'
import { Limiter, PER_BASE } from './limiter.ts'
import { Access, type Session } from '../api/access.ts'
import { AttachmentUrls } from '../base/attachment-urls.ts'
import type { AirtableSimulatorOptions } from './simulator-options.ts'
import { Quota } from './quota.ts'
import { RecordLister } from '../records/list-records.ts'
import { RequestJournal } from './request-journal.ts'
import { reservasDemo } from '../seed/reservas-demo.ts'
import { ROUTES } from '../api/routes.ts'
import { SeededRandom } from '@larder/cache-core/testing'
import type { SimulatedRecord } from '../base/simulated-table.ts'
import { SimulatedBase } from '../base/simulated-base.ts'
import { WebhookRegistry } from '../webhooks/webhook-registry.ts'

/** What is left of the rate when the month's calls are used up and the plan only slows down. */
const SLOWED_PER_BASE = 2

/** Everything behind the port. */
export class Simulator {
  readonly faults: Faults
  readonly journal: RequestJournal = new RequestJournal()
  readonly quota: Quota
  readonly limiter: Limiter
  readonly context: ApiContext
  readonly attachmentUrls: AttachmentUrls | undefined
  readonly #options: AirtableSimulatorOptions
  readonly #clock: Clock
  readonly #access: Access
  readonly #refusal: RefusalOptions

  constructor(options: AirtableSimulatorOptions) {
    const { clock = systemClock, random = new SeededRandom(20_260_101), bases = [reservasDemo()] } = options
    const { lockoutMs = 30_000, lockoutExtends = false, pingDelayMs = 100, attachmentTtlMs } = options
    this.#options = options
    this.#clock = clock
    this.#access = new Access(options.tokens)
    this.#refusal = {
      rateLimitBody: options.rateLimitBody ?? 'plural',
      retryAfterSeconds: options.retryAfterSeconds,
    }
    this.faults = new Faults(random)
    this.quota = new Quota(options.monthlyCalls, clock)
    this.limiter = new Limiter({ mode: options.limiter ?? 'documented', lockoutMs, lockoutExtends, clock })
    const all = bases.map((data) => new SimulatedBase(data, clock, random))
    this.attachmentUrls =
      attachmentTtlMs === undefined ? undefined : new AttachmentUrls(attachmentTtlMs, clock)
    for (const base of all) base.attachmentUrls = this.attachmentUrls
    const isVisible = ({ madeAt }: SimulatedRecord) =>
      madeAt === undefined || clock.monotonic() - madeAt >= this.faults.readLagMs
    this.context = {
      isVisible,
      bases: new Map(all.map((base) => [base.id, base])),
      webhooks: new Map(all.map((base) => [base.id, new WebhookRegistry(base, pingDelayMs)])),
      lister: new RecordLister(options.iteratorTtlMs ?? 300_000, isVisible),
      unknownTable: options.unknownTable ?? 403,
    }
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.method === 'OPTIONS') return sendPreflight(response)
    if (this.attachmentUrls && incoming.url?.startsWith('/attachments/'))
      return sendText(response, this.attachmentUrls.fetch(incoming.url))
    const startedAt = this.#clock.now()
    const route = matchRoute(ROUTES, {
      method: incoming.method ?? 'GET',
      rawPath: (incoming.url ?? '/').split('?')[0] ?? '/',
    })
    let status = 0
    try {
      status = await this.#serve(incoming, response, route)
    } catch (error) {
      const failure = error instanceof ApiError ? error : internalError(error)
      // Who has hung up hears nothing.
      if (!response.destroyed) {
        ;({ status } = failure)
        send(response, status, errorAnswer(failure))
      }
    }
    const { method = '', url: path = '' } = incoming
    this.journal.add({ at: startedAt, method, path, kind: route.kind, status })
  }

  /** The status that was sent, 0 when nobody got one. */
  async #serve(incoming: IncomingMessage, response: ServerResponse, route: Route): Promise<number> {
    const request = await readRequest(incoming, this.#options.maxBodyBytes ?? 10 * 2 ** 20)
    const session = this.#access.session(request.authorization)
    const fault = this.faults.take({ method: request.method, path: request.rawPath, kind: route.kind })
    const delayMs = this.faults.delay()
    if (delayMs > 0) await waitFor(delayMs, this.#clock, undefined)
    if (fault === 'hang') return 0
    if (fault === 'reset') return breakOff(response)
    if (fault && fault !== 'lost-answer' && fault !== 'cut') throw faultError(fault, this.#refusal)
    const body = this.#answer(request, route, session)
    return this.#send(response, body, fault, route.kind === 'list' ? incoming : undefined)
  }

  #send(
    response: ServerResponse,
    body: unknown,
    fault: FaultKind | undefined,
    compressible: IncomingMessage | undefined,
  ): number {
    if (fault === 'lost-answer') return breakOff(response)
    const isGzipOn = this.#options.gzip ?? true
    const accepted = isGzipOn ? compressible?.headers['accept-encoding'] : undefined
    const answer = jsonAnswer(body, accepted)
    if (fault === 'cut') {
      sendCut(response, 200, answer)
      return 0
    }
    send(response, 200, answer)
    return 200
  }

  #answer(request: ApiRequest, route: Route, session: Session): unknown {
    const isOver = this.quota.isExhausted && route.kind !== 'schema'
    const isSlowed = isOver && this.#options.overQuota === 'slow'
    const perBase = isSlowed ? SLOWED_PER_BASE : PER_BASE
    if (!this.limiter.admit(route.base ?? 'meta', session.limitedAs, perBase))
      throw rateLimitReached(this.#refusal)
    if (isOver && !isSlowed) throw quotaExceeded()
    this.quota.count()
    return route.handle({ request, params: route.params, session, context: this.context })
  }
}

function breakOff(response: ServerResponse): number {
  response.socket?.destroy()
  return 0
}

function internalError(error: unknown): ApiError {
  return typedError(500, 'SERVER_ERROR', `The simulator failed: ${String(error)}`)
}
