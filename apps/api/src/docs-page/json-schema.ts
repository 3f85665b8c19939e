/** What the page reads of a schema of the document. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly description?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
}

/** A reference with something said beside it is that reference, and what is said. */
export function plain(schema: JsonSchema): JsonSchema {
  const { allOf = [], ...said } = schema
  const named = allOf.find(({ $ref }) => $ref !== undefined)
  if (!named) return schema
  return { ...said, ...Object.assign({}, ...allOf) } as JsonSchema
}

/** Name of the component that it refers to. */
export function nameIn($ref: string): string {
  return $ref.slice($ref.lastIndexOf('/') + 1)
}

/** Of a schema that is one of several: those, without null. */
export function variantsOf({ oneOf, anyOf }: JsonSchema): readonly JsonSchema[] {
  return (oneOf ?? anyOf ?? []).filter(({ type }) => type !== 'null')
}
