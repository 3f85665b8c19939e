import { ERROR, flatten, isArray, joined, toNumber, toText, type Value } from './value.ts'
import { type FunctionTable, MANY, strict } from './formula-function.ts'

export const arrayFunctions: FunctionTable = {
  ARRAYJOIN: strict(1, 2, ([list, separator]) =>
    isArray(list) ? joined(list, separator === undefined ? ', ' : toText(separator)) : toText(list),
  ),
  ARRAYCOMPACT: strict(1, 1, ([list]) =>
    flatten(itemsOf(list)).filter((item) => item !== undefined && item !== ''),
  ),
  ARRAYFLATTEN: strict(1, MANY, (values) => flatten(values)),
  ARRAYUNIQUE: strict(1, 1, ([list]) => unique(flatten(itemsOf(list)))),
  ARRAYSLICE: strict(2, 3, ([list, from, to]) => {
    const [items, start] = [itemsOf(list), toNumber(from)]
    const end = to === undefined ? items.length : toNumber(to)
    return start === ERROR || end === ERROR ? ERROR : slice(items, start, end)
  }),
}

function itemsOf(value: Value): readonly Value[] {
  if (isArray(value)) return value
  return value === undefined ? [] : [value]
}

function unique(items: readonly Value[]): readonly Value[] {
  const seen = new Map<unknown, Value>()
  for (const item of items) {
    const key = typeof item === 'object' ? toText(item) : item
    if (!seen.has(key)) seen.set(key, item)
  }
  return [...seen.values()]
}

/** From one place to another, both included and counted from 1, or from the end when negative. */
function slice(items: readonly Value[], from: number, to: number): readonly Value[] {
  const first = from < 0 ? items.length + from : from - 1
  return items.slice(Math.max(0, first), to < 0 ? items.length + to + 1 : to)
}
