type Schema = Readonly<Record<string, unknown>>

/** Deeper than any answer we ask for; it also ends a schema that contains itself. */
const MAX_DEPTH = 8

/** A value of the shape that a JSON Schema describes, for instructions: the first of several choices, words for texts. */
export function exampleOf(schema: Schema): unknown {
  return example(schema, schema, 0)
}

function example(schema: unknown, root: Schema, depth: number): unknown {
  if (!isSchema(schema) || depth > MAX_DEPTH) return null
  const { $ref: ref, const: only, enum: values, anyOf, oneOf, allOf, default: preset } = schema
  if (typeof ref === 'string') return example(resolve(ref, root), root, depth + 1)
  if (only !== undefined) return only
  if (preset !== undefined) return preset
  if (Array.isArray(values)) return (values as unknown[])[0]
  for (const choices of [anyOf, oneOf, allOf])
    if (Array.isArray(choices)) return example(firstOf(choices), root, depth + 1)
  return exampleOfType(schema, root, depth)
}

function exampleOfType(schema: Schema, root: Schema, depth: number): unknown {
  const type: unknown = Array.isArray(schema['type']) ? firstType(schema['type']) : schema['type']
  if (type === 'object') {
    const properties = isSchema(schema['properties']) ? schema['properties'] : {}
    return Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, example(inner, root, depth + 1)]),
    )
  }
  if (type === 'array') return [example(schema['items'], root, depth + 1)]
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer')
    return typeof schema['minimum'] === 'number' ? Math.max(1, schema['minimum']) : 1
  return type === 'boolean' ? false : null
}

/** What may also be null is shown with a value. */
function firstOf(choices: readonly unknown[]): unknown {
  return choices.find((choice) => isSchema(choice) && choice['type'] !== 'null') ?? choices[0]
}

function firstType(types: readonly unknown[]): unknown {
  return types.find((type) => type !== 'null') ?? 'null'
}

/** References within the document alone: `#/$defs/name`, or `#` for all of it. */
function resolve(ref: string, root: Schema): unknown {
  if (ref === '#') return root
  if (!ref.startsWith('#/')) return undefined
  const path = ref.slice(2).split('/')
  return path.reduce<unknown>((at, name) => (isSchema(at) ? at[name] : undefined), root)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
