import type { Slots } from '../slots.ts'
import type { Reading } from './reading.ts'

/** E-mail, phone and booking code, as far as a message carries them; the last of each. */
export function contactOf({ message, items }: Reading): Pick<Slots, 'email' | 'phone' | 'code'> {
  const last = (kind: string) => items.findLast((item) => item.kind === kind)
  const [email, phone, code] = [last('email'), last('phone'), last('code')]
  return {
    ...(email !== undefined && { email: message.slice(email.start, email.end) }),
    ...(phone !== undefined && { phone: phone.text.replaceAll(/[^\d+]/g, '') }),
    ...(code !== undefined && { code: `R-${code.text.replaceAll(/\D/g, '')}` }),
  }
}

/** The digits of a code without its letter, where a code was asked for: "10023". */
export function bareCode({ items }: Reading): string | undefined {
  const digits = items.find(({ kind, text }) => kind === 'digits' && text.length >= 4 && text.length <= 6)
  return digits === undefined ? undefined : `R-${digits.text}`
}

/** A phone spoken digit by digit: "seis uno dos …". Undefined for fewer than nine digits. */
export function spokenPhone({ items }: Reading): string | undefined {
  let digits = ''
  for (const item of items) {
    if (item.kind === 'number' || item.kind === 'digits')
      digits += item.kind === 'digits' ? item.text : String(item.value)
    else if (digits.length >= 9) return digits
    else if (item.kind !== 'symbol') digits = ''
  }
  return digits.length >= 9 && digits.length <= 15 ? digits : undefined
}
