import type { Operator } from './formula-node.ts'

/*
 * What Airtable does not tell and nobody has settled, decided here and nowhere else: one line each to change when a
 * real base gives the answer. What is not even guessed (a boolean as text, say) is not evaluated: see InexactValue.
 * docs/decisions/2026-11-23-exact-formulas.md lists them.
 */

/** The strength of operators, weakest first; those of one level go from left to right. */
export const OPERATOR_LEVELS: readonly (readonly Operator[])[] = [
  ['=', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
]

/** A backslash before any other character stays: '\d' is a regular expression's digit. */
export function textAfterUnknownEscape(escaped: string): string {
  return `\\${escaped}`
}
