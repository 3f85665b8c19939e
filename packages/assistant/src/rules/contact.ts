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

/** Digits that are said one after the other, as digits or as numbers, and where they stand in the message. */
export interface SpokenDigits {
  readonly digits: string
  readonly start: number
  readonly end: number
}

/** All of at least so many digits: "seiscientos cien doscientos" has nine. */
export function spokenDigits({ items }: Reading, least: number): readonly SpokenDigits[] {
  const found: SpokenDigits[] = []
  let run: SpokenDigits | undefined
  for (const { kind, text, value, start, end } of items) {
    if (kind === 'number' || kind === 'digits')
      run = {
        digits: (run?.digits ?? '') + (kind === 'digits' ? text : String(value)),
        start: run?.start ?? start,
        end,
      }
    else if (kind !== 'symbol') {
      if (run) found.push(run)
      run = undefined
    }
  }
  if (run) found.push(run)
  return found.filter(({ digits }) => digits.length >= least)
}

/** A phone spoken digit by digit: "seis uno dos …". Undefined for fewer than nine digits. */
export function spokenPhone(reading: Reading): string | undefined {
  return spokenDigits(reading, 9).find(({ digits }) => digits.length <= 15)?.digits
}
