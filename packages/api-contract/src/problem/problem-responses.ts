import { PROBLEM_TYPES, type ProblemName, problemUri } from './problem-types.ts'
import { PROBLEM_MEDIA_TYPE, problemSchema } from './problem-schema.ts'

export type StatusOf<Name extends ProblemName> = (typeof PROBLEM_TYPES)[Name]['status']

export interface ProblemResponse {
  description: string
  content: {
    'application/problem+json': {
      schema: typeof problemSchema
      examples: Record<string, { summary: string; value: unknown }>
    }
  }
}

/** The responses of an operation that may meet these problems, by status: one status may stand for several of them. */
export function problems<Name extends ProblemName>(
  ...names: readonly Name[]
): { [Status in StatusOf<Name>]: ProblemResponse } {
  const byStatus = Map.groupBy(names, (name) => PROBLEM_TYPES[name].status)
  return Object.fromEntries([...byStatus].map(([status, some]) => [status, responseOf(some)])) as {
    [Status in StatusOf<Name>]: ProblemResponse
  }
}

function responseOf(names: readonly ProblemName[]): ProblemResponse {
  const description = names.map((name) => `\`${name}\`: ${PROBLEM_TYPES[name].title}.`).join(' ')
  const examples = Object.fromEntries(names.map((name) => [name, exampleOf(name)]))
  return { description, content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema, examples } } }
}

function exampleOf(name: ProblemName): { summary: string; value: unknown } {
  const { status, title, meaning } = PROBLEM_TYPES[name]
  return {
    summary: title,
    value: { type: problemUri(name), title, status, detail: meaning, instance: '/the/path' },
  }
}
