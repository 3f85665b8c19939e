import type { LiveDetails } from '../live-point.ts'
import { explain } from './actions.ts'
import { byId, element, showTable } from './dom.ts'
import { dollars, number, percent } from './format.ts'
import { text } from './texts.ts'

/** The keys that are read most, and what models have cost. */
export function showDetails({ hotKeys, models }: LiveDetails): void {
  showHotKeys(hotKeys)
  showModels(models)
}

/** Each can be explained by its button. Rows stay as they are while somebody points at them, or is among them by keyboard. */
function showHotKeys(hotKeys: LiveDetails['hotKeys']): void {
  const table = byId('hot-keys')
  if (isInUse(table)) return
  byId('hot-keys-none').hidden = hotKeys.length > 0
  table.hidden = hotKeys.length === 0
  showTable(table, [
    [text('key'), text('perSecond'), text('shareOfReads')],
    ...hotKeys.map(({ key, perSecond, share }) => [
      keyButton(key),
      number(perSecond, perSecond < 10 ? 2 : 0),
      percent(share),
    ]),
  ])
}

function isInUse(table: HTMLElement): boolean {
  const isPointedAt = matchMedia('(hover: hover)').matches && table.matches(':hover')
  return isPointedAt || table.contains(document.activeElement)
}

function keyButton(key: string): HTMLElement {
  const button = element('button', key, { type: 'button', class: 'key', title: text('explainThis') })
  button.addEventListener('click', () => explain(key))
  return button
}

function showModels(models: LiveDetails['models']): void {
  byId('models-none').hidden = models.length > 0
  byId('models').hidden = models.length === 0
  showTable(byId('models'), [
    [
      text('provider'),
      text('calls'),
      text('failures'),
      text('fromCache'),
      text('tokens'),
      text('cost'),
      text('savedCost'),
    ],
    ...models.map((spend) => [
      spend.provider,
      number(spend.calls),
      number(spend.errors),
      number(spend.hits),
      text('tokensValue', { input: number(spend.inputTokens), output: number(spend.outputTokens) }),
      spend.unpriced > 0
        ? text('costUnknown', { usd: dollars(spend.usd), calls: number(spend.unpriced) })
        : dollars(spend.usd),
      dollars(spend.savedUsd),
    ]),
  ])
}
