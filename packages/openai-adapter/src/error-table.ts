import type { ChatModelErrorCode } from '@larder/assistant'

/** What an error means for whoever runs the call. */
export interface ErrorBehaviour {
  /** Statuses that mean it, unless the answer's own code says more. */
  readonly statuses: readonly number[]
  /** How often the same model is asked again, within the deadline. */
  readonly retries: number
  /** What is changed in the request that is sent again. */
  readonly changes?: 'repair' | 'larger' | undefined
  /** Whether the next model may be asked. Never once a part of an answer was shown. */
  readonly fallsBack: boolean
  /**
   * What it says to the breaker of the model. `count`: a failure. `latch`: nobody asks for five minutes, since no
   * waiting helps. `cooldown`: nobody asks until the provider said, and it is no failure.
   */
  readonly breaker: 'none' | 'count' | 'latch' | 'cooldown'
  /** In the message, after the provider's name. */
  readonly meaning: string
}

/** What is done about each error: the one place that decides. */
export const ERROR_TABLE: Readonly<Record<ChatModelErrorCode, ErrorBehaviour>> = {
  INVALID_REQUEST: {
    statuses: [400, 422],
    retries: 0,
    fallsBack: false,
    breaker: 'none',
    meaning: 'the request is one that this model does not take',
  },
  AUTH: {
    statuses: [401, 403],
    retries: 0,
    fallsBack: true,
    breaker: 'latch',
    meaning: 'the key was not accepted; check the key of this provider',
  },
  BILLING: {
    statuses: [402],
    retries: 0,
    fallsBack: true,
    breaker: 'latch',
    meaning: 'the account has no credit left; pay, or raise its limit',
  },
  MODEL_GONE: {
    statuses: [404, 410],
    retries: 0,
    fallsBack: true,
    breaker: 'latch',
    meaning: 'there is no such model at this address; check its name, its shutdown date and baseUrl',
  },
  CONNECTION: {
    statuses: [408],
    retries: 1,
    fallsBack: true,
    breaker: 'count',
    meaning: 'the provider could not be reached',
  },
  RATE_LIMITED: {
    statuses: [429],
    retries: 2,
    fallsBack: true,
    breaker: 'cooldown',
    meaning: 'too many requests',
  },
  OVERLOADED: {
    statuses: [409, 500, 502, 503, 504],
    retries: 1,
    fallsBack: true,
    breaker: 'count',
    meaning: 'the provider is overloaded or out of order',
  },
  TIMEOUT: {
    statuses: [],
    retries: 0,
    fallsBack: true,
    breaker: 'count',
    meaning: 'no answer within the time allowed',
  },
  INVALID_OUTPUT: {
    statuses: [],
    retries: 1,
    changes: 'repair',
    fallsBack: true,
    breaker: 'none',
    meaning: 'the answer could not be used',
  },
  LENGTH: {
    statuses: [],
    retries: 1,
    changes: 'larger',
    fallsBack: true,
    breaker: 'none',
    meaning: 'the answer was longer than maxTokens',
  },
  REFUSED: {
    statuses: [],
    retries: 0,
    fallsBack: false,
    breaker: 'none',
    meaning: 'the model refused to answer',
  },
  INCOMPLETE: {
    statuses: [],
    retries: 1,
    fallsBack: true,
    breaker: 'count',
    meaning: 'the answer broke off before its end',
  },
  ABORTED: {
    statuses: [],
    retries: 0,
    fallsBack: false,
    breaker: 'none',
    meaning: 'the caller gave up',
  },
}
