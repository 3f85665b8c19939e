import { type FunctionTable, strict } from './formula-function.ts'
import { RE2JS } from 're2js'
import { ERROR, toText, type Value } from './value.ts'

/** RE2: linear in the text, whatever pattern a client sends. */
export const regexFunctions: FunctionTable = {
  REGEX_MATCH: strict(2, 2, ([text, pattern]) =>
    withPattern(pattern, (regex) => regex.matcher(toText(text)).find()),
  ),
  REGEX_EXTRACT: strict(2, 2, ([text, pattern]) =>
    withPattern(pattern, (regex) => {
      const matcher = regex.matcher(toText(text))
      return matcher.find() ? (matcher.group() ?? '') : ERROR
    }),
  ),
  REGEX_REPLACE: strict(3, 3, ([text, pattern, replacement]) =>
    withPattern(pattern, (regex) => regex.matcher(toText(text)).replaceAll(toText(replacement))),
  ),
}

/** Patterns that were read before: a filter applies the same one to every record. */
const known = new Map<string, RE2JS | undefined>()
const MAX_KNOWN = 100

function withPattern(pattern: Value, use: (regex: RE2JS) => Value): Value {
  const regex = compiled(toText(pattern))
  if (!regex) return ERROR
  try {
    return use(regex)
  } catch {
    // A replacement that names a group the pattern does not have.
    return ERROR
  }
}

/** `undefined` for a pattern that RE2 refuses, such as one with look-around. */
function compiled(pattern: string): RE2JS | undefined {
  if (known.has(pattern)) return known.get(pattern)
  if (known.size >= MAX_KNOWN) known.clear()
  let regex: RE2JS | undefined
  try {
    regex = RE2JS.compile(pattern)
  } catch {
    regex = undefined
  }
  known.set(pattern, regex)
  return regex
}
