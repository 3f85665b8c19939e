import { askJson } from './ask-json.ts'
import { isConfirmed } from './confirm.ts'
import { prepareDeletion } from './deletion.ts'
import { byId, elementOf } from './dom.ts'
import { bytes, duration } from './format.ts'
import { tellOutcome, tryTo } from './outcome.ts'
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
  byId('explain-form').addEventListener('submit', (event) => {
    event.preventDefault()
    void tryTo(() => explainKey(elementOf(HTMLInputElement, 'explain-key').value))
  })
  prepareDeletion()
  byId('isolate').addEventListener('click', () => void tryTo(isolate))
  byId('rejoin').addEventListener('click', () => void tryTo(rejoin))
}

/** Shows what is kept of a key, as if it had been asked for in the form. */
export function explain(key: string): void {
  elementOf(HTMLInputElement, 'explain-key').value = key
  byId('explain-key').focus()
  void tryTo(() => explainKey(key))
}

async function isolate(): Promise<void> {
  const question = { title: text('isolateTitle'), words: text('isolateWhy'), yes: text('isolate') }
  if (!(await isConfirmed(question))) return
  await askJson('cache/isolate', { method: 'POST' })
  tellOutcome(text('isolated'))
}

async function rejoin(): Promise<void> {
  const question = { title: text('rejoinTitle'), words: text('rejoinWhy'), yes: text('rejoin') }
  if (!(await isConfirmed(question))) return
  await askJson('cache/rejoin', { method: 'POST' })
  tellOutcome(text('rejoined'))
}

async function explainKey(key: string): Promise<void> {
  const said = (await askJson(`cache/explain?key=${encodeURIComponent(key)}`)) as Explained
  tellOutcome(
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
