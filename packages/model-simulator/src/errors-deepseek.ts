import { type ApiError, apiError } from './api-error.ts'
import type { ErrorFault } from './fault-kinds.ts'

/** DeepSeek says `invalid_request_error` as the code of nearly everything. */
const CODE = 'invalid_request_error'

export function deepseekError(
  status: number,
  message: string,
  type: string = 'invalid_request_error',
): ApiError {
  return apiError(status, { message, type, code: CODE })
}

/** One for each way to go wrong, with a body as it was seen in the wild where one was. */
export const DEEPSEEK_ERRORS: Readonly<Record<ErrorFault, ApiError>> = {
  '400': deepseekError(400, 'Invalid request: the simulator was told to refuse it.'),
  '400-context': deepseekError(
    400,
    "This model's maximum context length is 1000000 tokens. However, you requested 1000842 tokens (1000542 in the messages, 300 in the completion). Please reduce the length of the messages or completion.",
  ),
  '401': deepseekError(
    401,
    'Authentication Fails, Your api key: ****fake is invalid',
    'authentication_error',
  ),
  '402': deepseekError(402, 'Insufficient Balance', 'unknown_error'),
  '403': deepseekError(403, 'Forbidden', 'permission_error'),
  // What an unknown model gets is 400 (see understandDeepseek); this is what a wrong path gets.
  '404': apiError(404, { message: 'Not Found', type: 'invalid_request_error' }),
  '408': deepseekError(408, 'Request timed out', 'timeout_error'),
  '409': deepseekError(409, 'Conflict'),
  '413': { status: 413, body: htmlPage('413 Request Entity Too Large') },
  '422': deepseekError(
    422,
    'Failed to deserialize the JSON body into the target type: messages[0]: missing field `content` at line 1 column 61',
  ),
  '429': concurrencyExceeded(2501, 2500),
  '429-slow-down': deepseekError(429, 'Rate limit reached for TPM', 'rate_limit_error'),
  // DeepSeek words these as 402; an account without money gets nothing else.
  '429-quota': deepseekError(402, 'Insufficient Balance', 'unknown_error'),
  '429-credit': deepseekError(402, 'Insufficient Balance', 'unknown_error'),
  '500': apiError(500, { message: 'Internal Server Error', type: 'server_error' }),
  '502': { status: 502, body: htmlPage('502 Bad Gateway') },
  '503': apiError(503, {
    message: 'Service is too busy. Please try again later.',
    type: 'service_unavailable_error',
  }),
  '504': { status: 504, body: htmlPage('504 Gateway Time-out') },
}

/** The only place where DeepSeek tells the limit: it has no x-ratelimit headers. */
export function concurrencyExceeded(current: number, limit: number): ApiError {
  return deepseekError(
    429,
    `Your current concurrency is ${current}, which exceeds your concurrency limit of ${limit}.`,
    'rate_limit_error',
  )
}

function htmlPage(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>openresty (simulated)</center>\r\n</body>\r\n</html>\r\n`
}
