import type { Finding } from './finding.ts'
import type { Reading } from './reading.ts'

const INSTEAD = new Set(['vez', 'lugar', 'instead', 'rather', 'than'])
const NO = new Set(['no', 'not', 'ni', "isn't", 'nor'])
const OR = new Set(['o', 'u', 'or', '/'])
/** "Mejor el miércoles que el martes". */
const BETTER = new Set(['mejor', 'antes', 'prefiero', 'preferimos', 'preferiria'])
/** After "el viernes no": what shows that the no is about the day, not about what follows. */
const AFTER_NO = new Set([',', '.', ';', 'puedo', 'podemos', 'mejor', 'sino', 'me', 'nos', 'queremos', 'es'])

/** The findings that stand: without "en vez del viernes", "not Friday" and "el viernes no, el sábado". */
export function keptFindings<F extends Finding>(findings: readonly F[], reading: Reading): readonly F[] {
  return findings.filter(
    (finding, at) => !isRejected(finding, reading) && !(at > 0 && isReason(finding, reading)),
  )
}

/** "Digo el jueves, que el miércoles trabajo": what is said of the other day is why. */
function isReason({ from }: Finding, { items }: Reading): boolean {
  return BECAUSE.has(items[from - 1]?.text ?? '')
}

const BECAUSE = new Set(['que', 'porque', 'because', 'since', 'pues'])

function isRejected({ from, to }: Finding, { items }: Reading): boolean {
  const text = (at: number) => items[at]?.text ?? ''
  if (NO.has(text(from - 1)) || INSTEAD.has(text(from - 1)) || INSTEAD.has(text(from - 2))) return true
  if (
    text(from - 1) === 'que' &&
    items.slice(Math.max(0, from - 9), from).some(({ text }) => BETTER.has(text))
  )
    return true
  return NO.has(text(to)) && AFTER_NO.has(text(to + 1))
}

/** Whether one is offered for the other: "el viernes o el sábado". */
export function isChoice(one: Finding, other: Finding, { items }: Reading): boolean {
  const between = items.slice(one.to, other.from)
  return between.length >= 1 && between.length <= 3 && between.some(({ text }) => OR.has(text))
}
