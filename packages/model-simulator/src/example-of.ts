import { isObject } from './chat-body.ts'

type Schema = Readonly<Record<string, unknown>>

/** The plainest value of a JSON Schema of the kind that strict modes take. Texts say `simulated`. */
export function exampleOf(schema: Schema, root: Schema = schema): unknown {
  const target = typeof schema['$ref'] === 'string' ? atReference(root, schema['$ref']) : schema
  if ('const' in target) return target['const']
  if (Array.isArray(target['enum'])) return target['enum'][0]
  const alternatives = target['anyOf'] ?? target['oneOf']
  if (Array.isArray(alternatives)) return exampleOf(plainest(alternatives), root)
  switch (typeOf(target)) {
    case 'object':
      return exampleObject(target, root)
    case 'array':
      return exampleArray(target, root)
    case 'string':
      return 'simulated'
    case 'number':
    case 'integer':
      return typeof target['minimum'] === 'number' ? target['minimum'] : 0
    case 'boolean':
      return false
    default:
      return null
  }
}

function exampleObject(schema: Schema, root: Schema): unknown {
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, exampleOf(asSchema(property), root)]),
  )
}

function exampleArray(schema: Schema, root: Schema): readonly unknown[] {
  const length = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0
  return Array.from({ length }, () => exampleOf(asSchema(schema['items']), root))
}

/** Null ends what refers to itself. */
function plainest(alternatives: readonly unknown[]): Schema {
  const schemas = alternatives.map(asSchema)
  return schemas.find(({ type }) => type === 'null') ?? schemas[0] ?? {}
}

function typeOf({ type }: Schema): unknown {
  if (!Array.isArray(type)) return type
  return type.includes('null') ? 'null' : type[0]
}

function asSchema(value: unknown): Schema {
  return isObject(value) ? value : {}
}

function atReference(root: Schema, reference: string): Schema {
  const steps = reference.replace(/^#\/?/, '').split('/').filter(Boolean)
  return asSchema(steps.reduce<unknown>((value, step) => asSchema(value)[step], root))
}
