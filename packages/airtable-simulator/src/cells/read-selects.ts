import { invalidValue, unknownOption } from '../api/api-error.ts'
import type { CellReader } from './cell-reader.ts'
import { newId } from '../base/identifiers.ts'

export const readSelect: CellReader = (field, value, context) => {
  const { base, typecast } = context
  const name = typecast && typeof value === 'number' ? String(value) : value
  if (typeof name !== 'string') throw invalidValue(field.name)
  const choices = field.options?.choices ?? []
  const isKnown = () => choices.some((choice) => choice.name === name)
  if (isKnown()) return name
  if (!typecast) throw unknownOption(name)
  context.onAccept(() => {
    if (!isKnown()) choices.push({ id: newId('sel', base.random), name })
  })
  return name
}

export const readSelects: CellReader = (field, value, context) => {
  const names = context.typecast && typeof value === 'string' ? splitList(value) : value
  if (!Array.isArray(names)) throw invalidValue(field.name)
  return [...new Set(names.map((name: unknown) => readSelect(field, name, context)))]
}

/** Names by commas; one in quotes may hold commas of its own. */
export function splitList(text: string): readonly string[] {
  const names = text.match(/\s*"[^"]*"\s*|[^,]+/g) ?? []
  return names.map((name) => name.trim().replace(/^"(.*)"$/s, '$1')).filter((name) => name !== '')
}
