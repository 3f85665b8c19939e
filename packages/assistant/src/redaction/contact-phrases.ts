import { spokenDigits } from '../rules/contact.ts'
import { readMessage } from '../rules/reading.ts'
import { tokenize } from '../rules/tokenize.ts'
import { LANGUAGES } from '../slots.ts'

/** Words between a cue and what it announces. */
const BETWEEN = String.raw`(?:[\s:=.,#]|\b(?:es|el|la|al|en|de|del|mi|su|is|it's|at|on|the|my|of|n[uú]mero|number|no|contacto|contact|fijo|m[oó]vil|reserva|booking|reservation)\b){0,12}$`
const PHONE_CUE = new RegExp(
  String.raw`(?:tel[eé]fono|\btel|\btlf|\btfno|m[oó]vil|celular|whatsapp|phone|mobile|\bcell|ll[aá]m\p{L}*|call me|n[uú]mero|number)${BETWEEN}`,
  'iu',
)
const CODE_CUE = new RegExp(
  String.raw`(?:c[oó]digo|\bcode|localizador|referencia|\bref|reference|confirmation)${BETWEEN}`,
  'iu',
)
const BOOKING_CUE = new RegExp(String.raw`(?:reserva|reservation|booking|n[uú]mero|number)${BETWEEN}`, 'iu')

/** How far before a number its cue is looked for, in characters. */
const REACH = 48

/** With fewer digits than a phone has, only a cue makes one of them; a code is short, and an hour has four digits. */
const LEAST_DIGITS = { phone: 9, cuedPhone: 7, cuedCode: 3, ofBooking: 5 }

export interface ContactPhrases {
  readonly phones: readonly string[]
  readonly codes: readonly string[]
}

/** Phones and codes as a message writes or spells them, read as the rules read them: what they find must not reach a model. */
export function contactPhrases(text: string): ContactPhrases {
  const phones: string[] = []
  const codes: string[] = []
  for (const language of LANGUAGES) {
    const reading = readMessage(text, tokenize(text), language)
    for (const { kind, start, end } of reading.items) {
      if (kind === 'phone') phones.push(text.slice(start, end))
      if (kind === 'code') codes.push(text.slice(start, end))
    }
    for (const { digits, start, end } of spokenDigits(reading, LEAST_DIGITS.cuedCode)) {
      const before = text.slice(Math.max(0, start - REACH), start)
      const isAfter = (cue: RegExp, least: number) => digits.length >= least && cue.test(before)
      if (digits.length >= LEAST_DIGITS.phone || isAfter(PHONE_CUE, LEAST_DIGITS.cuedPhone))
        phones.push(text.slice(start, end))
      else if (isAfter(CODE_CUE, LEAST_DIGITS.cuedCode) || isAfter(BOOKING_CUE, LEAST_DIGITS.ofBooking))
        codes.push(text.slice(start, end))
    }
  }
  return { phones, codes }
}
