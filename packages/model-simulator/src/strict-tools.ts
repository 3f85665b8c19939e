import { type ChatBody, isObject } from './chat-body.ts'
import { strictSchemaFlaw } from './strict-schema.ts'

/** A function tool as far as strict modes read it. */
export interface FunctionTool {
  readonly name: string
  readonly isStrict: boolean
  readonly parameters: unknown
}

export function functionToolsOf({ tools }: ChatBody): readonly FunctionTool[] {
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool) => {
    const called: unknown = isObject(tool) ? tool['function'] : undefined
    if (!isObject(called)) return []
    return [
      { name: String(called['name']), isStrict: called['strict'] === true, parameters: called['parameters'] },
    ]
  })
}

/** Why the schema of one of the strict tools is refused. */
export function strictToolFlaw(tools: readonly FunctionTool[]): string | undefined {
  for (const { name, isStrict, parameters } of tools) {
    const flaw = isStrict ? strictSchemaFlaw(parameters) : undefined
    if (flaw !== undefined) return `Invalid schema for function '${name}': ${flaw}`
  }
  return undefined
}
