import { inspect, isDeepStrictEqual } from 'node:util'
import { no, type ScoreboardQuestion, yes } from '../question.ts'
import { SeededRandom } from '@larder/cache-core/testing'
import { wait } from '../bounded-wait.ts'

export const mutation: ScoreboardQuestion = {
  id: 'mutation',
  title: 'A caller changes the value it was given: is the next reader safe from that?',
  how: 'The caller that loaded changes its value in place, then one that was served from memory. A value that throws when it is changed is safe too.',
  async ask({ source, openCache }) {
    const cache = await openCache()
    const given = { guests: [{ name: 'Ana' }] }
    source.value = given
    const outcomes = new Set<string>()
    for (const caller of ['the one that loaded', 'one that was served']) {
      outcomes.add(await cache.mutate('booking'))
      if (!isDeepStrictEqual(await cache.getOrSet('booking'), given))
        return no(`the next reader sees what ${caller} changed`)
    }
    return yes(outcomes.has('threw') ? 'the change throws' : 'every reader has a copy')
  },
}

export const falsyValues: ScoreboardQuestion = {
  id: 'falsy-values',
  title: "Are null, 0, false and '' kept like any other value?",
  how: 'Each is read twice in one process and once in another: one load, and the value itself each time.',
  async ask({ source, openCache }) {
    const [here, there] = [await openCache(), await openCache()]
    const faults: string[] = []
    for (const value of [null, 0, false, '']) {
      const key = `falsy-${JSON.stringify(value)}`
      source.value = value
      const before = source.loads
      const read = [await here.getOrSet(key), await here.getOrSet(key), await there.getOrSet(key)]
      const loads = source.loads - before
      const wrong = read.find((one) => one !== value)
      if (wrong !== undefined || read.includes(undefined)) faults.push(`${inspect(value)} comes back as ${inspect(wrong)}`)
      else if (loads !== 1) faults.push(`${inspect(value)} is loaded ${loads} times`)
    }
    return faults.length === 0 ? yes('') : no(faults.join('; '))
  },
}

export const datesAndMaps: ScoreboardQuestion = {
  id: 'dates-and-maps',
  title: 'Does a Date or a Map come back equal from Redis, or is it refused?',
  how: 'One process loads it, another reads it. An error that refuses it is right; another value is not.',
  async ask({ source, openCache }) {
    const [here, there] = [await openCache(), await openCache()]
    const seen: string[] = []
    let isRight = true
    const values = { Date: { at: new Date('2026-01-10T19:30:00Z') }, Map: { seats: new Map([['terraza', 4]]) } }
    for (const [name, value] of Object.entries(values)) {
      source.value = value
      const key = `uncommon-${name}`
      const refused = await here.getOrSet(key).then(
        () => false,
        () => true,
      )
      if (refused) {
        seen.push(`${name} is refused`)
        continue
      }
      const read = await there.getOrSet(key)
      const isEqual = isDeepStrictEqual(read, value)
      isRight &&= isEqual
      seen.push(isEqual ? `${name} is equal` : `${name} becomes ${inspect(Object.values(Object(read))[0])}`)
    }
    return (isRight ? yes : no)(seen.join('; '))
  },
}

export const garbage: ScoreboardQuestion = {
  id: 'garbage',
  title: 'Does garbage in Redis count as a miss?',
  how: 'What one process stored is replaced by 64 random bytes, or cut to half its length; another process reads and must get what its loader gives.',
  async ask(stage) {
    const { admin, source } = stage
    const random = new SeededRandom(7)
    const noise = Buffer.from(Array.from({ length: 64 }, () => Math.floor(random.next() * 256)))
    const [here, there, witness] = [await stage.openCache(), await stage.openCache(), await stage.openCache()]
    const faults: string[] = []
    for (const kind of ['random bytes', 'half a value']) {
      const key = `spoilt-${kind.slice(0, 4)}`
      source.value = { id: 'stored', guests: ['Ana', 'Luis', 'Eva'] }
      await here.getOrSet(key)
      // A cache may store after it has answered. What a third process reads without a load is in Redis.
      await wait(500)
      const loads = source.loads
      await witness.getOrSet(key)
      if (source.loads !== loads) throw new Error('nothing was stored in Redis')
      for (const name of await stage.storedUnder(key)) {
        if ((await admin.type(name)) !== 'string') continue
        const stored = (await admin.getBuffer(name)) ?? noise
        await admin.set(name, kind === 'random bytes' ? noise : stored.subarray(0, stored.length / 2), 'KEEPTTL')
      }
      source.value = { id: 'loaded anew' }
      const read = await there.getOrSet(key).catch((error: Error) => error)
      if (!isDeepStrictEqual(read, source.value))
        faults.push(
          read instanceof Error ? `${kind}: it throws ${read.message.slice(0, 60)}` : `${kind}: it gives ${inspect(read)}`,
        )
    }
    return faults.length === 0 ? yes('the loader is asked') : no(faults.join('; '))
  },
}
