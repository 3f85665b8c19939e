import type { BreakerState } from '@larder/cache-core'
import type { ChatModelErrorCode } from '@larder/assistant'

/** What happens between an agent and its models, for logs, metrics and alarms. Carries no text and no key. */
export type ModelEvent =
  /** Asked again after an error. */
  | {
      readonly type: 'retry'
      readonly provider: string
      readonly model: string
      readonly code: string
      readonly attempt: number
      readonly delayMs: number
    }
  | {
      readonly type: 'breaker'
      readonly provider: string
      readonly model: string
      readonly from: BreakerState
      readonly to: BreakerState
    }
  /** Nobody asks it for a while. After AUTH, BILLING and MODEL_GONE somebody has to do something. */
  | {
      readonly type: 'held-back'
      readonly provider: string
      readonly model: string
      readonly code: ChatModelErrorCode
      readonly forMs: number
    }
  /** Another provider was asked in its place. */
  | { readonly type: 'fallback'; readonly from: string; readonly to: string; readonly code: string }

/** Must not throw and must return quickly: it runs inside the call. */
export type OnModelEvent = (event: ModelEvent) => void
