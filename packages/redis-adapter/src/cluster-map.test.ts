import { expect, test } from 'vitest'
import { ClusterMap } from './cluster-map.ts'
import type { RedisNode } from './redis-node.ts'
import { describeRedisAddress, type RedisAddress } from './redis-url.ts'

/** A map whose nodes only note what becomes of them. */
function mapOf(): { readonly map: ClusterMap; readonly retired: string[]; readonly closed: string[] } {
  const retired: string[] = []
  const closed: string[] = []
  const connect = (address: RedisAddress) => {
    const name = describeRedisAddress(address)
    return {
      name,
      retire: () => retired.push(name),
      close: () => closed.push(name),
    } as unknown as RedisNode
  }
  return { map: new ClusterMap(connect), retired, closed }
}

const at = (host: string) => ({ host, port: 1 })
const range = (first: number, last: number, host: string, ...replicas: readonly string[]) => ({
  first,
  last,
  master: at(host),
  replicas: replicas.map(at),
})

test('slots have the master of their range, and all nodes can be asked', () => {
  const { map } = mapOf()

  map.adopt([range(0, 9, 'a', 'b'), range(10, 16_383, 'c')])

  expect(map.of(9)?.name).toBe('a:1')
  expect(map.of(10)?.name).toBe('c:1')
  expect(map.isCovered).toBe(true)
  expect(map.nodes.map(({ name }) => name)).toEqual(['a:1', 'c:1'])
  expect(map.known).toEqual([at('a'), at('b'), at('c')])
})

test('a slot that nobody serves is known', () => {
  const { map } = mapOf()
  expect(map.isCovered).toBe(false)

  map.adopt([range(0, 16_382, 'a')])

  expect(map.of(16_383)).toBeUndefined()
  expect(map.isCovered).toBe(false)
})

test('a master is kept while it has slots, and retired with its last one', () => {
  const { map, retired } = mapOf()
  map.adopt([range(0, 16_383, 'a')])
  const before = map.of(0)

  map.adopt([range(0, 0, 'a'), range(1, 16_383, 'b')])
  expect(map.of(0)).toBe(before)
  expect(retired).toEqual([])

  map.assign(0, at('b'))
  expect(map.of(0)?.name).toBe('b:1')
  expect(map.nodes.map(({ name }) => name)).toEqual(['b:1'])
  for (let answer = 0; answer < 2; answer++) map.adopt([range(0, 16_383, 'b')])
  expect(retired).toEqual(['a:1'])
})

test('a master that one answer leaves out keeps its connections for the next', () => {
  const { map, retired } = mapOf()
  map.adopt([range(0, 8_191, 'a'), range(8_192, 16_383, 'b')])
  const before = map.of(16_383)

  map.adopt([range(0, 8_191, 'a')])
  expect(map.of(16_383)).toBeUndefined()
  map.adopt([range(0, 8_191, 'a'), range(8_192, 16_383, 'b')])

  expect(map.of(16_383)).toBe(before)
  for (let answer = 0; answer < 5; answer++) map.adopt([range(0, 8_191, 'a'), range(8_192, 16_383, 'b')])
  expect(retired).toEqual([])
})

test('the version grows when slots change hands, and only then', () => {
  const { map } = mapOf()
  map.adopt([range(0, 16_383, 'a')])
  const { version } = map

  map.adopt([range(0, 16_383, 'a', 'b')])
  expect(map.version).toBe(version)

  map.assign(7, at('b'))
  expect(map.version).toBe(version + 1)
})

test('a node that slots are on their way to is kept for a while without any', () => {
  const { map, retired } = mapOf()
  map.adopt([range(0, 16_383, 'a')])
  const guest = map.guest(at('b'))

  for (let answer = 0; answer < 5; answer++) map.adopt([range(0, 16_383, 'a')])
  expect(map.guest(at('b'))).toBe(guest)
  expect(map.nodes.map(({ name }) => name)).toEqual(['a:1'])

  for (let answer = 0; answer < 20; answer++) map.adopt([range(0, 16_383, 'a')])
  expect(retired).toEqual(['b:1'])
})

test('what is being retired is closed with the rest', () => {
  const { map, retired, closed } = mapOf()
  map.adopt([range(0, 16_383, 'a')])
  for (let answer = 0; answer < 3; answer++) map.adopt([range(0, 16_383, 'b')])
  expect(retired).toEqual(['a:1'])

  map.close()

  expect(closed.toSorted()).toEqual(['a:1', 'b:1'])
})
