import { KEY_SCHEME } from '@larder/api-contract'
import { html } from 'hono/html'
import type { DescribedOperation, Operation } from '../openapi/openapi-document.ts'
import type { JsonSchema } from './json-schema.ts'
import { curlOf } from './curl.ts'
import { renderMembers } from './render-schema.ts'
import { renderType } from './render-type.ts'
import { type Html, richLine, richText } from './rich-text.ts'

export interface Media {
  readonly schema?: JsonSchema
  readonly example?: unknown
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  /** Where it is one of several, one of which is needed. */
  readonly example?: string
  readonly schema?: JsonSchema & { readonly examples?: readonly unknown[] }
}

interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, Media>>
}

/** One operation: what it takes, what it answers, and how to ask. */
export function renderOperation({ method, path, operation }: DescribedOperation): Html {
  const id = operation.operationId ?? ''
  return html`<article id="${id}" aria-labelledby="${id}-title">
    <h3 id="${id}-title">
      <span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code>
    </h3>
    <p>${richLine(operation.summary)}</p>
    ${richText(operation.description)}
    <p class="key">${keyOf(operation)}</p>
    ${renderParameters(path, (operation.parameters ?? []) as readonly Parameter[])} ${renderBody(operation)}
    ${renderAnswers(path, operation.responses as Readonly<Record<string, Answer>>)}
    <h4>Ask</h4>
    <pre><code>${curlOf({ method, path, operation })}</code></pre>
  </article>`
}

function keyOf({ security = [] }: Operation): string {
  const [scheme] = security
  if (!scheme) return 'Open to everybody.'
  const [right] = scheme[KEY_SCHEME] ?? []
  return right === undefined
    ? 'Takes a key.'
    : `Takes a key that may ${right === 'admin' ? 'look after Larder (admin)' : right}.`
}

function renderParameters(path: string, parameters: readonly Parameter[]): Html {
  if (parameters.length === 0) return html``
  return html`<table>
    <caption>
      Parameters of ${path}
    </caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">In</th>
        <th scope="col">Type</th>
        <th scope="col">Meaning</th>
      </tr>
    </thead>
    <tbody>
      ${parameters.map(
        (parameter) =>
          html`<tr>
            <th scope="row">
              <code>${parameter.name}</code
              >${parameter.required === true ? '' : html` <small>optional</small>`}
            </th>
            <td class="place">${parameter.in}</td>
            <td>${renderType(parameter.schema ?? {})}</td>
            <td>${richLine(parameter.description ?? parameter.schema?.description)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function renderBody({ requestBody }: Operation): Html {
  const content = requestBody && 'content' in requestBody ? requestBody.content : undefined
  if (!content) return html``
  const description = requestBody && 'description' in requestBody ? requestBody.description : undefined
  return html`<h4>Body</h4>
    ${richText(description)}
    ${Object.entries(content).map(
      ([type, media]) =>
        html`<p>${renderType((media as Media).schema ?? {})} <small>${type}</small></p>
          ${renderMedia(type, media as Media)}`,
    )}`
}

function renderAnswers(path: string, answers: Readonly<Record<string, Answer>>): Html {
  return html`<h4>Answers</h4>
    <table>
      <caption>
        Answers of ${path}
      </caption>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Meaning</th>
          <th scope="col">Body</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(answers).map(
          ([status, { description, content = {} }]) =>
            html`<tr>
              <th scope="row" class="status">${status}</th>
              <td>${richLine(description)}</td>
              <td>
                ${Object.entries(content).map(
                  ([type, { schema }]) =>
                    html`<div>${renderType(schema ?? {})}${renderMediaType(type)}</div>`,
                )}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${Object.entries(answers)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, { content = {} }]) => Object.entries(content))
      .map(([type, media]) => renderMedia(type, media))}`
}

/** Of a problem there is but one, which the page begins with. */
function renderMediaType(type: string): Html {
  if (type === 'application/problem+json') return html``
  const [kind, name] = type.split(';', 1)[0]?.split('/') ?? []
  return html` <small>${kind}/<wbr />${name}</small>`
}

/** What has no name of its own is told here; an example always. */
function renderMedia(type: string, { schema, example }: Media): Html {
  const members = schema?.properties ? renderMembers(type, schema) : ''
  if (example === undefined) return html`${members}`
  const text = typeof example === 'string' ? example : JSON.stringify(example, null, 2)
  return html`${members}
    <details>
      <summary>Example, ${type}</summary>
      <pre><code>${text}</code></pre>
    </details>`
}
