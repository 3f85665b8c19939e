import { ChatModelError, type ChatModelErrorCode, type ChatModelErrorOptions } from '@larder/assistant'
import { CacheError } from '@larder/cache-core'
import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { ERROR_TABLE } from './error-table.ts'

/** What a vendor calls it when nobody has paid, whatever the status. */
const BILLING =
  /^(insufficient_quota|credit_balance_exhausted|billing_hard_limit_reached|billing_not_active)$/
const MODEL_GONE = /^(model_not_found|model_deprecated)$/
const RATE_LIMITED = /^(rate_limit_exceeded|rate_limit_error|slow_down|requests|tokens)$/
/** DeepSeek says so with a 400 and no code of its own. */
const NO_SUCH_MODEL = /^model not exist/i

/**
 * Translates whatever the SDK, the network or a policy rejects with, once. The result carries neither the vendor's text,
 * which may repeat the key or the prompt, nor the original error, which holds headers and bodies.
 */
export function toChatModelError(error: unknown, provider: string): ChatModelError | CacheError {
  if (error instanceof ChatModelError) return error
  if (error instanceof CacheError) return fromPolicy(error, provider)
  if (error instanceof APIUserAbortError) return chatModelError('ABORTED', { provider })
  if (error instanceof APIConnectionError) return unreachable(error, provider)
  if (error instanceof APIError) return fromAnswer(error, provider)
  // A body that is not what its content type says.
  if (error instanceof SyntaxError) return chatModelError('INVALID_OUTPUT', { provider })
  // The socket ended within an answer: undici's TypeError "terminated".
  return chatModelError('INCOMPLETE', { provider })
}

/** An error with its code's own message: what happened, and what to do. */
export function chatModelError(
  code: ChatModelErrorCode,
  options: ChatModelErrorOptions,
  detail?: string,
): ChatModelError {
  const { meaning } = ERROR_TABLE[code]
  const status = options.status === undefined ? '' : ` (status ${options.status})`
  const message = `${options.provider}${status}: ${meaning}${detail === undefined ? '' : `: ${detail}`}.`
  return new ChatModelError(code, message, options)
}

/** Deadlines and callers become codes of their own; what was not even sent stays what it is. */
function fromPolicy(error: CacheError, provider: string): ChatModelError | CacheError {
  const isOutOfTime =
    error.code === 'DEADLINE_EXCEEDED' || (error.code === 'ABORTED' && isDeadline(error.cause))
  if (isOutOfTime) return chatModelError('TIMEOUT', { provider })
  return error.code === 'ABORTED' ? chatModelError('ABORTED', { provider }) : error
}

function isDeadline(reason: unknown): boolean {
  return reason instanceof CacheError && reason.code === 'DEADLINE_EXCEEDED'
}

function fromAnswer(error: APIError, provider: string): ChatModelError {
  const { status, headers, requestID } = error
  const retryAfterMs = headers && retryAfter(headers)
  const options = { provider, status, retryAfterMs, requestId: knownId(requestID) }
  return chatModelError(codeOf(error), options)
}

/** An id and nothing else: what a server puts there is handed on to logs. */
export function knownId(requestId: string | null | undefined): string | undefined {
  return requestId && /^[\w.:-]{1,100}$/.test(requestId) ? requestId : undefined
}

function codeOf({ status, code, type, error }: APIError): ChatModelErrorCode {
  const names = [code, type].filter((name) => typeof name === 'string')
  if (status === 402 || names.some((name) => BILLING.test(name))) return 'BILLING'
  if (names.some((name) => MODEL_GONE.test(name)) || NO_SUCH_MODEL.test(textOf(error))) return 'MODEL_GONE'
  if (status === undefined)
    return names.some((name) => RATE_LIMITED.test(name)) ? 'RATE_LIMITED' : 'OVERLOADED'
  const row = Object.entries(ERROR_TABLE).find(([, { statuses }]) => statuses.includes(status))
  if (row) return row[0] as ChatModelErrorCode
  if (status >= 500) return 'OVERLOADED'
  // A redirect is not followed: it would take the prompt to a host that nobody configured.
  return status < 400 ? 'MODEL_GONE' : 'INVALID_REQUEST'
}

function textOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return ''
  return typeof error.message === 'string' ? error.message : ''
}

/** In ms. Dates are left out: they would need this machine's clock to be right. */
function retryAfter(headers: Headers): number | undefined {
  const inMs = Number(headers.get('retry-after-ms') ?? Number.NaN)
  const ms = Number.isFinite(inMs) ? inMs : Number(headers.get('retry-after') ?? Number.NaN) * 1_000
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}

function unreachable(error: APIConnectionError, provider: string): ChatModelError {
  const code = systemCode(error.cause)
  // The SDK says the same of a connection that took too long to open, and there another try may help.
  const isLate = error instanceof APIConnectionTimeoutError && !/CONNECT_TIMEOUT|ETIMEDOUT/.test(code ?? '')
  return chatModelError(isLate ? 'TIMEOUT' : 'CONNECTION', { provider }, code)
}

/** For example ECONNREFUSED, wherever it is in the chain. */
function systemCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if ('code' in at && typeof at.code === 'string' && /^[A-Z_]{3,40}$/.test(at.code)) return at.code
  return undefined
}
