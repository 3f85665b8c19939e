import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { SECRET_VARIABLES } from '../secret-files.ts'
import { configurationPage } from './configuration-page.ts'
import { READ_VARIABLES, VARIABLE_GROUPS } from './declared-variables.ts'

const SOURCES = new URL('../', import.meta.url)
const declared = VARIABLE_GROUPS.flatMap(({ variables }) => variables)
const names = declared.map(({ name }) => name)

test('every variable that is read is declared, once, and no other', () => {
  expect(names.toSorted()).toEqual(Object.keys(READ_VARIABLES).toSorted())
  expect(new Set(names).size).toBe(names.length)
})

test('no file that reads variables is left out', () => {
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('config.ts'),
  )
  const read = sources.flatMap((path) =>
    [
      ...readFileSync(new URL(path, SOURCES), 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*): /gm),
    ].map(([, name = '']) => name),
  )

  expect(read.length).toBeGreaterThan(40)
  expect(read.filter((name) => !Object.hasOwn(READ_VARIABLES, name))).toEqual([])
})

test("every variable that OpenTelemetry's own packages read is declared", () => {
  const exporter = folderOf('@opentelemetry/exporter-metrics-otlp-http')
  const folders = [exporter, join(exporter, '../otlp-exporter-base'), folderOf('@opentelemetry/resources')]
  const read = folders.flatMap((folder) => environmentNamesIn(join(folder, 'dist')))

  expect(read.length).toBeGreaterThan(10)
  // It is about instruments of the SDK: Larder hands over what it has counted itself, as /metrics tells it.
  const withoutEffect = ['OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE']
  expect(read.filter((name) => ![...names, ...withoutEffect].includes(name))).toEqual([])
})

describe('what is said to be the default is what it is', () => {
  test.each(declared)('$name', ({ name, fallback, without }) => {
    const rules = READ_VARIABLES[name]
    expect([fallback, without].filter((text) => text !== undefined)).toHaveLength(1)

    const absent = rules?.safeParse(undefined).data
    const isNothing =
      absent === undefined || JSON.stringify(absent) === '[]' || JSON.stringify(absent) === '{}'

    if (fallback === undefined) expect(isNothing).toBe(true)
    else expect(rules?.safeParse(fallback).data).toEqual(absent)
  })
})

test('secrets are variables, and what is named like one is a secret', () => {
  expect(names).toEqual(expect.arrayContaining([...SECRET_VARIABLES]))
  const named = names.filter((name) => /(?<!_CLIENT_)(?:KEY|SECRET|PASSWORD|TOKEN)$/.test(name))
  expect(named.filter((name) => !SECRET_VARIABLES.some((secret) => secret === name))).toEqual([])
})

test('docs/configuration.md is what `pnpm docs:configuration` makes of it', () => {
  const page = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8')

  expect(page).toBe(configurationPage())
})

function folderOf(name: string): string {
  const entry = realpathSync(fileURLToPath(import.meta.resolve(name)))
  return entry.slice(0, entry.indexOf(name) + name.length)
}

/** Names of variables in a built package; of a pattern, those that it stands for. */
function environmentNamesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.mjs'),
  )
  const texts = files.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n')
  return [...texts.matchAll(/["'`.](OTEL_(?:EXPORTER|SERVICE|RESOURCE)_[\w${}]+)/g)].flatMap(
    ([, name = '']) => ['TRACES', 'METRICS'].map((signal) => name.replace('${signalIdentifier}', signal)),
  )
}
