import { ask } from './admin-key.ts'
import { byId, element, elementOf } from './dom.ts'
import { bytes, duration, number } from './format.ts'
import { text, type TextName } from './texts.ts'

/** A tier's entry as /cache/explain tells of it. */
interface Held {
  readonly age_ms: number
  readonly ttl_left_ms: number
  readonly tags: readonly string[]
  readonly raw_bytes: number
  readonly stored_bytes: number
}

interface Explained {
  readonly verdict: 'hit' | 'stale' | 'miss'
  readonly reason: string
  readonly memory: Held | null
  readonly redis: Held | null
}

const VERDICTS: Readonly<Record<Explained['verdict'], TextName>> = {
  hit: 'verdictHit',
  stale: 'verdictStale',
  miss: 'verdictMiss',
}

/** What an operator may do; each tells in the end what came of it. */
export function prepareActions(): void {
  onSubmit('explain-form', explainKey)
  onSubmit('delete-form', deleteChosen)
  byId('isolate').addEventListener('click', () => void tryTo(() => post('isolate', 'isolated')))
  byId('rejoin').addEventListener('click', () => void tryTo(() => post('rejoin', 'rejoined')))
}

function onSubmit(id: string, act: () => Promise<void>): void {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault()
    void tryTo(act)
  })
}

async function tryTo(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    tell(text('failed', { why: error instanceof Error ? error.message : String(error) }))
  }
}

function tell(...lines: readonly string[]): void {
  byId('outcome').replaceChildren(...lines.map((line) => element('p', line)))
}

/** The body, or an error with what the server says. */
async function json(path: string, init?: RequestInit): Promise<unknown> {
  const response = await ask(path, init)
  const body = (await response.json()) as {
    readonly detail?: string
    readonly error?: { readonly message?: string }
  }
  if (!response.ok) throw new Error(body.detail ?? body.error?.message ?? `HTTP ${response.status}`)
  return body
}

async function post(what: 'isolate' | 'rejoin', done: TextName): Promise<void> {
  await json(`cache/${what}`, { method: 'POST' })
  tell(text(done))
}

async function explainKey(): Promise<void> {
  const { value } = elementOf(HTMLInputElement, 'explain-key')
  const said = (await json(`cache/explain?key=${encodeURIComponent(value)}`)) as Explained
  tell(
    text(VERDICTS[said.verdict], { reason: said.reason }),
    describe(said.memory, text('memory')),
    describe(said.redis, 'Redis'),
  )
}

function describe(held: Held | null, tier: string): string {
  if (!held) return text('notHeldIn', { tier })
  return text('heldIn', {
    tier,
    age: duration(held.age_ms),
    left: duration(held.ttl_left_ms),
    stored: bytes(held.stored_bytes),
    raw: bytes(held.raw_bytes),
    tags: held.tags.join(', ') || text('none'),
  })
}

async function deleteChosen(): Promise<void> {
  const by = elementOf(HTMLSelectElement, 'delete-by').value
  const { value: what } = elementOf(HTMLInputElement, 'delete-what')
  const query = `${by}=${encodeURIComponent(what)}`
  const name = elementOf(HTMLSelectElement, 'delete-by').selectedOptions[0]?.textContent ?? by
  const question =
    by === 'pattern' && what === '*' ? text('confirmEverything') : text('confirmText', { by: name, what })
  if (!(await isConfirmed(question, query))) return
  const cancelling = new AbortController()
  const progress = element('progress')
  const cancel = element('button', text('cancel'), { type: 'button' })
  cancel.addEventListener('click', () => cancelling.abort())
  byId('outcome').replaceChildren(progress, cancel)
  const { deleted, pending } = (await json(`cache/keys?${query}`, {
    method: 'DELETE',
    signal: cancelling.signal,
  })) as { readonly deleted: number; readonly pending: boolean }
  tell(text(pending ? 'deletedLater' : 'deleted', { count: number(deleted) }))
}

/** Asks, and counts meanwhile what it would cover. */
async function isConfirmed(question: string, query: string): Promise<boolean> {
  const dialog = elementOf(HTMLDialogElement, 'confirm')
  const answer = Promise.withResolvers<boolean>()
  const leaving = new AbortController()
  const { signal } = leaving
  byId('confirm-text').textContent = question
  byId('confirm-count').textContent = text('counting')
  byId('confirm-yes').addEventListener('click', () => answer.resolve(true), { signal })
  byId('confirm-no').addEventListener('click', () => answer.resolve(false), { signal })
  dialog.addEventListener('cancel', () => answer.resolve(false), { signal })
  dialog.showModal()
  byId('confirm-no').focus()
  void countInto(byId('confirm-count'), query, signal)
  const isYes = await answer.promise
  leaving.abort()
  dialog.close()
  return isYes
}

async function countInto(place: HTMLElement, query: string, signal: AbortSignal): Promise<void> {
  try {
    const { memory, redis } = (await json(`cache/count?${query}`, { signal })) as {
      readonly memory: number
      readonly redis?: number
    }
    place.textContent = text('counted', {
      memory: number(memory),
      redis: redis === undefined ? text('none') : number(redis),
    })
  } catch (error) {
    if (!signal.aborted)
      place.textContent = `${text('notCounted')} ${error instanceof Error ? error.message : ''}`
  }
}
