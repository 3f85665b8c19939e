import type { RouteConfig } from '@hono/zod-openapi'
import { COMMENT_OPERATIONS } from './comment-operations.ts'
import { METADATA_OPERATIONS } from './metadata-operations.ts'
import { RECORD_OPERATIONS } from './record-operations.ts'
import { WEBHOOK_OPERATIONS } from './webhook-operations.ts'

/** What Larder answers below `/v0`, as the document has it. */
export const AIRTABLE_OPERATIONS: readonly RouteConfig[] = [
  ...RECORD_OPERATIONS,
  ...COMMENT_OPERATIONS,
  ...METADATA_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
]
