/** An answer that is an error, with the literal body that Airtable sends. */
export class ApiError extends Error {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`HTTP ${status}: ${JSON.stringify(body)}`)
    this.name = 'ApiError'
    this.status = status
    this.body = body
    this.headers = headers
  }
}

export function typedError(status: number, type: string, message?: string): ApiError {
  return new ApiError(status, { error: message === undefined ? { type } : { type, message } })
}

export const authenticationRequired = (): ApiError =>
  typedError(401, 'AUTHENTICATION_REQUIRED', 'Authentication required')

/** The type of this body is not published: ours. */
export const malformedBody = (): ApiError =>
  typedError(400, 'INVALID_REQUEST_BODY', 'Could not parse request body')
/** Neither is this one. */
export const bodyTooLarge = (): ApiError =>
  typedError(413, 'REQUEST_BODY_TOO_LARGE', 'Request body is too large')
/** Nor this one, nor its status. */
export const addressTooLong = (): ApiError =>
  typedError(414, 'REQUEST_URL_TOO_LONG', 'Request URL is too long: use POST listRecords')

export const notPermittedOrNotFound = (): ApiError =>
  typedError(
    403,
    'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
    'Invalid permissions, or the requested model was not found. Check that both your user and your token have the required permissions, and that the model names and/or ids are correct.',
  )
/** The role is too low. `what` is such as "create records in table NAME (ID)". */
export const notPermitted = (what: string): ApiError =>
  typedError(403, 'INVALID_PERMISSIONS', `You are not permitted to ${what}`)

/** An unknown route, or a GET of an unknown record. */
export const notFound = (): ApiError => new ApiError(404, { error: 'NOT_FOUND' })
export const schemaNotFound = (): ApiError => typedError(404, 'NOT_FOUND')
export const tableNotFound = (table: string, base: string): ApiError =>
  typedError(404, 'TABLE_NOT_FOUND', `Could not find table ${table} in application ${base}`)
export const recordNotFound = (): ApiError => typedError(404, 'MODEL_ID_NOT_FOUND', 'Record not found')

export const invalidRequest = (
  message: string = 'Invalid request: parameter validation failed. Check your request data.',
): ApiError => typedError(422, 'INVALID_REQUEST_UNKNOWN', message)
export const missingFields = (): ApiError =>
  typedError(422, 'INVALID_REQUEST_MISSING_FIELDS', 'Could not find field "fields" in the request body')
export const unknownField = (name: string): ApiError =>
  typedError(422, 'UNKNOWN_FIELD_NAME', `Unknown field name: "${name}"`)
export const invalidValue = (field: string): ApiError =>
  typedError(422, 'INVALID_VALUE_FOR_COLUMN', `Field "${field}" cannot accept the provided value`)
export const unparsableValue = (field: string, value: unknown): ApiError =>
  typedError(
    422,
    'INVALID_VALUE_FOR_COLUMN',
    `Cannot parse value ${JSON.stringify(value)} for field ${field}`,
  )
export const unknownOption = (name: string): ApiError =>
  typedError(
    422,
    'INVALID_MULTIPLE_CHOICE_OPTIONS',
    `Insufficient permissions to create new select option "${name}"`,
  )
export const invalidRecords = (): ApiError =>
  typedError(
    422,
    'INVALID_RECORDS',
    'You must provide an array of up to 10 record objects, each with an "id" ID field and a "fields" object for cell values.',
  )
export const tooManyCreates = (count: number): ApiError =>
  typedError(
    422,
    'INVALID_RECORDS',
    `A maximum of 10 records can be created per request but you have provided ${count}.`,
  )
export const rowDoesNotExist = (id: string): ApiError =>
  typedError(422, 'ROW_DOES_NOT_EXIST', `Record ID ${id} does not exist in this table`)
export const invalidFormula = (detail: string): ApiError =>
  typedError(422, 'INVALID_FILTER_BY_FORMULA', `The formula for filtering records is invalid: ${detail}`)
export const viewNotFound = (view: string): ApiError =>
  typedError(
    422,
    /^viw[0-9A-Za-z]{14}$/.test(view) ? 'VIEW_ID_NOT_FOUND' : 'VIEW_NAME_NOT_FOUND',
    `View ${view} not found`,
  )
/** Ids of different tables in one request. */
export const failedStateCheck = (): ApiError => typedError(422, 'FAILED_STATE_CHECK')
export const iteratorGone = (): ApiError => typedError(422, 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE')
export const invalidOffset = (offset: string): ApiError =>
  typedError(422, 'INVALID_OFFSET_VALUE', `The value of offset ${offset} is invalid`)
