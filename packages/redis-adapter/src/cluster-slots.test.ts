import { expect, test } from 'vitest'
import { readSlotRanges } from './cluster-slots.ts'

const asked = { host: 'seed', port: 7000 }

test('masters and replicas of each range; a missing host is that of the node which answered', () => {
  const reply = [
    [0, 8191, ['10.0.0.1', 7000, 'id', []], ['', 7001, 'id', []]],
    [8192, 16_383, [null, 7002, 'id', []]],
  ]

  expect(readSlotRanges(reply, asked)).toEqual([
    {
      first: 0,
      last: 8191,
      master: { host: '10.0.0.1', port: 7000 },
      replicas: [{ host: 'seed', port: 7001 }],
    },
    { first: 8192, last: 16_383, master: { host: 'seed', port: 7002 }, replicas: [] },
  ])
})

test.each([
  ['no list', 'OK'],
  ['a range that is none', ['OK']],
  ['a slot that there is not', [[0, 16_384, ['a', 1]]]],
  ['a master that does not know its name', [[0, 1, ['?', 1]]]],
  ['a master without a port', [[0, 1, ['a']]]],
  ['no master', [[0, 1]]],
])('%s is left out', (_name, reply) => {
  expect(readSlotRanges(reply, asked)).toEqual([])
})
