import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Arm } from './arm.ts'
import { plainCases, plainOracle } from './proof-fixture.ts'
import { recording, refuseOldRecord, replaying } from './record-replay.ts'
import type { TrialCase } from './trial.ts'

const [item, other] = plainCases(2) as [TrialCase, TrialCase]
const context = { repeat: 0, signal: new AbortController().signal }
const oracle = plainOracle('oracle', {}, 1)
const dumb: Arm = { ...oracle, answer: () => Promise.reject(new Error('nobody is to be asked')) }
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-record-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('a replay gives the recorded answers, and asks nobody', async () => {
  const [recorder] = recording([oracle], 'router', folder) as [Arm]
  const first = await recorder.answer(item, context)
  const second = await recorder.answer(item, { ...context, repeat: 1 })

  const [replay] = replaying([dumb], 'router', folder) as [Arm]

  expect(await replay.answer(item, context)).toEqual(first)
  expect(await replay.answer(item, { ...context, repeat: 1 })).toEqual(second)
  expect(replay.forecast(item).calls).toBe(0)
})

test('what was not recorded is missed by name', async () => {
  const [recorder] = recording([oracle], 'router', folder) as [Arm]
  await recorder.answer(item, context)

  const [replay] = replaying([dumb], 'router', folder) as [Arm]

  await expect(replay.answer(other, context)).rejects.toThrow('no answer of oracle to case-1, repeat 1')
  await expect(replay.answer(item, { ...context, repeat: 2 })).rejects.toThrow('repeat 3')
  expect(() => replaying([dumb], 'human', folder)).toThrow('there is no')
})

test('an answer to a question that has changed since is none', async () => {
  const [recorder] = recording([oracle], 'router', folder) as [Arm]
  await recorder.answer(item, context)

  const [replay] = replaying([dumb], 'router', folder) as [Arm]

  await expect(replay.answer({ ...item, input: { text: 'other words' } }, context)).rejects.toThrow(
    'which has changed since',
  )
})

test('parts of a track are kept apart in one folder', async () => {
  const [first] = recording([oracle], 'e2e-dialogues-test', folder) as [Arm]
  const [second] = recording([oracle], 'e2e-attacks-test', folder) as [Arm]
  await first.answer(item, context)
  const outcome = await second.answer(other, context)

  const [replay] = replaying([dumb], 'e2e-attacks-test', folder) as [Arm]

  expect(await replay.answer(other, context)).toEqual(outcome)
  await expect(replay.answer(item, context)).rejects.toThrow('no answer of oracle to case-0')
})

test('two records are not mixed in one folder', async () => {
  refuseOldRecord(folder)
  recording([oracle], 'router', folder)

  expect(() => refuseOldRecord(folder)).toThrow('is there already')
})
