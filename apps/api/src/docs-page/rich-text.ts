import { html } from 'hono/html'

/** A piece of a page, with everything escaped that is not markup of ours. */
export type Html = ReturnType<typeof html>

/** A description of the document: paragraphs, lists of one level, and `code`. */
export function richText(text: string | undefined): Html {
  const blocks = (text ?? '').split('\n\n').filter((block) => block.trim() !== '')
  return html`${blocks.map((block) => {
    const lines = block.split('\n')
    return lines.every((line) => line.startsWith('- '))
      ? html`<ul>
          ${lines.map((line) => html`<li>${richLine(line.slice(2))}</li>`)}
        </ul>`
      : html`<p>${richLine(block)}</p>`
  })}`
}

/** One line, with `code`. */
export function richLine(text: string | undefined): Html {
  return html`${(text ?? '')
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece))}`
}
