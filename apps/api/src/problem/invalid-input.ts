import type { InputError } from '@larder/api-contract'
import type { Hook, z } from '@hono/zod-openapi'
import type { CallerVariables } from '../middleware/require-caller.ts'
import { ProblemError } from './problem-error.ts'

type Issue = z.core.$ZodIssue

const PLACES: Readonly<Record<string, InputError['in']>> = { query: 'query', param: 'path', header: 'header' }

/** Longest value that is given back as it came, in characters. */
const MOST_SHOWN = 60

/** Refuses what does not fit the schema of its route, and says of each part what was got and what is allowed. */
export const refuseInvalidInput: Hook<unknown, CallerVariables, string, void> = (result) => {
  if (result.success) return
  const given = (result as { readonly data?: unknown }).data
  const place = PLACES[result.target] ?? 'body'
  throw invalidInput(result.error.issues.flatMap((issue) => inputErrors(issue, place, given)))
}

/** The problem that tells of these. */
export function invalidInput(errors: readonly InputError[]): ProblemError {
  const told = errors.map(({ field, detail }) =>
    /^[A-Z]/.test(detail) ? detail : `${field || 'The body'} ${detail}`,
  )
  return new ProblemError('invalid-input', told.join('; ').replace(/([^.])$/, '$1.'), { errors })
}

function inputErrors(issue: Issue, place: InputError['in'], given: unknown): readonly InputError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      in: place,
      field: fieldOf([...issue.path, key]),
      detail: issue.message,
    }))
  const field = fieldOf(issue.path)
  const allowed = allowedBy(issue)
  return [
    {
      in: place,
      field,
      detail: issue.message,
      got: shown(valueAt(given, issue.path)),
      ...(allowed === undefined ? {} : { allowed }),
    },
  ]
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    given,
  )
}

/** Short texts and numbers as they came; of others what they are, and how large. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string')
    return value.length <= MOST_SHOWN ? JSON.stringify(value) : `a text of ${value.length} characters`
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null)
    return `an object with ${Object.keys(value).join(', ') || 'nothing'}`.slice(0, 200)
  return String(value)
}

function allowedBy(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected
    case 'invalid_value':
      return issue.values.map(String).join(', ')
    case 'too_small':
      return `at least ${issue.minimum}`
    case 'too_big':
      return `at most ${issue.maximum}`
    default:
      return undefined
  }
}
