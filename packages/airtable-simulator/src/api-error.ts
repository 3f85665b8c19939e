/** An answer that is an error, with the literal body that Airtable sends. */
export class ApiError extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, body: unknown) {
    super(`HTTP ${status}`)
    this.status = status
    this.body = body
  }
}

const typed = (status: number, type: string, message?: string): ApiError =>
  new ApiError(status, { error: message === undefined ? { type } : { type, message } })

export const authenticationRequired = (): ApiError =>
  typed(401, 'AUTHENTICATION_REQUIRED', 'Authentication required')

/** The type of this body is not published: ours. */
export const malformedBody = (): ApiError =>
  typed(400, 'INVALID_REQUEST_BODY', 'Could not parse request body')

export const notPermittedOrNotFound = (): ApiError =>
  typed(
    403,
    'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
    'Invalid permissions, or the requested model was not found. Check that both your user and your token have the required permissions, and that the model names and/or ids are correct.',
  )

/** An unknown route, or a GET of an unknown record. */
export const notFound = (): ApiError => new ApiError(404, { error: 'NOT_FOUND' })
export const schemaNotFound = (): ApiError => typed(404, 'NOT_FOUND')
export const recordNotFound = (): ApiError => typed(404, 'MODEL_ID_NOT_FOUND', 'Record not found')

export const invalidRequest = (): ApiError =>
  typed(
    422,
    'INVALID_REQUEST_UNKNOWN',
    'Invalid request: parameter validation failed. Check your request data.',
  )
export const missingFields = (): ApiError =>
  typed(422, 'INVALID_REQUEST_MISSING_FIELDS', 'Could not find field "fields" in the request body')
export const unknownField = (name: string): ApiError =>
  typed(422, 'UNKNOWN_FIELD_NAME', `Unknown field name: "${name}"`)
export const invalidValue = (field: string): ApiError =>
  typed(422, 'INVALID_VALUE_FOR_COLUMN', `Field "${field}" cannot accept the provided value`)
export const unknownOption = (name: string): ApiError =>
  typed(
    422,
    'INVALID_MULTIPLE_CHOICE_OPTIONS',
    `Insufficient permissions to create new select option "${name}"`,
  )
export const invalidRecords = (): ApiError =>
  typed(
    422,
    'INVALID_RECORDS',
    'You must provide an array of up to 10 record objects, each with an "id" ID field and a "fields" object for cell values.',
  )
export const tooManyCreates = (count: number): ApiError =>
  typed(
    422,
    'INVALID_RECORDS',
    `A maximum of 10 records can be created per request but you have provided ${count}.`,
  )
export const rowDoesNotExist = (id: string): ApiError =>
  typed(422, 'ROW_DOES_NOT_EXIST', `Record ID ${id} does not exist in this table`)
export const invalidFormula = (detail: string): ApiError =>
  typed(422, 'INVALID_FILTER_BY_FORMULA', `The formula for filtering records is invalid: ${detail}`)
export const viewNotFound = (view: string): ApiError =>
  typed(
    422,
    /^viw[0-9A-Za-z]{14}$/.test(view) ? 'VIEW_ID_NOT_FOUND' : 'VIEW_NAME_NOT_FOUND',
    `View ${view} not found`,
  )
export const iteratorGone = (): ApiError => typed(422, 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE')
export const invalidOffset = (offset: string): ApiError =>
  typed(422, 'INVALID_OFFSET_VALUE', `The value of offset ${offset} is invalid`)

/** Which of the two documented shapes the limiter answers with. */
export type RateLimitBody = 'plural' | 'object'

export function rateLimitReached(shape: RateLimitBody): ApiError {
  const message = 'Rate limit exceeded. Please try again later'
  if (shape === 'object') return typed(429, 'RATE_LIMIT_REACHED', message)
  return new ApiError(429, { errors: [{ error: 'RATE_LIMIT_REACHED', message }] })
}

export const quotaExceeded = (): ApiError =>
  new ApiError(429, {
    errors: [
      {
        error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED',
        message: 'The monthly limit of API calls has been exceeded.',
      },
    ],
  })
export const serverError = (): ApiError => typed(500, 'SERVER_ERROR', 'Server error')
export const retriable = (): ApiError =>
  typed(
    503,
    'RETRIABLE_ERROR',
    'Server encountered an error while processing your request, and it is safe to retry the request',
  )
