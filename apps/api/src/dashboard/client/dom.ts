/** The element with this id: the page and its modules are made for each other. */
export function byId(id: string): HTMLElement {
  return elementOf(HTMLElement, id)
}

/** The same of a kind. */
export function elementOf<T extends HTMLElement>(kind: new () => T, id: string): T {
  const found = document.querySelector(`#${id}`)
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} ${id}.`)
  return found
}

/** An element with text, never markup: what it shows comes from elsewhere. */
export function element(
  name: string,
  text = '',
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  return made
}

/** Terms and what they are, for a `dl`. */
export function showFacts(
  list: HTMLElement,
  facts: readonly (readonly [term: string, value: string])[],
): void {
  list.replaceChildren(...facts.flatMap(([term, value]) => [element('dt', term), element('dd', value)]))
}

/** The first row heads the table. */
export function showTable(
  table: HTMLElement,
  [head = [], ...rows]: readonly (readonly (string | Node)[])[],
): void {
  const row = (cells: readonly (string | Node)[], name: 'th' | 'td') => {
    const made = element('tr')
    for (const content of cells) {
      const cell = element(name, '', name === 'th' ? { scope: 'col' } : {})
      cell.append(content)
      made.append(cell)
    }
    return made
  }
  const [thead, tbody] = [element('thead'), element('tbody')]
  thead.append(row(head, 'th'))
  tbody.append(...rows.map((cells) => row(cells, 'td')))
  table.replaceChildren(thead, tbody)
}
