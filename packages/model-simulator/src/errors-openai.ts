import { type ApiError, apiError } from './api-error.ts'
import type { ErrorFault } from './fault-kinds.ts'

const INVALID = 'invalid_request_error'
const QUOTA =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.'

/** One for each way to go wrong that does not name the model, with a body as it was seen in the wild where one was. */
const OPENAI_ERRORS: Readonly<Record<Exclude<ErrorFault, '404' | '429'>, ApiError>> = {
  '400': apiError(400, { message: 'Invalid request: the simulator was told to refuse it.', type: INVALID }),
  '400-context': apiError(400, {
    message:
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens. Please reduce the length of the messages.",
    type: INVALID,
    param: 'messages',
    code: 'context_length_exceeded',
  }),
  '401': incorrectKey('sk-fake'),
  // OpenAI has no 402; gateways before it do.
  '402': apiError(402, { message: 'Payment Required', type: 'billing_error' }),
  '403': apiError(403, {
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
  }),
  '408': apiError(408, { message: 'Request timed out.', type: 'timeout' }),
  '409': apiError(409, { message: 'The resource was updated by another request.', type: 'conflict_error' }),
  '413': apiError(413, { message: 'Request entity too large.', type: INVALID, code: 'request_too_large' }),
  '422': apiError(422, { message: 'Unprocessable Entity', type: INVALID }),
  '429-slow-down': apiError(429, {
    message: 'Your request rate grew too fast. Please slow down and ramp up gradually.',
    type: 'requests',
    code: 'slow_down',
  }),
  '429-quota': apiError(429, { message: QUOTA, type: 'insufficient_quota', code: 'insufficient_quota' }),
  '429-credit': apiError(429, {
    message: 'Your credit balance is exhausted. Add credits to go on.',
    type: 'insufficient_quota',
    code: 'credit_balance_exhausted',
  }),
  '500': apiError(500, {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
  }),
  '502': { status: 502, body: htmlPage('502 Bad Gateway') },
  '503': apiError(503, {
    message:
      'The server is currently overloaded with other requests. Sorry about that! You can retry your request.',
    type: 'service_unavailable',
    code: 'server_overloaded',
  }),
  '504': { status: 504, body: htmlPage('504 Gateway Time-out') },
}

/** What OpenAI answers when this goes wrong. */
export function openaiError(fault: ErrorFault, model: string): ApiError {
  if (fault === '404') return modelNotFound(model)
  if (fault === '429')
    return rateLimited('requests', model, { limit: 500, used: 500, requested: 1, waitMs: 1_000 })
  return OPENAI_ERRORS[fault]
}

export function incorrectKey(key: string): ApiError {
  const shown = key.length > 8 ? `${key.slice(0, 4)}****${key.slice(-4)}` : key
  return apiError(401, {
    message: `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    type: INVALID,
    code: 'invalid_api_key',
  })
}

export function modelNotFound(model: string): ApiError {
  return apiError(404, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: INVALID,
    code: 'model_not_found',
  })
}

/** A model that was there once. */
export function modelDeprecated(model: string): ApiError {
  return apiError(404, {
    message: `The model \`${model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`,
    type: INVALID,
    code: 'model_not_found',
  })
}

export function rateLimited(
  unit: 'requests' | 'tokens',
  model: string,
  state: {
    readonly limit: number
    readonly used: number
    readonly requested: number
    readonly waitMs: number
  },
): ApiError {
  const name = unit === 'requests' ? 'requests per min (RPM)' : 'tokens per min (TPM)'
  const { limit, used, requested, waitMs } = state
  return apiError(
    429,
    {
      message: `Rate limit reached for ${model} in organization org-simulated on ${name}: Limit ${limit}, Used ${used}, Requested ${requested}. Please try again in ${Math.ceil(waitMs)}ms.`,
      type: unit,
      code: 'rate_limit_exceeded',
    },
    { 'retry-after': String(Math.ceil(waitMs / 1_000)), 'retry-after-ms': String(Math.ceil(waitMs)) },
  )
}

function htmlPage(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>simulated</center>\r\n</body>\r\n</html>\r\n`
}
