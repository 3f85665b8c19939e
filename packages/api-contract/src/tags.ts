/** The groups of operations, in the order of the document. */
export const TAGS = {
  records: 'Airtable: records',
  comments: 'Airtable: comments',
  metadata: 'Airtable: metadata',
  webhooks: 'Airtable: webhooks',
  assistant: 'Assistant',
  cache: 'Cache',
  service: 'This server',
} as const
