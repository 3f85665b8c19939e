import { asked, askJson } from './ask-json.ts'
import { isConfirmed } from './confirm.ts'
import { byId, elementOf } from './dom.ts'
import { eventsOf } from './events.ts'
import { number } from './format.ts'
import { messageOf, tellOutcome, tryTo } from './outcome.ts'
import { text } from './texts.ts'

/** Entries in memory here, and in Redis. */
interface Entries {
  readonly memory: number
  /** Absent when Redis cannot say. */
  readonly redis?: number
}

/** What is to be deleted. */
interface Chosen {
  /** As the server is asked. */
  readonly query: string
  readonly question: string
}

/** What takes no longer shows no bar, in ms. */
const QUICK_MS = 300

/** Deletes by key, tag, prefix, pattern or altogether: counted before it is confirmed, shown on its way, called off by a button. */
export function prepareDeletion(): void {
  const by = elementOf(HTMLSelectElement, 'delete-by')
  by.addEventListener('change', () => {
    const isAll = by.value === 'all'
    byId('delete-which').hidden = isAll
    elementOf(HTMLInputElement, 'delete-what').required = !isAll
  })
  byId('delete-form').addEventListener('submit', (event) => {
    event.preventDefault()
    void tryTo(deleteChosen)
  })
}

async function deleteChosen(): Promise<void> {
  const { query, question } = chosen()
  let counted: Entries | undefined
  const isYes = await isConfirmed({
    title: text('confirmTitle'),
    words: question,
    yes: text('delete'),
    preview: async (signal) => {
      byId('confirm-count').textContent = text('counting')
      try {
        counted = (await askJson(`cache/count?${query}`, { signal })) as Entries
        return countOf(counted)
      } catch (error) {
        return `${text('notCounted')} ${messageOf(error)}`
      }
    },
  })
  if (isYes) await free(query, counted)
}

function chosen(): Chosen {
  const by = elementOf(HTMLSelectElement, 'delete-by')
  const { value: what } = elementOf(HTMLInputElement, 'delete-what')
  if (by.value === 'all' || (by.value === 'pattern' && what === '*'))
    return { query: 'pattern=*', question: text('confirmEverything') }
  // Without what explains it in brackets.
  const name = (by.selectedOptions[0]?.textContent ?? by.value).replace(/ \(.*/, '')
  return {
    query: `${by.value}=${encodeURIComponent(what)}`,
    question: text('confirmText', { by: name, what }),
  }
}

function countOf({ memory, redis }: Entries): string {
  return text('counted', {
    memory: number(memory),
    redis: redis === undefined ? text('none') : number(redis),
  })
}

/** It holds at once. What is shown on its way is how much has been freed, unless that is quick. */
async function free(query: string, counted: Entries | undefined): Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  let freed: Entries = { memory: 0 }
  let isHeld = false
  const focused = document.activeElement
  let showing: ReturnType<typeof setTimeout> | undefined
  elementOf(HTMLButtonElement, 'delete-go').disabled = true
  byId('freeing-stop').addEventListener('click', () => stopping.abort(), { signal })
  showFreed(freed, counted)
  try {
    const headers = { accept: 'text/event-stream' }
    const answer = await asked(`cache/keys?${query}`, { method: 'DELETE', headers, signal })
    for await (const { name, data } of eventsOf(answer)) {
      if (name === 'held') {
        isHeld = true
        tellOutcome(text('held'))
        showing = setTimeout(() => showFreeing(focused), QUICK_MS)
      } else if (name === 'progress') showFreed((freed = data as Entries), counted)
      else if (name === 'done')
        return tellDone(data as { readonly deleted: number; readonly pending: boolean })
    }
    tellOutcome(text('cutShort'))
  } catch (error) {
    if (signal.aborted)
      tellOutcome(text('stopped', { memory: number(freed.memory), redis: number(freed.redis ?? 0) }))
    else if (isHeld) tellOutcome(text('cutShort'))
    else throw error
  } finally {
    clearTimeout(showing)
    stopping.abort()
    byId('freeing').hidden = true
    elementOf(HTMLButtonElement, 'delete-go').disabled = false
    if (document.activeElement === document.body) byId('delete-what').focus()
  }
}

function showFreeing(focused: Element | null): void {
  byId('freeing').hidden = false
  // Who has gone elsewhere meanwhile stays there.
  if ([focused, document.body].includes(document.activeElement)) byId('freeing-stop').focus()
}

function tellDone({ deleted, pending }: { readonly deleted: number; readonly pending: boolean }): void {
  tellOutcome(text(pending ? 'deletedLater' : 'deleted', { count: number(deleted) }))
}

/** Without a count nobody knows how much there is: the bar says only that something goes on. */
function showFreed({ memory, redis = 0 }: Entries, counted: Entries | undefined): void {
  const bar = elementOf(HTMLProgressElement, 'freeing-bar')
  const all = counted && counted.memory + (counted.redis ?? 0)
  if (all === undefined || all === 0) bar.removeAttribute('value')
  else {
    bar.max = all
    bar.value = Math.min(all, memory + redis)
  }
  byId('freeing-text').textContent = text(counted ? 'freeingOf' : 'freeing', {
    memory: number(memory),
    redis: number(redis),
    ofMemory: number(counted?.memory ?? 0),
    ofRedis: number(counted?.redis ?? 0),
  })
}
