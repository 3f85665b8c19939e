import { OpenAPIHono } from '@hono/zod-openapi'
import { metricsRoute } from '@larder/api-contract'
import { type Access, bearerOf } from '../access/caller.ts'
import { KeyRing } from '../access/api-key.ts'
import { type CallerVariables, requireAdmin, requireCaller } from '../middleware/require-caller.ts'
import type { MetricSource } from '../telemetry/metric-family.ts'
import { metricsText } from '../telemetry/metrics-text.ts'

export interface MetricsRoutesOptions {
  readonly access: Access
  /** SHA-256 of a key that opens this route alone. */
  readonly metricsKeySha256: string | undefined
  readonly sources: readonly MetricSource[]
}

/**
 * `/metrics`, for Prometheus: with the key that METRICS_KEY names, with an administrator's, or on loopback without any
 * where no keys are asked for.
 */
export function metricsRoutes({
  access,
  metricsKeySha256,
  sources,
}: MetricsRoutesOptions): OpenAPIHono<CallerVariables> {
  const app = new OpenAPIHono<CallerVariables>()
  const known = requireCaller(access)
  const admin = requireAdmin()
  const scrapers = new KeyRing<true>()
  if (metricsKeySha256 !== undefined) scrapers.file(metricsKeySha256, true)
  app.use(metricsRoute.path, async (c, next) => {
    const key = bearerOf(c.req.header('authorization'))
    if (key !== undefined && scrapers.find(key)) return next()
    return known(c, async () => void (await admin(c, next)))
  })
  return app.openapi(metricsRoute, async (c) => {
    const { contentType, text } = await metricsText(sources, c.req.header('accept'))
    return c.body(text, 200, { 'content-type': contentType })
  })
}
