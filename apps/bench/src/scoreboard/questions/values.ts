import { inspect, isDeepStrictEqual } from 'node:util'
import { no, type ScoreboardQuestion, yes } from '../question.ts'
import type { RemoteCache } from '../remote-cache.ts'

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
  how: 'Each is read twice in one process, and once in another that begins then: one load, and the value itself each time.',
  async ask({ source, openCache }) {
    const values = [null, 0, false, '']
    const keyOf = (value: unknown) => `falsy-${JSON.stringify(value)}`
    const here = await openCache()
    const faults = new Set<string>()
    const check = async (cache: RemoteCache, value: unknown, mayLoad: boolean) => {
      source.value = value
      const before = source.loads
      const read = await cache.getOrSet(keyOf(value))
      if (read !== value) faults.add(`${inspect(value)} comes back as ${inspect(read)}`)
      else if (!mayLoad && source.loads > before) faults.add(`${inspect(value)} is loaded again`)
    }
    for (const value of values) await check(here, value, true)
    for (const value of values) await check(here, value, false)
    const later = await openCache()
    for (const value of values) await check(later, value, false)
    return faults.size === 0 ? yes('one load each') : no([...faults].join('; '))
  },
}

export const datesAndMaps: ScoreboardQuestion = {
  id: 'dates-and-maps',
  title: 'Does a Date or a Map come back equal from Redis, or is it refused?',
  how: 'One process loads it, another that begins then reads it. An error that refuses it is right; another value is not.',
  async ask({ source, openCache }) {
    const values = { Date: new Date('2026-01-10T19:30:00Z'), Map: new Map([['terraza', 4]]) }
    const here = await openCache()
    const refusals = new Map<string, boolean>()
    for (const [name, value] of Object.entries(values)) {
      source.value = { inside: value }
      const isRefused = here.getOrSet(`uncommon-${name}`).then(
        () => false,
        () => true,
      )
      refusals.set(name, await isRefused)
    }
    const later = await openCache()
    const seen: string[] = []
    let isRight = true
    for (const [name, value] of Object.entries(values)) {
      if (refusals.get(name)) {
        seen.push(`${name} is refused`)
        continue
      }
      source.value = { inside: value }
      const read = await later.getOrSet(`uncommon-${name}`)
      const isEqual = isDeepStrictEqual(read, source.value)
      isRight &&= isEqual
      seen.push(
        isEqual ? `${name} is equal` : `${name} becomes ${inspect((read as { inside: unknown }).inside)}`,
      )
    }
    return (isRight ? yes : no)(seen.join('; '))
  },
}
