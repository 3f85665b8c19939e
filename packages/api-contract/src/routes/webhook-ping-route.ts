import { createRoute, z } from '@hono/zod-openapi'
import { problems } from '../problem/problem-responses.ts'
import { WITHOUT_KEY } from '../problem/usual-problems.ts'
import { NO_KEY } from '../security.ts'
import { TAGS } from '../tags.ts'

/** Where Airtable sends its pings, before the id of the base. */
export const PING_PATH = '/webhooks/airtable'

export const webhookPingRoute = createRoute({
  method: 'post',
  path: `${PING_PATH}/{base}`,
  operationId: 'webhookPing',
  tags: [TAGS.service],
  summary: 'for Airtable: something has changed in a base',
  description:
    'Airtable signs its pings with the secret of the webhook, in `X-Airtable-Content-MAC`. What is in them is not used.',
  security: NO_KEY,
  request: {
    params: z.object({
      base: z.string().meta({ description: 'Id of the base.', examples: ['appReservasDemo01'] }),
    }),
  },
  responses: {
    204: { description: 'It is signed: what has changed is being read.' },
    ...problems('unsigned-ping', 'not-followed', 'body-too-large', 'cross-site-write', ...WITHOUT_KEY),
  },
})
