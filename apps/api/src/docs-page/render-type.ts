import { html } from 'hono/html'
import { type JsonSchema, nameIn, plain, variantsOf } from './json-schema.ts'
import type { Html } from './rich-text.ts'

/** What may stand for a schema, in few words: its type with its limits, or where that is told. */
export function renderType(given: JsonSchema): Html {
  const schema = plain(given)
  if (schema.$ref !== undefined) {
    const name = nameIn(schema.$ref)
    return html`<a href="#schema-${name}">${name}</a>`
  }
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const])
  if (values.length > 0)
    return joined(
      values.map((value) => html`<code>${JSON.stringify(value)}</code>`),
      ' or ',
    )
  const variants = variantsOf(schema)
  if (variants.length > 0) return joined(variants.map(renderType), ' or ')
  if (schema.items) return html`list of ${renderType(schema.items)}${limits(schema)}`
  return html`${typeName(schema)}${limits(schema)}`
}

function joined(pieces: readonly Html[], between: string): Html {
  return html`${pieces.map((piece, index) => (index === 0 ? piece : html`${between}${piece}`))}`
}

function typeName({ type = 'anything', format }: JsonSchema): string {
  const names = [type].flat().filter((name) => name !== 'null')
  return format === undefined ? names.join(' or ') : `${names.join(' or ')} (${format})`
}

function limits({ minimum, maximum, minLength, maxLength, maxItems }: JsonSchema): string {
  const least = minimum ?? minLength
  const most = maximum ?? maxLength ?? maxItems
  const unit = (minLength ?? maxLength) ? ' characters' : maxItems === undefined ? '' : ' items'
  // Whole numbers have the limits of their type, which tell nothing.
  const isKnown = most !== undefined && Math.abs(most) < Number.MAX_SAFE_INTEGER
  if (least !== undefined && isKnown) return `, ${least} to ${most}${unit}`
  if (isKnown) return `, at most ${most}${unit}`
  return least !== undefined && Math.abs(least) < Number.MAX_SAFE_INTEGER ? `, at least ${least}${unit}` : ''
}
