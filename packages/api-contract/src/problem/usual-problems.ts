/** What any request that needs a key may meet; spread into `problems(…)`. */
export const WITH_KEY = [
  'authentication-required',
  'foreign-host',
  'not-acceptable',
  'rate-limited',
  'internal-error',
  'temporarily-unavailable',
] as const

/** The same for a key that has to have a right. */
export const WITH_RIGHT = [...WITH_KEY, 'not-permitted'] as const

/** What any request may meet that needs no key. */
export const WITHOUT_KEY = ['foreign-host', 'internal-error'] as const
