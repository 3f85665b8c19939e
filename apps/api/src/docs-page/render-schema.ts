import { html } from 'hono/html'
import { type JsonSchema, plain, variantsOf } from './json-schema.ts'
import { renderType } from './render-type.ts'
import { type Html, richLine, richText } from './rich-text.ts'

interface Member {
  /** The way to it: `cache.memory.entries`, `nodes[].node`. */
  readonly path: string
  readonly schema: JsonSchema
  readonly isRequired: boolean
}

/** A schema with a name: its members, or what it is one of. */
export function renderNamedSchema(name: string, schema: JsonSchema): Html {
  return html`<article id="schema-${name}" aria-labelledby="schema-${name}-title">
    <h3 id="schema-${name}-title"><code>${name}</code></h3>
    ${richText(schema.description)} ${renderShape(name, schema)}
  </article>`
}

function renderShape(name: string, schema: JsonSchema): Html {
  const variants = variantsOf(schema)
  if (variants.length > 0)
    return html`<p>One of:</p>
      <ul>
        ${variants.map((variant) => html`<li>${renderVariant(variant)}</li>`)}
      </ul>`
  return schema.properties ? renderMembers(name, schema) : html`<p>${renderType(schema)}</p>`
}

function renderVariant(schema: JsonSchema): Html {
  if (!schema.properties) return renderType(schema)
  return html`${membersOf(schema).map(
    ({ path, schema, isRequired }, index) =>
      html`${index === 0 ? '' : ', '}<code>${path}</code>${isRequired ? '' : '?'}: ${renderType(schema)}`,
  )}`
}

/** A table of all members, those of objects without a name included. */
export function renderMembers(of: string, schema: JsonSchema): Html {
  return html`<table>
    <caption>
      Members of ${of}
    </caption>
    <thead>
      <tr>
        <th scope="col">Member</th>
        <th scope="col">Type</th>
        <th scope="col">Meaning</th>
      </tr>
    </thead>
    <tbody>
      ${membersOf(schema).map(
        ({ path, schema, isRequired }) =>
          html`<tr>
            <th scope="row"><code>${path}</code>${isRequired ? '' : html` <small>optional</small>`}</th>
            <td>${renderType(schema)}</td>
            <td>${richLine(plain(schema).description)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function membersOf({ properties = {}, required = [] }: JsonSchema, before = ''): readonly Member[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${before}${name}`
    const inside = insideOf(schema)
    const member = { path, schema, isRequired: required.includes(name) }
    return inside ? [member, ...membersOf(inside.schema, `${path}${inside.step}`)] : [member]
  })
}

/** An object without a name in it, whose members are told in the same table. */
function insideOf({
  properties,
  items,
  additionalProperties,
  ...schema
}: JsonSchema): { readonly schema: JsonSchema; readonly step: string } | undefined {
  if (properties) return { schema: { ...schema, properties }, step: '.' }
  if (items?.properties) return { schema: items, step: '[].' }
  if (typeof additionalProperties === 'object' && additionalProperties.properties)
    return { schema: additionalProperties, step: '.*.' }
  return undefined
}
