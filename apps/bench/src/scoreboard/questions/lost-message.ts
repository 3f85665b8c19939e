import { no, type ScoreboardQuestion, type Verdict, yes } from '../question.ts'
import type { RemoteCache } from '../remote-cache.ts'
import { Redis } from 'ioredis'
import type { Stage } from '../stage.ts'
import { timed, until } from '../bounded-wait.ts'

const KEY = 'bluefin'
const LIMIT_MS = 3_000

/** The control of the next one: with its messages at work, a cache that sends them is right here. */
export const deleteReaches: ScoreboardQuestion = {
  id: 'delete-reaches',
  title: 'Does a delete reach what another process has in memory, within 3 s?',
  how: 'Nothing is loading and nothing is lost: the other process is read every 20 ms after the delete.',
  async ask(stage) {
    const [here, there] = [await stage.openCache(), await stage.openCache()]
    await keepInMemory(stage, here, there)
    await here.delete(KEY)
    return isRightSoon(stage, there)
  },
}

export const lostMessage: ScoreboardQuestion = {
  id: 'lost-message',
  title: '… and when the message of it is lost?',
  how: 'The other process is paused, its subscriptions are cut by CLIENT KILL, the delete is made and its message sent; then it goes on, connects again, and is read every 20 ms.',
  async ask(stage) {
    const here = await stage.openCache()
    const before = await stage.subscribers()
    const there = await stage.openCache()
    const subscriptions = (await stage.subscribers()).filter((id) => !before.includes(id))

    await keepInMemory(stage, here, there)
    there.pause()
    for (const id of subscriptions) await stage.admin.client('KILL', 'ID', id)
    await deleteAndHear(stage, here)
    there.resume()
    return isRightSoon(stage, there)
  },
}

/** Leaves the old value in the memory of both, and the new one in the source. */
async function keepInMemory({ source }: Stage, here: RemoteCache, there: RemoteCache): Promise<void> {
  source.value = 'old'
  await here.getOrSet(KEY)
  await there.getOrSet(KEY)
  await there.getOrSet(KEY)
  source.value = 'new'
}

async function isRightSoon({ setup }: Stage, cache: RemoteCache): Promise<Verdict> {
  const beganAt = performance.now()
  const isNew = async () => (await timed(cache.getOrSet(KEY), LIMIT_MS)).value === 'new'
  const isRight = await until(isNew, LIMIT_MS)
  const ms = Math.round(performance.now() - beganAt)
  if (!isRight) return no('the old value is still served after 3 s')
  return yes(setup.hasMemory ? '' : 'it keeps nothing in memory', ms)
}

/** Deletes, and waits for the message of it to have passed: where none is sent, for 300 ms. */
async function deleteAndHear(stage: Stage, cache: RemoteCache): Promise<void> {
  const listener = new Redis(stage.redis.url)
  const heard = Promise.withResolvers<void>()
  try {
    listener.on('pmessage', () => heard.resolve())
    await listener.psubscribe('*')
    await cache.delete(KEY)
    await timed(heard.promise, 300)
  } finally {
    listener.disconnect()
  }
}
