import { randomBytes } from 'node:crypto'

/** A token that does no harm in a log or a header; anything else is replaced. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/

/** Makes ids that no other process makes: its own random part, and a number. */
export function requestIds(): (given: string | null) => string {
  const ours = randomBytes(6).toString('hex')
  let made = 0
  return (given) => (given !== null && SANE.test(given) ? given : `${ours}-${(++made).toString(36)}`)
}
