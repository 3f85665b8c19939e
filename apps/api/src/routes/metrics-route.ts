import type { Handler } from 'hono'
import { type Access, bearerOf } from '../access/caller.ts'
import { sha256Of } from '../access/key-access.ts'
import { callerOrRefusal } from '../middleware/require-caller.ts'
import { problem } from '../problem.ts'
import type { MetricSource } from '../telemetry/metric-family.ts'
import { metricsText } from '../telemetry/metrics-text.ts'

export interface MetricsRouteOptions {
  readonly access: Access
  /** SHA-256 of a key that opens this route alone. */
  readonly metricsKeySha256: string | undefined
  readonly sources: readonly MetricSource[]
}

/**
 * `/metrics`, for Prometheus: with the key that METRICS_KEY names, with an administrator's, or on loopback without any
 * where no keys are asked for.
 */
export function metricsRoute({ access, metricsKeySha256, sources }: MetricsRouteOptions): Handler {
  return async (c) => {
    const authorization = c.req.header('authorization')
    if (!isMetricsKey(authorization, metricsKeySha256)) {
      const caller = await callerOrRefusal(access, c.req.raw)
      if (caller instanceof Response) return caller
      if (!caller.isAdmin)
        return problem(c, 403, 'Metrics take METRICS_KEY, or a key with "admin": true, as the bearer token.')
    }
    const { contentType, text } = await metricsText(sources, c.req.header('accept'))
    return c.body(text, 200, { 'content-type': contentType })
  }
}

function isMetricsKey(authorization: string | undefined, sha256: string | undefined): boolean {
  const key = bearerOf(authorization)
  return key !== undefined && sha256 !== undefined && sha256Of(key) === sha256
}
