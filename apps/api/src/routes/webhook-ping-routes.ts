import type { AirtableWebhooks } from '@larder/airtable-adapter'
import { type ProblemName, webhookPingRoute } from '@larder/api-contract'
import { OpenAPIHono } from '@hono/zod-openapi'
import { ProblemError } from '../problem/problem-error.ts'

/** What a ping is refused with, by the status that the receiver gives it. */
const REFUSALS: Readonly<Record<number, readonly [ProblemName, string]>> = {
  401: ['unsigned-ping', 'The ping is not signed with the secret of a webhook of the base.'],
  404: ['not-followed', 'This base is not followed through webhooks. See docs/webhooks.md.'],
  413: ['body-too-large', 'A ping is smaller than that.'],
}

/** Where Airtable sends its pings. They come without a key of ours, and are signed. */
export function webhookPingRoutes(webhooks: AirtableWebhooks | undefined): OpenAPIHono {
  return new OpenAPIHono().openapi(webhookPingRoute, async (c) => {
    const status = webhooks ? (await webhooks.respondToPing(c.req.param('base'), c.req.raw)).status : 404
    const refusal = REFUSALS[status]
    if (refusal) throw new ProblemError(...refusal)
    return c.body(null, 204)
  })
}
