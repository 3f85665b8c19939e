import { type Account, openAccounts } from './account.ts'
import { answerChat } from './answer-chat.ts'
import { type Clock, mathRandom, systemClock } from '@larder/cache-core'
import { type ReceivedRequest, readRequest } from './read-request.ts'
import { Chaos, type Fault } from './chaos.ts'
import { type ErrorFault, isErrorFault } from './fault-kinds.ts'
import { checkOptions, type ModelSimulatorOptions } from './simulator-options.ts'
import { Journal, type RequestKind } from './journal.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApiError, apiError } from './api-error.ts'
import { echoBrain } from './brain.ts'
import { Exchange } from './exchange.ts'
import { Pacing } from './pacing.ts'
import { waitForAbort } from './wait-until.ts'

interface Arrival {
  /** `undefined` where the path belongs to none. */
  readonly account: Account | undefined
  readonly kind: RequestKind
  readonly request: ReceivedRequest
  readonly id: string
}

type OwnedArrival = Arrival & { readonly account: Account }

const PAGE =
  '<!doctype html><html><head><title>Simulated</title></head><body><h1>Please sign in to the network</h1></body></html>'

/** Every request is noted, meets its fault, and goes to the account that its path names. */
export class Simulator {
  readonly journal: Journal = new Journal()
  readonly chaos: Chaos
  readonly pacing: Pacing
  readonly accounts: readonly Account[]
  readonly #options: ModelSimulatorOptions
  readonly #clock: Clock
  #requests = 0

  constructor(options: ModelSimulatorOptions) {
    checkOptions(options)
    const random = options.random ?? mathRandom
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.chaos = new Chaos(random)
    this.pacing = new Pacing(options.pacing ?? {}, random)
    this.accounts = openAccounts(options, this.#clock)
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming)
    const path = pathOf(request)
    const account = this.accounts.find((candidate) => candidate.owns(path))
    const kind = account?.quirks.route(request.method, path.slice(account.prefix.length)) ?? 'other'
    const id = `sim-${++this.#requests}`
    const exchange = this.#open({ account, kind, request, id }, response)
    if (account) return this.#answer(exchange, { account, kind, request, id })
    exchange.error({ status: 404, body: 'No provider has this prefix.' })
  }

  #open({ account, kind, request, id }: Arrival, response: ServerResponse): Exchange {
    const provider = account?.quirks.provider
    const { body } = request
    const model = typeof body?.model === 'string' ? body.model : undefined
    const streamed = kind === 'chat' && body?.stream === true
    return new Exchange({
      response,
      clock: this.#clock,
      settle: this.journal.open({ ...request, at: this.#clock.now(), provider, kind, model, streamed }),
      fault: provider && this.chaos.take({ provider, kind, path: request.path, model, body }),
      headers: { 'x-simulated': 'true', ...account?.quirks.headers(`req_${id}`) },
    })
  }

  async #answer(exchange: Exchange, arrival: OwnedArrival): Promise<void> {
    const { account, kind, request } = arrival
    const { fault } = exchange
    const delayMs = this.chaos.delay(fault)
    if (fault && isFatal(fault)) {
      await exchange.waitFor(delayMs)
      return failFor(exchange, fault, arrival)
    }
    const refusal = refusalOf(arrival)
    if (refusal) return exchange.error(refusal)
    const { quirks } = account
    if (kind === 'chat' && request.body) {
      const { brain = echoBrain, reasoningTokens = {} } = this.#options
      const setting = {
        quirks,
        brain,
        pacing: this.pacing,
        reasoningTokens,
        delayMs,
        id: `chatcmpl-${arrival.id}`,
        path: pathOf(request).slice(account.prefix.length),
      }
      return answerChat(exchange, request.body, setting)
    }
    await exchange.waitFor(delayMs)
    if (kind === 'models') return exchange.json(200, quirks.models(this.#clock.now()))
    exchange.json(200, balanceOf(account))
  }
}

/** Without the query. */
function pathOf({ path }: ReceivedRequest): string {
  return path.replace(/\?.*$/, '')
}

function refusalOf({ account, kind, request }: OwnedArrival): ApiError | undefined {
  const { quirks, apiKeys, balanceUsd } = account
  const key = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1]
  if (key === undefined || (apiKeys && !apiKeys.includes(key))) return quirks.wrongKey(key ?? '')
  if (kind === 'other')
    return apiError(404, {
      message: `Invalid URL (${request.method} ${request.path})`,
      type: 'invalid_request_error',
    })
  if (kind !== 'chat') return undefined
  if (balanceUsd <= 0) return quirks.unpaid()
  return request.body
    ? undefined
    : apiError(400, {
        message: 'We could not parse the JSON body of your request.',
        type: 'invalid_request_error',
      })
}

type FatalFault = Fault & { readonly kind: ErrorFault | 'hang' | 'reset' | 'html' }

function isFatal(fault: Fault): fault is FatalFault {
  return isErrorFault(fault.kind) || ['hang', 'reset', 'html'].includes(fault.kind)
}

async function failFor(
  exchange: Exchange,
  fault: FatalFault,
  { account, request }: OwnedArrival,
): Promise<void> {
  if (fault.kind === 'hang') return waitForAbort(exchange.signal)
  if (fault.kind === 'reset') return exchange.breakOff()
  if (fault.kind === 'html') return exchange.error({ status: 200, body: PAGE })
  const error = account.quirks.error(fault.kind, String(request.body?.model))
  const { retryAfterSeconds } = fault
  if (retryAfterSeconds === undefined) return exchange.error(error)
  // One header alone, so that what the test asked for is what the client finds.
  exchange.error({ ...error, headers: { 'retry-after': String(retryAfterSeconds) } })
}

function balanceOf({ balanceUsd }: Account): unknown {
  const total = balanceUsd.toFixed(2)
  return {
    is_available: balanceUsd > 0,
    balance_infos: [
      { currency: 'USD', total_balance: total, granted_balance: '0.00', topped_up_balance: total },
    ],
  }
}
