import type { CorrectnessQuestion, Verdict } from './correctness-questions.ts'
import { HeldLoad, pause, type Scene, SETTLED_MS } from './scene.ts'
import type { Instance } from './contestant.ts'

const KEY = 'dish'
const TAG = 'menu'

/** What readers get from now on, the source being at `new`: "no" when somebody still gets `old`. */
async function verdictOf(readers: Readonly<Record<string, Instance>>): Promise<Verdict> {
  for (const [name, reader] of Object.entries(readers)) {
    const value = await reader.getOrSet(KEY, async () => 'new')
    if (value !== 'new') return { answer: 'no', detail: `${name} still reads the old value` }
  }
  return { answer: 'yes' }
}

/** A load is under way, the source changes, `invalidate` is called, the load ends; then everybody reads. */
async function invalidatedWhileLoading(
  scene: Scene,
  load: (instance: Instance, held: HeldLoad) => Promise<unknown>,
  invalidate: (own: Instance, other: Instance) => Promise<unknown>,
): Promise<Verdict> {
  const [own, other] = [await scene.open(), await scene.open()]
  const held = new HeldLoad()
  const loading = load(own, held)
  await held.begun
  await invalidate(own, other)
  held.end('old')
  await loading
  await pause(SETTLED_MS)
  return verdictOf({
    'the process that loaded': own,
    'the other one': other,
    'a new one': await scene.open(),
  })
}

export const RACE_QUESTIONS: readonly CorrectnessQuestion[] = [
  {
    id: 'delete-during-load',
    title: 'A delete holds against a load that runs in the same process',
    ask: (scene) =>
      invalidatedWhileLoading(
        scene,
        (own, { load }) => own.getOrSet(KEY, load),
        (own) => own.delete(KEY),
      ),
  },
  {
    id: 'delete-during-load-elsewhere',
    title: 'A delete holds against a load that runs in another process',
    ask: (scene) =>
      invalidatedWhileLoading(
        scene,
        (own, { load }) => own.getOrSet(KEY, load),
        (_own, other) => other.delete(KEY),
      ),
  },
  {
    id: 'tag-during-load',
    title: 'The invalidation of a tag holds against a load that runs',
    async ask(scene) {
      const probe = await scene.open()
      if (!probe.getOrSetTagged || !probe.invalidateTag) return { answer: '-' }
      return invalidatedWhileLoading(
        scene,
        async (own, { load }) => own.getOrSetTagged?.(KEY, load, TAG),
        async (own) => own.invalidateTag?.(TAG),
      )
    },
  },
  {
    id: 'memory-elsewhere',
    title: 'A delete reaches the memory of another process',
    async ask(scene) {
      const [own, other] = [await scene.open(), await scene.open()]
      for (const each of [own, other]) await each.getOrSet(KEY, async () => 'old')
      await own.delete(KEY)
      await pause(SETTLED_MS)
      return verdictOf({ 'the other one': other })
    },
  },
  {
    id: 'lost-message',
    title: 'So it does when its message is lost',
    async ask(scene) {
      const [own, other] = [await scene.open(), await scene.open()]
      for (const each of [own, other]) await each.getOrSet(KEY, async () => 'old')
      await scene.redisCommand((client) => client.call('CLIENT', 'KILL', 'TYPE', 'pubsub'))
      await own.delete(KEY)
      await pause(SETTLED_MS)
      return verdictOf({ 'the other one': other })
    },
  },
  {
    id: 'one-load',
    title: 'A cold key that 50 callers in each of 2 processes want is loaded once',
    async ask(scene) {
      const processes = [await scene.open(), await scene.open()]
      let loads = 0
      const load = async () => {
        loads++
        await pause(200)
        return 'value'
      }
      const calls = processes.flatMap((each) => Array.from({ length: 50 }, () => each.getOrSet(KEY, load)))
      await Promise.all(calls)
      return { answer: loads === 1 ? 'yes' : 'no', detail: `${loads} ${loads === 1 ? 'load' : 'loads'}` }
    },
  },
]
