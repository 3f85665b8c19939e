import { PROBLEM_NAMES, PROBLEM_TYPES, type ProblemName } from '@larder/api-contract'
import { html } from 'hono/html'
import { type OpenApiDocument, operationsOf } from '../openapi/openapi-document.ts'
import type { JsonSchema } from './json-schema.ts'
import { renderNamedSchema } from './render-schema.ts'
import { renderOperation } from './render-operation.ts'
import { type Html, richLine, richText } from './rich-text.ts'

/** The document for people: one page without scripts, whose every part has an address of its own. */
export function docsPage(document: OpenApiDocument): string {
  const groups = groupsOf(document)
  const schemas = Object.entries((document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>)
  // Nothing in it waits for anything: it is a text already.
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>Larder: HTTP API</title>
          <link rel="icon" href="dashboard/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="docs/style.css" />
        </head>
        <body>
          <a class="skip" href="#content">Skip to the content</a>
          <header>
            <h1>Larder: HTTP API</h1>
            <p>
              Made of <a href="openapi.json">openapi.json</a> (OpenAPI ${document.openapi}). The
              <a href="./">dashboard</a> shows how the cache is doing.
            </p>
          </header>
          <nav aria-label="On this page">${groups.map(renderGroupLinks)} ${renderOtherLinks()}</nav>
          <main id="content" tabindex="-1">
            ${renderAbout(document)} ${groups.map(renderGroup)} ${renderProblems()}
            <section id="schemas" aria-labelledby="schemas-title">
              <h2 id="schemas-title">Schemas</h2>
              ${schemas.map(([name, schema]) => renderNamedSchema(name, schema))}
            </section>
          </main>
        </body>
      </html>`,
  )
}

interface Group {
  readonly name: string
  readonly id: string
  readonly operations: ReturnType<typeof operationsOf>
}

function groupsOf(document: OpenApiDocument): readonly Group[] {
  const all = operationsOf(document)
  return (document.tags ?? []).map(({ name }) => ({
    name,
    id: `group-${name.toLowerCase().replaceAll(/\W+/g, '-')}`,
    operations: all.filter(({ operation }) => operation.tags?.includes(name)),
  }))
}

function renderGroupLinks({ name, id, operations }: Group): Html {
  return html`<h2><a href="#${id}">${name}</a></h2>
    <ul>
      ${operations.map(
        ({ method, operation }) =>
          html`<li>
            <a href="#${operation.operationId}"
              ><span class="method ${method}">${method.toUpperCase()}</span>
              <span>${richLine(operation.summary)}</span></a
            >
          </li>`,
      )}
    </ul>`
}

function renderOtherLinks(): Html {
  return html`<h2><a href="#problems">Problems</a></h2>
    <h2><a href="#schemas">Schemas</a></h2>`
}

/** What it says before its list of problems, which has a section of its own here. */
function renderAbout({ info, components }: OpenApiDocument): Html {
  const about = (info.description ?? '').split('\n\n').slice(0, 2).join('\n\n')
  const schemes = Object.values(components?.securitySchemes ?? {}) as readonly {
    readonly description?: string
  }[]
  return html`<section aria-labelledby="about">
    <h2 id="about">How to ask</h2>
    ${richText(about)}
    <p><a href="#problems">All kinds of problems.</a></p>
    ${schemes.map(({ description }) => richText(description))}
    <p>
      In the examples <code>$LARDER</code> is where this server is, <code>http://127.0.0.1:3000</code> say,
      and <code>$KEY</code> a key. TypeScript has all of this as types:
      <code>@larder/api-contract/client</code>.
    </p>
  </section>`
}

function renderGroup({ name, id, operations }: Group): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${name}</h2>
    ${operations.map(renderOperation)}
  </section>`
}

function renderProblems(): Html {
  return html`<section id="problems" aria-labelledby="problems-title">
    <h2 id="problems-title">Problems</h2>
    <table>
      <caption>
        The kinds of problems, by the last part of their type
      </caption>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col">Status</th>
          <th scope="col">Title</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${PROBLEM_NAMES.map(renderProblem)}
      </tbody>
    </table>
  </section>`
}

function renderProblem(name: ProblemName): Html {
  const { status, title, meaning } = PROBLEM_TYPES[name]
  return html`<tr id="problem-${name}">
    <th scope="row"><code>${name}</code></th>
    <td>${status}</td>
    <td>${title}</td>
    <td>${richLine(meaning)}</td>
  </tr>`
}
