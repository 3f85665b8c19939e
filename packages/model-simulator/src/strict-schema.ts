import { isObject } from './chat-body.ts'

/** Why OpenAI's strict mode refuses a JSON Schema: every object must be closed, with every property required. */
export function strictSchemaFlaw(schema: unknown, context: readonly string[] = []): string | undefined {
  if (!isObject(schema)) return undefined
  return objectFlaw(schema, context) ?? innerFlaw(schema, context)
}

function objectFlaw(
  schema: Readonly<Record<string, unknown>>,
  context: readonly string[],
): string | undefined {
  const { type, properties, required, additionalProperties } = schema
  if (type !== 'object' && !(Array.isArray(type) && type.includes('object'))) return undefined
  const where = `In context=(${context.map((step) => `'${step}'`).join(', ')})`
  if (additionalProperties !== false)
    return `${where}, 'additionalProperties' is required to be supplied and to be false.`
  const names = isObject(properties) ? Object.keys(properties) : []
  const missing = names.find((name) => !Array.isArray(required) || !required.includes(name))
  return missing === undefined
    ? undefined
    : `${where}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`
}

function innerFlaw(
  schema: Readonly<Record<string, unknown>>,
  context: readonly string[],
): string | undefined {
  const inner: (readonly [unknown, readonly string[]])[] = [[schema['items'], [...context, 'items']]]
  for (const group of ['properties', '$defs', 'definitions']) {
    const named = schema[group]
    if (!isObject(named)) continue
    for (const [name, value] of Object.entries(named)) inner.push([value, [...context, group, name]])
  }
  const alternatives = schema['anyOf']
  if (Array.isArray(alternatives))
    alternatives.forEach((value, index) => inner.push([value, [...context, 'anyOf', String(index)]]))
  for (const [value, where] of inner) {
    const flaw = strictSchemaFlaw(value, where)
    if (flaw !== undefined) return flaw
  }
  return undefined
}
