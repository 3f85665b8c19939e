import { expect, test } from 'vitest'
import { FakeClock, settle } from '@larder/cache-core/testing'
import type { RedisRouter } from './redis-router.ts'
import { sweep } from './sweep.ts'

/** A server whose first step ends when it is told to. */
function server() {
  const step = Promise.withResolvers<readonly [string, string[]]>()
  return { step, node: { bulk: { attempt: Promise.resolve(), run: () => step.promise } } }
}

test('a sweep that one server refuses ends when the others have ended too', async () => {
  const [up, away] = [server(), server()]
  const nodes = [up.node, away.node]
  const router = { version: 0, nodes: () => nodes, names: () => [] } as unknown as RedisRouter
  let end: unknown
  const swept = sweep('ns:', () => true, {}, { router, clock: new FakeClock() })
  swept.catch((error: unknown) => (end = error))

  away.step.reject(new Error('away'))
  await settle()
  expect(end).toBeUndefined()
  up.step.resolve(['0', []])

  await expect(swept).rejects.toThrow('away')
})
