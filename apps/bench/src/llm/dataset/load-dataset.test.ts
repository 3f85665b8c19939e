import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CANARY } from './canary.ts'
import { DATASET_FILES, DATASET_FOLDER } from './dataset-files.ts'
import type { DatasetFile } from './dataset-files.ts'
import { datasetHash } from './dataset-hash.ts'
import { DatasetError, loadDataset } from './load-dataset.ts'
import { type InSplit, splitOf } from './split-of.ts'

let folder: URL

beforeEach(() => {
  folder = pathToFileURL(join(mkdtempSync(join(tmpdir(), 'larder-dataset-')), '/'))
  for (const name of DATASET_FILES) copyFileSync(new URL(name, DATASET_FOLDER), new URL(name, folder))
})

afterEach(() => rmSync(folder, { recursive: true }))

test('ids are unique over all files', () => {
  const { singleTurns, dialogues, attacks } = loadDataset()
  const ids = [...singleTurns, ...dialogues, ...attacks].map(({ id }) => id)

  expect(new Set(ids).size).toBe(ids.length)
})

test('a cluster is in one kind of case only, so that the split never divides it', () => {
  const { singleTurns, dialogues, attacks } = loadDataset()
  const kinds = [singleTurns, dialogues, attacks].map((cases) => new Set(cases.map(({ cluster }) => cluster)))
  const total = kinds.reduce((sum, clusters) => sum + clusters.size, 0)

  expect(new Set(kinds.flatMap((clusters) => [...clusters])).size).toBe(total)
})

test('dialogues and attacks are held out by the file they stand in', () => {
  const { dialogues, attacks } = loadDataset()

  const splitsOf = (cases: readonly InSplit[]) => cases.map(({ split }) => split)
  expect(splitsOf(dialogues)).toEqual([...Array(60).fill('test'), ...Array(60).fill('dev')])
  expect(splitsOf(attacks)).toEqual([...Array(60).fill('test'), ...Array(61).fill('dev')])
})

test('about one case in five is for learning, and the same ones always', () => {
  const { singleTurns } = loadDataset()
  const dev = singleTurns.filter(({ cluster }) => splitOf(cluster) === 'dev')

  expect(dev.length / singleTurns.length).toBeGreaterThan(0.15)
  expect(dev.length / singleTurns.length).toBeLessThan(0.25)
  expect(['complete-01', 'complete-02', 'complete-03', 'complete-04'].map(splitOf)).toMatchInlineSnapshot(`
    [
      "test",
      "test",
      "test",
      "dev",
    ]
  `)
})

test.each(DATASET_FILES)('%s carries the canary', (name) => {
  expect(readFileSync(new URL(name, DATASET_FOLDER), 'utf8')).toContain(CANARY)
})

test('the licence and the README carry it too', () => {
  for (const name of ['LICENSE', 'README.md']) {
    expect(readFileSync(new URL(name, DATASET_FOLDER), 'utf8')).toContain(CANARY)
  }
})

test('a slot that there is not is refused with file, line and field', () => {
  change('single-turns.es.jsonl', (lines) =>
    lines.with(2, lines[2]!.replace('"slots":{', '"slots":{"table":7,')),
  )

  expect(() => loadDataset(folder)).toThrow(/^single-turns\.es\.jsonl:3 gold\.slots: .*table/)
})

test('a day that does not exist is refused', () => {
  change('single-turns.en.jsonl', (lines) => lines.with(1, lines[1]!.replace('2026-11-27', '2026-11-31')))

  expect(() => loadDataset(folder)).toThrow(/^single-turns\.en\.jsonl:2 gold\.resolved\.date: /)
})

test('a line that is no JSON is refused', () => {
  change('attacks.test.en.jsonl', (lines) => [...lines, '{"id":'])

  expect(() => loadDataset(folder)).toThrow(/^attacks\.test\.en\.jsonl:\d+ \(line\): not JSON$/)
})

test('a file without the canary is refused', () => {
  change('dialogues.dev.es.jsonl', (lines) => lines.slice(1))

  expect(() => loadDataset(folder)).toThrow(DatasetError)
})

test('a house that there is not is refused', () => {
  change('single-turns.es.jsonl', (lines) => lines.with(1, lines[1]!.replace('casa-lumbre', 'casa-nadie')))

  expect(() => loadDataset(folder)).toThrow('single-turns.es.jsonl:2 house: there is no casa-nadie')
})

test('the hash is the same for the same content and another for one changed byte', () => {
  const before = datasetHash(folder)
  change('houses.json', (lines) => [...lines, ' '])

  expect(before).toBe(datasetHash())
  expect(datasetHash(folder)).not.toBe(before)
  expect(before).toMatch(/^[0-9a-f]{64}$/)
})

function change(name: DatasetFile, edit: (lines: string[]) => string[]): void {
  const file = new URL(name, folder)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  writeFileSync(file, `${edit(lines).join('\n')}\n`)
}
