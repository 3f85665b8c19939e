import { z } from 'zod'
import { digestOf, keyOrDigest } from '../access/configured-keys.ts'
import { type Variables, wholeNumber } from '../whole-number.ts'
import { OTEL_VARIABLES, type OtelConfig, readOtelConfig } from './otel-config.ts'

/** What Larder tells of itself, and to whom. */
export interface TelemetryConfig {
  /** SHA-256 of a key that opens /metrics and nothing else, in hexadecimal. */
  readonly metricsKeySha256: string | undefined
  /** From which on a request is logged as slow, in ms. */
  readonly slowRequestMs: number
  /** `undefined`: OpenTelemetry is not loaded. */
  readonly otel: OtelConfig | undefined
  /** What of it cannot be used, and is ignored. */
  readonly otelWarnings: readonly string[]
}

const schema = z.object({
  METRICS_KEY: keyOrDigest.optional(),
  LOG_SLOW_MS: wholeNumber(
    2_000,
    0,
    3_600_000,
    'It is a time in milliseconds; 0 logs every request as slow.',
  ),
})

/** The variables about metrics, traces and slow requests, with their rules. */
export const TELEMETRY_VARIABLES: Variables = { ...schema.shape, ...OTEL_VARIABLES }

/** Reads what concerns metrics, traces and slow requests; the problems name the variable and the remedy, and never a key. */
export function readTelemetryConfig(given: Readonly<Record<string, string | undefined>>): {
  readonly telemetry?: TelemetryConfig
  readonly problems: readonly string[]
} {
  const { data, error } = schema.safeParse(given)
  if (!data) return { problems: error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) }
  const { otel, warnings: otelWarnings } = readOtelConfig(given)
  const { METRICS_KEY: key, LOG_SLOW_MS: slowRequestMs } = data
  const metricsKeySha256 = key === undefined ? undefined : digestOf(key)
  return { telemetry: { metricsKeySha256, slowRequestMs, otel, otelWarnings }, problems: [] }
}
