import { escapeHtml } from '../../report/escape-html.ts'

/** The first column says what a row is; the others are figures. Class `facts` lets long texts wrap. */
export function htmlTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  className = 'wide',
): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')
  const body = rows.map(
    ([first = '', ...rest]) =>
      `<tr><th scope="row">${escapeHtml(first)}</th>${rest.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`,
  )
  return `<div class="${className}"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`
}
