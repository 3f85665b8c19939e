import { invalidOffset, invalidRequest, notFound, notPermitted } from '../api/api-error.ts'
import type { Comment, Mention } from './comment.ts'
import type { Collaborator } from '../base/base-data.ts'
import { newId } from '../base/identifiers.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { SimulatedRecord } from '../base/simulated-table.ts'

export type CommentDraft = Readonly<Record<string, unknown>>

/** Newest first. The offset is the id of the next one. Throws 422. */
export function listComments(record: SimulatedRecord, pageSize: number, offset: string | undefined): unknown {
  const newestFirst = (record.comments ?? []).toReversed()
  const from = offset === undefined ? 0 : newestFirst.findIndex(({ id }) => id === offset)
  if (from < 0) throw invalidOffset(offset ?? '')
  return {
    comments: newestFirst.slice(from, from + pageSize),
    offset: newestFirst[from + pageSize]?.id ?? null,
  }
}

export function createComment(
  base: SimulatedBase,
  record: SimulatedRecord,
  author: Collaborator,
  draft: CommentDraft,
): Comment {
  const text = textOf(draft)
  const parent = draft['parentCommentId']
  if (parent !== undefined && !record.comments?.some(({ id }) => id === parent)) throw invalidRequest()
  const comment: Comment = {
    id: newId('com', base.random),
    author,
    text,
    createdTime: new Date(base.clock.now()).toISOString(),
    lastUpdatedTime: null,
    ...(typeof parent === 'string' ? { parentCommentId: parent } : {}),
    ...mentionsIn(base, text),
  }
  record.comments ??= []
  record.comments.push(comment)
  return comment
}

/** Nobody changes what another one wrote. Throws 403, 404 or 422. */
export function updateComment(
  base: SimulatedBase,
  record: SimulatedRecord,
  id: string,
  author: Collaborator,
  draft: CommentDraft,
): Comment {
  const comment = find(record, id)
  if (comment.author.id !== author.id) throw notPermitted('perform this operation')
  comment.text = textOf(draft)
  comment.lastUpdatedTime = new Date(base.clock.now()).toISOString()
  delete comment.mentioned
  return Object.assign(comment, mentionsIn(base, comment.text))
}

/** Creators may delete anybody's. Throws 403 or 404. */
export function deleteComment(
  record: SimulatedRecord,
  id: string,
  author: Collaborator,
  isCreator: boolean,
): unknown {
  const comment = find(record, id)
  if (comment.author.id !== author.id && !isCreator) throw notPermitted('perform this operation')
  record.comments = (record.comments ?? []).filter((other) => other !== comment)
  return { id, deleted: true }
}

function textOf({ text }: CommentDraft): string {
  if (typeof text !== 'string' || text === '') throw invalidRequest()
  return text
}

function find(record: SimulatedRecord, id: string): Comment {
  const comment = record.comments?.find((candidate) => candidate.id === id)
  if (!comment) throw notFound()
  return comment
}

/** People are mentioned as `@[usrXXXXXXXXXXXXXX]`. */
function mentionsIn({ collaborators }: SimulatedBase, text: string): { mentioned?: Record<string, Mention> } {
  const mentioned: Record<string, Mention> = {}
  for (const [, id = ''] of text.matchAll(/@\[(usr[0-9A-Za-z]{14})\]/g)) {
    const { name, email } = collaborators.get(id) ?? {}
    mentioned[id] = {
      type: 'user',
      id,
      ...(name === undefined ? {} : { displayName: name }),
      ...(email === undefined ? {} : { email }),
    }
  }
  return Object.keys(mentioned).length > 0 ? { mentioned } : {}
}
