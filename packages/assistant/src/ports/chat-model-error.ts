import type { ChatUsage } from './chat-model.ts'

/** What went wrong with a model, whoever its provider is. */
export type ChatModelErrorCode =
  | 'INVALID_REQUEST'
  | 'AUTH'
  | 'BILLING'
  | 'MODEL_GONE'
  | 'CONNECTION'
  | 'RATE_LIMITED'
  | 'OVERLOADED'
  | 'TIMEOUT'
  | 'INVALID_OUTPUT'
  | 'LENGTH'
  | 'REFUSED'
  | 'INCOMPLETE'
  | 'ABORTED'

/** What an answer that could not be used has cost all the same. */
export interface SpentInVain {
  readonly usage: ChatUsage
  /** `undefined`: no price is known. */
  readonly usd: number | undefined
}

export interface ChatModelErrorOptions extends ErrorOptions {
  readonly provider: string
  readonly status?: number | undefined
  readonly retryAfterMs?: number | undefined
  readonly requestId?: string | undefined
  /** Default: not known, or nothing. */
  readonly spent?: SpentInVain | undefined
}

/** Carries neither keys nor what was asked or answered. */
export class ChatModelError extends Error {
  override readonly name = 'ChatModelError'
  readonly code: ChatModelErrorCode
  readonly provider: string
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  readonly requestId: string | undefined
  readonly spent: SpentInVain | undefined

  constructor(code: ChatModelErrorCode, message: string, options: ChatModelErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.provider = options.provider
    this.status = options.status
    this.retryAfterMs = options.retryAfterMs
    this.requestId = options.requestId
    this.spent = options.spent
  }
}
