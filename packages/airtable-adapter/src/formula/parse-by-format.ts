import { formatParts } from './date-tokens.ts'
import { FormulaDate } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { type DateParts, instantOf } from './parse-date.ts'

type Part = keyof DateParts

const NUMBERS: Readonly<Record<string, { readonly part: Part; readonly pattern: string }>> = {
  YYYY: { part: 'year', pattern: '\\d{4}' },
  MM: { part: 'month', pattern: '\\d{2}' },
  M: { part: 'month', pattern: '\\d{1,2}' },
  DD: { part: 'day', pattern: '\\d{2}' },
  D: { part: 'day', pattern: '\\d{1,2}' },
  HH: { part: 'hour', pattern: '\\d{2}' },
  H: { part: 'hour', pattern: '\\d{1,2}' },
  hh: { part: 'hour', pattern: '\\d{2}' },
  h: { part: 'hour', pattern: '\\d{1,2}' },
  mm: { part: 'minute', pattern: '\\d{2}' },
  ss: { part: 'second', pattern: '\\d{2}' },
}

/**
 * The date of a text in a moment.js format, in UTC; `undefined` when there is no such day or time.
 *
 * @throws InexactValue for a text that is not exactly of the format, of which moment.js may still make something.
 */
export function parseByFormat(text: string, format: string): FormulaDate | undefined {
  const { pattern, parts } = readerOf(format)
  const match = pattern.exec(text)
  if (!match) {
    if (!/\d/.test(text)) return undefined
    throw new InexactValue('which date a text is that is not of the format')
  }
  const found: { [part in Part]: number } = {
    year: Number.NaN,
    month: Number.NaN,
    day: Number.NaN,
    hour: 0,
    minute: 0,
    second: 0,
    millisecond: 0,
  }
  for (const [index, part] of parts.entries()) if (part !== 'half') found[part] = Number(match[index + 1])
  const half = parts.includes('half') ? match[parts.indexOf('half') + 1] : undefined
  if (half !== undefined) found.hour = hourOf(found.hour, half)
  const ms = instantOf(found)
  return ms === undefined ? undefined : new FormulaDate(ms, undefined)
}

interface Reader {
  readonly pattern: RegExp
  readonly parts: readonly (Part | 'half')[]
}

function readerOf(format: string): Reader {
  const parts: (Part | 'half')[] = []
  const pattern = formatParts(format).map((part) => {
    if ('literal' in part) return part.literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    if (part.token === 'A' || part.token === 'a') {
      parts.push('half')
      return '([AaPp][Mm])'
    }
    const number = NUMBERS[part.token]
    if (!number || parts.includes(number.part)) throw new InexactValue(`how a date is read by ${part.token}`)
    parts.push(number.part)
    return `(${number.pattern})`
  })
  const isHalf = formatParts(format).some((part) => 'token' in part && part.token.startsWith('h'))
  if (
    isHalf !== parts.includes('half') ||
    !['year', 'month', 'day'].every((part) => parts.includes(part as Part))
  )
    throw new InexactValue('which date a text is when its format leaves something out')
  return { pattern: new RegExp(`^${pattern.join('')}$`), parts }
}

function hourOf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) throw new InexactValue('what hour that is')
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}
