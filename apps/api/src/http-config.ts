import { z } from 'zod'
import { type Variables, wholeNumber } from './whole-number.ts'

/** How the server deals with connections, and how it ends. */
export interface HttpConfig {
  /** How long the head of a request may take, in ms. */
  readonly headersTimeoutMs: number
  /** How long a whole request may take to arrive, in ms. */
  readonly requestTimeoutMs: number
  /** How long a connection may be silent, in ms. */
  readonly idleTimeoutMs: number
  /** How long a connection is kept for its next request, in ms. */
  readonly keepAliveMs: number
  /** More are closed as soon as they come. */
  readonly maxConnections: number
  /** For how long it goes on serving after it was told to end, in ms, while `/readyz` says that it will. */
  readonly drainDelayMs: number
}

const schema = z.object({
  HTTP_HEADERS_TIMEOUT_MS: wholeNumber(
    10_000,
    100,
    600_000,
    'It is how long the head of a request may take.',
  ),
  HTTP_REQUEST_TIMEOUT_MS: wholeNumber(
    60_000,
    100,
    600_000,
    'It is how long a whole request may take to arrive.',
  ),
  HTTP_IDLE_TIMEOUT_MS: wholeNumber(
    120_000,
    100,
    3_600_000,
    'It is how long a connection may be silent while a request is under way; Airtable may need 30 s.',
  ),
  HTTP_KEEP_ALIVE_MS: wholeNumber(
    5_000,
    100,
    3_600_000,
    'It is how long a connection is kept for its next request; behind a proxy, longer than the proxy keeps it.',
  ),
  HTTP_MAX_CONNECTIONS: wholeNumber(5_000, 1, 1_000_000, 'It is how many connections are taken at a time.'),
  SHUTDOWN_DRAIN_DELAY_MS: wholeNumber(
    0,
    0,
    600_000,
    'It is for how long it goes on serving after SIGTERM, until balancers have seen /readyz say 503.',
  ),
})

/** The variables about connections, with their rules. */
export const HTTP_VARIABLES: Variables = schema.shape

/** Reads the variables about connections: what they say, or every problem with its remedy. */
export function readHttpConfig(environment: Readonly<Record<string, string | undefined>>): {
  readonly http?: HttpConfig
  readonly problems: readonly string[]
} {
  const { data, error } = schema.safeParse(environment)
  if (!data) return { problems: error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) }
  const http = {
    headersTimeoutMs: data.HTTP_HEADERS_TIMEOUT_MS,
    requestTimeoutMs: data.HTTP_REQUEST_TIMEOUT_MS,
    idleTimeoutMs: data.HTTP_IDLE_TIMEOUT_MS,
    keepAliveMs: data.HTTP_KEEP_ALIVE_MS,
    maxConnections: data.HTTP_MAX_CONNECTIONS,
    drainDelayMs: data.SHUTDOWN_DRAIN_DELAY_MS,
  }
  return { http, problems: crossChecks(http) }
}

/** What is right by itself and does not go together. */
function crossChecks({
  headersTimeoutMs,
  requestTimeoutMs,
  idleTimeoutMs,
  keepAliveMs,
}: HttpConfig): readonly string[] {
  return [
    requestTimeoutMs < headersTimeoutMs &&
      `HTTP_REQUEST_TIMEOUT_MS ${requestTimeoutMs} is less than HTTP_HEADERS_TIMEOUT_MS ${headersTimeoutMs}: the head is a part of the request.`,
    idleTimeoutMs < keepAliveMs &&
      `HTTP_IDLE_TIMEOUT_MS ${idleTimeoutMs} is less than HTTP_KEEP_ALIVE_MS ${keepAliveMs}: it ends connections that are kept, too.`,
  ].filter((problem) => problem !== false)
}
