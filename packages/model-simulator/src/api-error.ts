/** An answer that is none: a status, headers and a body. */
export interface ApiError {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** JSON, or text that goes as it is, as HTML. */
  readonly body: unknown
}

export interface ErrorFields {
  readonly message: string
  readonly type: string
  readonly param?: string | undefined
  readonly code?: string | undefined
}

/** The envelope that both providers use. */
export function apiError(
  status: number,
  { message, type, param, code }: ErrorFields,
  headers?: Readonly<Record<string, string>>,
): ApiError {
  return { status, headers, body: { error: { message, type, param: param ?? null, code: code ?? null } } }
}
