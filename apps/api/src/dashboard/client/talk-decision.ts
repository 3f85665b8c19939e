import { element, showFacts } from './dom.ts'
import { dollars, languageName } from './format.ts'
import { text } from './texts.ts'

/** What a message was understood as, told before the answer. */
export interface Understood {
  readonly intent: string
  readonly language: string
}

interface ServedAs {
  readonly by: 'model' | 'fallback' | 'rules'
  readonly because?: string
  readonly provider?: string
  readonly model?: string
}

/** An answer of the assistant, as far as the panel reads it. */
export interface Reply {
  readonly conversationId: string
  readonly text: string
  readonly language: string
  readonly facts: readonly ({ readonly kind: string } & Readonly<Record<string, unknown>>)[]
  readonly state: { readonly task?: string; readonly expecting?: string }
  readonly booking?: { readonly code?: string; readonly status?: string }
  readonly servedBy: { readonly router: ServedAs; readonly logic?: ServedAs; readonly human: ServedAs }
  readonly usd?: number
}

export function understoodLine({ intent, language }: Understood): string {
  return text('understood', { intent, language: languageName(language) })
}

/** What the code decided, behind a title that opens it: facts, what is asked next, who did which part, and the cost. */
export function decisionOf({ facts, state, booking, servedBy, usd }: Reply): HTMLElement {
  const list = element('dl', '', { class: 'facts' })
  showFacts(list, [
    [text('facts'), facts.map(factText).join('\n')],
    [text('task'), state.task ?? text('none')],
    [text('expecting'), state.expecting ?? text('none')],
    [text('written'), booking ? [booking.code, booking.status].filter(Boolean).join(', ') : text('none')],
    [text('router'), servedText(servedBy.router)],
    ...(servedBy.logic ? [[text('logic'), servedText(servedBy.logic)] as const] : []),
    [text('human'), servedText(servedBy.human)],
    [text('cost'), usd === undefined ? text('none') : dollars(usd)],
  ])
  const made = element('details')
  made.append(element('summary', text('decided')), list)
  return made
}

function factText({ kind, ...rest }: Reply['facts'][number]): string {
  return Object.keys(rest).length === 0 ? kind : `${kind}: ${valueText(rest)}`
}

/** Names and values, without the marks of JSON. */
function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return value.map(valueText).join('; ')
  return Object.entries(value)
    .map(([name, one]) => `${name} ${valueText(one)}`)
    .join(', ')
}

function servedText({ by, because, provider, model }: ServedAs): string {
  return by === 'rules' ? `${by} (${because ?? ''})` : `${by}: ${provider ?? ''} ${model ?? ''}`
}
