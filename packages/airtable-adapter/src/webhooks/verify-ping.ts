import { createHmac, timingSafeEqual } from 'node:crypto'

const MAC = /^hmac-sha256=([0-9a-f]{64})$/i

/**
 * Whether a ping was signed with one of the secrets, which are as Airtable gave them: base64. The bytes must be those
 * that came over the line. Takes as long for a wrong signature as for a right one, and refuses whatever is malformed:
 * it never throws.
 */
export function verifyPing(
  rawBody: Uint8Array,
  mac: string | null | undefined,
  secrets: readonly string[],
): boolean {
  const hex = MAC.exec(mac ?? '')?.[1]
  if (hex === undefined) return false
  const given = Buffer.from(hex, 'hex')
  let isSigned = false
  for (const secret of secrets) {
    const key = Buffer.from(secret, 'base64')
    // Everybody can sign with a key of no bytes.
    if (key.length === 0) continue
    const expected = createHmac('sha256', key).update(rawBody).digest()
    if (timingSafeEqual(given, expected)) isSigned = true
  }
  return isSigned
}
