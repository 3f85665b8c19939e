import { FakeClock } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { loadDataset } from '../dataset/load-dataset.ts'
import { openOfflineStage } from '../models/offline-stage.ts'
import { trackId } from '../trial.ts'
import { e2eTracks } from './e2e-tracks.ts'

const dataset = loadDataset()

test('held-out cases are put to all arms, and cases that were read to rules alone', async () => {
  await using stage = await openOfflineStage(new FakeClock(), 1)

  const tracks = e2eTracks(dataset, stage, 'offline', 1)

  const all = ['rules', 'hybrid', 'all oracle A', 'all oracle B']
  expect(tracks.map(({ name, part, arms }) => [trackId(name, part), arms.map((arm) => arm.name)])).toEqual([
    ['e2e-dialogues-test', all],
    ['e2e-attacks-test', all],
    ['e2e-dialogues-dev', ['rules']],
    ['e2e-attacks-dev', ['rules']],
  ])
  expect(tracks.map(({ contrasts }) => contrasts.length)).toEqual([3, 3, 0, 0])
})

test('each part has the cases of its split and kind, and no other has them', async () => {
  await using stage = await openOfflineStage(new FakeClock(), 1)

  const parts = e2eTracks(dataset, stage, 'offline', 1)

  for (const { part, cases } of parts) {
    const own = dataset[part?.of ?? 'attacks'].filter(({ split }) => split === part?.split)
    expect(cases.map(({ id }) => id)).toEqual(own.map(({ id }) => id))
  }
  const ids = parts.flatMap(({ cases }) => cases.map(({ id }) => id))
  expect(new Set(ids).size).toBe(241)
})
