import { no, type ScoreboardQuestion, type Verdict, yes } from '../question.ts'
import type { RemoteCache } from '../remote-cache.ts'
import type { Stage } from '../stage.ts'
import { wait } from '../bounded-wait.ts'

const HOW =
  'A load has read the old value and is held. The source changes, the delete is awaited, the load ends. Then that process reads, and one that begins now and has only Redis.'

export const deleteDuringLoad: ScoreboardQuestion = {
  id: 'delete-during-load',
  title: 'Does a delete hold when it comes during a load?',
  how: HOW,
  ask: (stage) =>
    forgetDuringLoad(stage, {
      read: (cache, key) => cache.getOrSet(key),
      forget: (cache) => Promise.all(KEYS.map((key) => cache.delete(key))),
    }),
}

export const deleteElsewhereDuringLoad: ScoreboardQuestion = {
  id: 'delete-elsewhere',
  title: '… and when another process deletes?',
  how: `${HOW} The delete comes from a second process; it reads as well, and nothing is read in the 2.5 s after the load.`,
  ask: (stage) =>
    forgetDuringLoad(stage, {
      read: (cache, key) => cache.getOrSet(key),
      forget: (cache) => Promise.all(KEYS.map((key) => cache.delete(key))),
      fromElsewhere: true,
    }),
}

export const tagDuringLoad: ScoreboardQuestion = {
  id: 'tag-during-load',
  title: 'Does the invalidation of a tag hold when it comes during a load?',
  how: `${HOW} Here the values have a tag, and the tag is invalidated.`,
  needsTags: true,
  ask: (stage) =>
    forgetDuringLoad(stage, {
      read: (cache, key) => cache.getOrSetTagged(key, 'menu'),
      forget: (cache) => cache.invalidateTag('menu'),
    }),
}

/** Two, since a read heals what it finds: one is first read where it was loaded, the other from Redis alone. */
const KEYS = ['salmon', 'tuna'] as const
const [FIRST, SECOND] = KEYS

interface Steps {
  readonly read: (cache: RemoteCache, key: string) => Promise<unknown>
  readonly forget: (cache: RemoteCache) => Promise<unknown>
  readonly fromElsewhere?: boolean
}

async function forgetDuringLoad(stage: Stage, { read, forget, fromElsewhere }: Steps): Promise<Verdict> {
  const { source } = stage
  const loader = await stage.openCache()
  const deleter = fromElsewhere ? await stage.openCache() : loader

  source.value = 'old'
  source.hold()
  const loads = KEYS.map((key) => read(loader, key))
  await source.begun(KEYS.length)
  source.value = 'new'
  const forgotten = forget(deleter)
  // A cache whose delete waits for the load would be right too.
  await Promise.race([forgotten, wait(2_000)])
  source.release()
  await forgotten
  await Promise.allSettled(loads)
  if (fromElsewhere) await wait(2_500)

  const reads: (readonly [where: string, cache: RemoteCache, key: string])[] = [
    ['in the process that loaded', loader, FIRST],
    ['in one that began later', await stage.openCache(), SECOND],
    ['in the process that loaded', loader, SECOND],
  ]
  if (fromElsewhere) reads.push(['in the process that deleted', deleter, FIRST])
  const old = new Set<string>()
  for (const pauseMs of [0, 300]) {
    await wait(pauseMs)
    for (const [where, cache, key] of reads) if ((await read(cache, key)) !== 'new') old.add(where)
  }
  return old.size === 0 ? yes('no read was old') : no(`the old value came back ${[...old].join(', ')}`)
}
