export interface ProblemType {
  readonly status: number
  readonly title: string
  /** When it is met, and what to do about it. */
  readonly meaning: string
}

/** Every kind of problem that Larder's own routes answer with. Their names are kept: clients tell problems apart by them. */
export const PROBLEM_TYPES = {
  'malformed-body': {
    status: 400,
    title: 'The body is no JSON',
    meaning: 'Send JSON with content-type application/json. Nothing was done.',
  },
  'invalid-input': {
    status: 400,
    title: 'The request is not as it has to be',
    meaning:
      'Its member errors lists each part that is wrong, what was got, and what is allowed. Nothing was done.',
  },
  'authentication-required': {
    status: 401,
    title: 'A key is needed',
    meaning: 'Send a key that this Larder knows as Authorization: Bearer …',
  },
  'unsigned-ping': {
    status: 401,
    title: 'The ping is not signed by Airtable',
    meaning: 'Only Airtable may send pings: it signs them with the secret of the webhook.',
  },
  'not-permitted': {
    status: 403,
    title: 'This key may not do this',
    meaning: 'Its detail says which right is missing: ask whoever runs Larder for a key that has it.',
  },
  'foreign-host': {
    status: 403,
    title: 'Asked by a name that is not this machine',
    meaning: 'Without keys Larder answers to localhost, 127.0.0.1 and [::1] only.',
  },
  'cross-site-write': {
    status: 403,
    title: 'A page of another site may not write',
    meaning: 'Without keys a browser may write from pages of this server alone.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    meaning: 'GET / lists what there is.',
  },
  'no-book': {
    status: 404,
    title: 'The assistant has no book',
    meaning: 'Name a base for it in the file of LARDER_CONFIG, as docs/assistant.md has it.',
  },
  'unknown-conversation': {
    status: 404,
    title: 'There is no such conversation',
    meaning:
      'It never was, or it ended: 24 hours after its last message. Send the message without conversationId.',
  },
  'not-followed': {
    status: 404,
    title: 'The base is not followed',
    meaning: 'No webhook of this Larder belongs to the base.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not one of this address',
    meaning: 'Its header Allow lists those that are.',
  },
  'not-acceptable': {
    status: 406,
    title: 'No answer of an acceptable type',
    meaning: 'Its detail names the types that are offered: ask for one of them, or leave Accept out.',
  },
  'caller-gone': {
    status: 408,
    title: 'The caller has gone',
    meaning: 'The connection was closed before the answer: nobody reads this.',
  },
  'conversation-busy': {
    status: 409,
    title: 'Another message of the conversation is being answered',
    meaning: 'Wait for its answer, then send this one again.',
  },
  'no-redis': {
    status: 409,
    title: 'There is no Redis',
    meaning: 'Set REDIS_URL to share the cache. Nothing was done.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'Its detail states the limit in bytes. Nothing was done.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of another type',
    meaning: 'Send it with the content-type that its detail names.',
  },
  'rate-limited': {
    status: 429,
    title: 'Airtable takes no more requests now',
    meaning: 'Try again after the seconds in Retry-After.',
  },
  'internal-error': {
    status: 500,
    title: 'Larder failed',
    meaning: 'Its log says why.',
  },
  'temporarily-unavailable': {
    status: 503,
    title: 'Not to be had now',
    meaning: 'What is behind Larder cannot be asked. Try again after the seconds in Retry-After.',
  },
  'too-many-watchers': {
    status: 503,
    title: 'Too many are watching',
    meaning: 'Fifty streams of /cache/live are open in this process: close one of them.',
  },
} as const satisfies Readonly<Record<string, ProblemType>>

export type ProblemName = keyof typeof PROBLEM_TYPES

export const PROBLEM_NAMES: readonly ProblemName[] = Object.keys(PROBLEM_TYPES) as ProblemName[]

/** The `type` of a problem: a reference that the server itself explains. */
export function problemUri(name: ProblemName): string {
  return `/docs#problem-${name}`
}
