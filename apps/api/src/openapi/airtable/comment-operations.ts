import { TAGS } from '@larder/api-contract'
import { type RouteConfig, z } from '@hono/zod-openapi'
import { airtableOperation } from './airtable-operation.ts'
import { baseId, commentId, pageQuery, recordId, tableIdOrName } from './airtable-parameters.ts'
import { passedOnSchema } from './airtable-schemas.ts'

const tag = TAGS.comments
const params = z.object({ baseId, tableIdOrName, recordId })
const ofComment = params.extend({ commentId })
const body = { schema: z.object({ text: z.string() }), example: { text: 'La mesa cojea.' } }

const comment = {
  id: 'comXXXXXXXXXXXXXX',
  text: 'La mesa cojea.',
  createdTime: '2026-01-01T00:00:00.000Z',
  author: { id: 'usrXXXXXXXXXXXXXX', email: 'marta@example.com' },
}

export const COMMENT_OPERATIONS: readonly RouteConfig[] = [
  airtableOperation({
    id: 'listComments',
    tag,
    ask: 'GET /v0/{baseId}/{tableIdOrName}/{recordId}/comments',
    way: 'passed-on',
    summary: 'the comments of a record',
    params,
    query: pageQuery,
    answer: z.object({ comments: z.array(passedOnSchema), offset: z.string().nullish() }),
    example: { comments: [comment] },
  }),
  airtableOperation({
    id: 'createComment',
    tag,
    ask: 'POST /v0/{baseId}/{tableIdOrName}/{recordId}/comments',
    summary: 'comment on a record',
    params,
    body,
    answer: passedOnSchema,
    example: comment,
  }),
  airtableOperation({
    id: 'updateComment',
    tag,
    ask: 'PATCH /v0/{baseId}/{tableIdOrName}/{recordId}/comments/{commentId}',
    summary: 'change a comment',
    params: ofComment,
    body,
    answer: passedOnSchema,
    example: comment,
  }),
  airtableOperation({
    id: 'deleteComment',
    tag,
    ask: 'DELETE /v0/{baseId}/{tableIdOrName}/{recordId}/comments/{commentId}',
    summary: 'delete a comment',
    params: ofComment,
    answer: passedOnSchema,
    example: { id: comment.id, deleted: true },
  }),
]
