import type { Collaborator } from '../base/base-data.ts'

/** A comment on a record, as the REST API shows it. */
export interface Comment {
  readonly id: string
  readonly author: Collaborator
  text: string
  readonly createdTime: string
  lastUpdatedTime: string | null
  readonly parentCommentId?: string
  mentioned?: Readonly<Record<string, Mention>>
}

export interface Mention {
  readonly type: 'user'
  readonly id: string
  readonly displayName?: string
  readonly email?: string
}
