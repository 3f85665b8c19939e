/** What the guest was asked for last. */
export const EXPECTED = [
  'date',
  'time',
  'people',
  'name',
  'phone',
  'email',
  'code',
  'confirmation',
  'choice',
] as const
export type Expecting = (typeof EXPECTED)[number]
