import type { Logger } from 'pino'
import { SECRET_VARIABLES } from '../secret-files.ts'
import { READ_VARIABLES } from './declared-variables.ts'

export interface MisspeltVariable {
  readonly name: string
  /** The one that is read. */
  readonly meant: string
}

/** Letters that two names may differ by. More, and one is as likely to be somebody else's: see `LARDER_PORT` of Kubernetes. */
const MOST_SLIPS = 2

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(READ_VARIABLES),
  ...SECRET_VARIABLES.map((name) => `${name}_FILE`),
])
/** Single words, such as `PORT`, are like too many others. */
const COMPARED = [...KNOWN].filter((name) => name.includes('_'))

/** Variables that nothing reads, and whose name is that of one that is read but for a slip. Empty ones count as absent. */
export function misspeltVariables(
  environment: Readonly<Record<string, string | undefined>>,
): readonly MisspeltVariable[] {
  return Object.entries(environment)
    .filter(([name, value]) => value && !KNOWN.has(name) && name.includes('_'))
    .flatMap(([name]) => {
      const meant = COMPARED.find((known) => isSlipOf(name, known))
      return meant === undefined ? [] : [{ name, meant }]
    })
}

/** Names alone: what stands in such a variable may well be a secret. */
export function warnOfMisspelt(
  environment: Readonly<Record<string, string | undefined>>,
  logger: Logger,
): void {
  for (const { name, meant } of misspeltVariables(environment))
    logger.warn({ variable: name, meant }, 'a variable is not read by anything: is another one meant?')
}

function isSlipOf(name: string, known: string): boolean {
  if (Math.abs(name.length - known.length) > MOST_SLIPS) return false
  return distance(name.toUpperCase(), known) <= MOST_SLIPS
}

/** Letters to change, put in, leave out or swap with the next one: the optimal string alignment distance. */
function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? beforeLast[j - 2]! + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost, swapped))
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
