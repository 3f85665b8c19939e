import { createRoute, z } from '@hono/zod-openapi'
import { jsonResponse } from '../json-response.ts'
import { problems } from '../problem/problem-responses.ts'
import { WITH_RIGHT } from '../problem/usual-problems.ts'
import { keyThatMay } from '../security.ts'
import { TAGS } from '../tags.ts'
import { conversationSchema, messageSchema, replySchema } from './assistant-schemas.ts'

const reply: z.input<typeof replySchema> = {
  conversationId: 'aYoWzt_TiPkt9R2GfQ4XMQ',
  text: 'Sí, hay mesa para 4 personas el viernes 4 de diciembre a las 21:00 en el salón. ¿Se la reservo?',
  language: 'es',
  facts: [{ kind: 'available', sitting: { date: '2026-12-04', time: '21:00', people: 4, zone: 'indoor' } }],
  state: { turn: 1, task: 'book', expecting: 'confirmation', codes: [] },
  servedBy: { router: { by: 'rules', because: 'no-model' }, human: { by: 'rules', because: 'no-model' } },
  usd: 0,
}

const { description, content } = jsonResponse(
  'The reply; with `Accept: text/event-stream` piece by piece: `understood`, `text` (several), `done` with the whole, `error`.',
  replySchema,
  reply,
)

/** Not in the types, which a client would have to tell apart from the JSON: who asks for events reads a stream. */
const asEvents: object = {
  'text/event-stream': {
    schema: { type: 'string' },
    example: `event: understood\ndata: {"intent":"check","language":"es"}\n\nevent: text\ndata: {"text":"Sí, hay mesa "}\n\nevent: done\ndata: {"reply":${JSON.stringify(reply)}}\n\n`,
  },
}

export const postMessageRoute = createRoute({
  method: 'post',
  path: '/assistant/messages',
  operationId: 'postMessage',
  tags: [TAGS.assistant],
  summary: 'talk with the assistant; with Accept: text/event-stream piece by piece',
  description:
    'One message of a guest, and the reply to it. A message that is sent again begins another turn: ask first where the conversation stands.',
  security: keyThatMay('write'),
  request: {
    body: {
      required: true,
      description: 'At most 16 KiB.',
      content: {
        'application/json': {
          schema: messageSchema,
          example: { message: 'Hola, ¿hay mesa para 4 el viernes que viene a las nueve?' },
        },
      },
    },
  },
  responses: {
    200: { description, content: { ...content, ...asEvents } },
    ...problems(
      'malformed-body',
      'invalid-input',
      'cross-site-write',
      'no-book',
      'unknown-conversation',
      'conversation-busy',
      'body-too-large',
      'unsupported-media-type',
      ...WITH_RIGHT,
    ),
  },
})

export const conversationRoute = createRoute({
  method: 'get',
  path: '/assistant/conversations/{id}',
  operationId: 'getConversation',
  tags: [TAGS.assistant],
  summary: 'where a conversation stands',
  security: keyThatMay('write'),
  request: {
    params: z.object({
      id: z.string().meta({ description: 'Of the conversation.', examples: ['aYoWzt_TiPkt9R2GfQ4XMQ'] }),
    }),
  },
  responses: {
    200: jsonResponse('Where it stands, not what was said.', conversationSchema, {
      id: 'aYoWzt_TiPkt9R2GfQ4XMQ',
      language: 'es',
      turn: 8,
      codes: ['R-10001'],
    }),
    ...problems('no-book', 'unknown-conversation', ...WITH_RIGHT),
  },
})
