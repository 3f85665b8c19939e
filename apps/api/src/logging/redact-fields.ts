import { redactText } from './redact-text.ts'

/** Members whose values are nobody's business, whatever they are. */
const PRIVATE =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|headers|password|secret|token|api_?key|key|value|values|body|fields|records?|query|url|text|content|transcript|name|nombre|guest|phone|tel[eé]fono|email)$/i
const REDACTED = '[redacted]'
/** Beyond this depth nothing is told. */
const DEEPEST = 4
/** Such a part of a path is an id that opens something, as that of a conversation. */
const SECRET_PART = /(?<=\/)[\w-]{22,}/g

/** What is logged beside a message, without what must not be in a log. */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactObject(fields, 0)
}

function redactObject(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      PRIVATE.test(name) ? REDACTED : redactValue(name, value, depth),
    ]),
  )
}

function redactValue(name: string, value: unknown, depth: number): unknown {
  if (typeof value === 'string')
    return redactText(name === 'path' ? value.replaceAll(SECRET_PART, '…') : value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return REDACTED
  if (value instanceof Error)
    return { type: value.name, message: redactText(value.message), stack: redactText(value.stack ?? '') }
  if (Array.isArray(value)) return value.map((one: unknown) => redactValue('', one, depth + 1))
  return redactObject(value, depth + 1)
}
