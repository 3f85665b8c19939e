/** Fewest digits of what may be the number of a telephone. */
const PHONE_DIGITS = 9
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/

type Rule = readonly [pattern: RegExp, into: string | ((found: string) => string)]

/** In this order: what is found by one rule is gone for the next. */
const RULES: readonly Rule[] = [
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, '$1 [redacted]'],
  // Tokens of Airtable, of OpenAI and those who copied its form.
  [/\b(?:pat|key)[A-Za-z0-9]{14}(?:\.[A-Za-z0-9]+)?\b/g, '[redacted]'],
  [/\bsk-[\w-]{8,}/g, '[redacted]'],
  // Whoever is named in an address, and what is asked for: formulas hold what guests are called.
  [/(?<=[a-z]:\/\/)[^\s/@"'<>]+@/gi, '[redacted]@'],
  [/\?[^\s"'<>)]*=[^\s"'<>)]*/g, '?[redacted]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[redacted]'],
  // What others say of a request they quote.
  [/"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|(?<!\w)'[^'\n]*'(?!\w)/g, '[redacted]'],
  [/(?<![\w.:/-])\+?\d[\d ().-]{7,}\d(?!\w)/g, withoutPhone],
]

/**
 * A text without what must not be in a log: tokens, what follows `?` in addresses, mail addresses, numbers of telephones,
 * and whatever stands in quotation marks, which is where upstreams repeat what they were sent.
 */
export function redactText(text: string): string {
  let redacted = text
  for (const [pattern, into] of RULES)
    redacted = typeof into === 'string' ? redacted.replace(pattern, into) : redacted.replace(pattern, into)
  return redacted
}

function withoutPhone(found: string): string {
  const digits = found.replaceAll(/\D/g, '').length
  return digits < PHONE_DIGITS || IPV4.test(found) ? found : '[redacted]'
}
