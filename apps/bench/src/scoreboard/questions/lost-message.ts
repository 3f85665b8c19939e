import { no, type ScoreboardQuestion, yes } from '../question.ts'
import type { RemoteCache } from '../remote-cache.ts'
import { Redis } from 'ioredis'
import type { Stage } from '../stage.ts'
import { timed, until } from '../bounded-wait.ts'

const LIMIT_MS = 3_000

export const lostMessage: ScoreboardQuestion = {
  id: 'lost-message',
  title: 'The message of a delete is lost: is the other process right again within 3 s?',
  how: 'The other process has the value in memory. It is paused, its subscriptions are cut by CLIENT KILL, the delete is made and its message sent; then it goes on, connects again, and is read every 20 ms.',
  async ask(stage) {
    const { source } = stage
    const here = await stage.openCache()
    const before = await stage.subscribers()
    const there = await stage.openCache()
    const subscriptions = (await stage.subscribers()).filter((id) => !before.includes(id))

    source.value = 'old'
    await here.getOrSet('lost')
    await there.getOrSet('lost')
    await there.getOrSet('lost')
    source.value = 'new'
    there.pause()
    for (const id of subscriptions) await stage.admin.client('KILL', 'ID', id)
    await deleteAndHear(stage, here)
    there.resume()

    const beganAt = performance.now()
    const isRight = await until(
      async () => (await timed(there.getOrSet('lost'), LIMIT_MS)).value === 'new',
      LIMIT_MS,
    )
    const ms = Math.round(performance.now() - beganAt)
    if (!isRight) return no('the old value is still served after 3 s')
    return stage.setup.hasMemory ? yes('', ms) : yes('it keeps nothing in memory', ms)
  },
}

/** Deletes, and waits for the message of it to have passed: where none is sent, for 300 ms. */
async function deleteAndHear(stage: Stage, cache: RemoteCache): Promise<void> {
  const listener = new Redis(stage.redis.url)
  const heard = Promise.withResolvers<void>()
  try {
    listener.on('pmessage', () => heard.resolve())
    await listener.psubscribe('*')
    await cache.delete('lost')
    await timed(heard.promise, 300)
  } finally {
    listener.disconnect()
  }
}
