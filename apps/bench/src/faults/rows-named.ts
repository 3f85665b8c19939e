import type { FaultRow } from './fault-row.ts'

/** The rows of lists like `3`, `7-12` and `1,4`, in the order of the matrix; all when nothing is named. Throws for what names none. */
export function rowsNamed(lists: readonly string[], all: readonly FaultRow[]): readonly FaultRow[] {
  if (lists.length === 0) return all
  const numbers = new Set(lists.flatMap((list) => list.split(',')).flatMap((part) => rangeOf(part, all)))
  return all.filter(({ number }) => numbers.has(number))
}

function rangeOf(part: string, all: readonly FaultRow[]): readonly number[] {
  const [, first, last] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? []
  const from = Number(first)
  const to = Number(last ?? first)
  const found = all.map(({ number }) => number).filter((number) => number >= from && number <= to)
  if (found.length > 0) return found
  const known = all.map(({ number }) => number).join(', ')
  throw new Error(`--row ${part} names no row. There is: ${known}.`)
}
