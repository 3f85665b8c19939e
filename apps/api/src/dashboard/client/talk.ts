import { asked } from './ask-json.ts'
import { byId, element, elementOf } from './dom.ts'
import { eventsOf } from './events.ts'
import { messageOf } from './outcome.ts'
import { decisionOf, type Reply, type Understood, understoodLine } from './talk-decision.ts'
import { text } from './texts.ts'

let conversationId: string | undefined
let isAnswering = false

/** A panel to try the assistant: what is said there is a conversation like any guest's. */
export function prepareTalk(): void {
  byId('talk-form').addEventListener('submit', (event) => {
    event.preventDefault()
    void say(elementOf(HTMLInputElement, 'talk-message').value.trim())
  })
  byId('talk-new').addEventListener('click', beginAnew)
  for (const example of document.querySelectorAll<HTMLElement>('#talk-examples button'))
    example.addEventListener('click', () => void say(example.textContent))
}

function beginAnew(): void {
  if (isAnswering) return
  conversationId = undefined
  byId('talk-log').replaceChildren()
  byId('talk-problem').textContent = ''
  byId('talk-message').focus()
}

async function say(message: string): Promise<void> {
  if (message === '' || isAnswering) return
  isAnswering = true
  const focused = document.activeElement
  byId('talk-problem').textContent = ''
  byId('talk-log').setAttribute('aria-busy', 'true')
  elementOf(HTMLInputElement, 'talk-message').value = ''
  const before = byId('talk-log').childElementCount
  line('guest', text('guest'), message)
  try {
    await answer(message)
  } catch (error) {
    byId('talk-log').replaceChildren(...[...byId('talk-log').children].slice(0, before))
    elementOf(HTMLInputElement, 'talk-message').value = message
    byId('talk-problem').textContent = text('failed', { why: messageOf(error) })
  } finally {
    isAnswering = false
    byId('talk-log').setAttribute('aria-busy', 'false')
    // Who has gone elsewhere meanwhile stays there.
    if (document.activeElement === focused) byId('talk-message').focus()
  }
}

async function answer(message: string): Promise<void> {
  const response = await asked('assistant/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ message, ...(conversationId === undefined ? {} : { conversationId }) }),
  })
  const said = line('house', text('assistant'), '')
  const words = said.querySelector<HTMLElement>('.words') as HTMLElement
  for await (const { name, data } of eventsOf(response)) {
    if (name === 'understood') {
      words.lang = (data as Understood).language
      said.append(element('p', understoodLine(data as Understood), { class: 'hint' }))
    } else if (name === 'text') words.append((data as { readonly text: string }).text)
    else if (name === 'done') {
      const { reply } = data as { readonly reply: Reply }
      conversationId = reply.conversationId
      words.lang = reply.language
      // What is there already is not read aloud again.
      if (words.textContent !== reply.text) words.textContent = reply.text
      said.append(decisionOf(reply))
    } else throw new Error((data as { readonly detail?: string }).detail ?? String(data))
    said.scrollIntoView({ block: 'nearest' })
  }
}

/** A line of the conversation. */
function line(who: 'guest' | 'house', name: string, words: string): HTMLElement {
  const made = element('div', '', { class: `line ${who}` })
  made.append(element('p', name, { class: 'hint' }), element('p', words, { class: 'words' }))
  byId('talk-log').append(made)
  made.scrollIntoView({ block: 'nearest' })
  return made
}
