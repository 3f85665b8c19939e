import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as airtable from '@larder/airtable-simulator'
import {
  AirtableWebhooks,
  compileFormula,
  FormulaRefusal,
  InexactValue,
  LocalWebhookState,
  MAX_PING_BYTES,
  SharedWebhookState,
  verifyPing,
} from '@larder/airtable-adapter'
import * as core from '@larder/cache-core'
import * as coreTesting from '@larder/cache-core/testing'
import * as devalue from '@larder/devalue-codec'
import * as hono from '@larder/hono-middleware'
import * as keyv from '@larder/keyv-store'
import * as redis from '@larder/redis-adapter'
import * as redisTesting from '@larder/redis-adapter/testing'
import { membersOf, OPTION } from './declared-members.ts'

const reference = readFileSync(new URL('../api.md', import.meta.url), 'utf8')
const sections = reference.split(/^#{2,} /m).slice(1)
const headings = sections.map(nameOf)

const webhooks = { AirtableWebhooks, LocalWebhookState, MAX_PING_BYTES, SharedWebhookState, verifyPing }
const formulas = { compileFormula, FormulaRefusal, InexactValue }

/** What the classes behind `Cache` and `KeyFamily` offer. */
const cache = core.createCache()
const family = cache.define({ name: 'family', load: () => 1 })

describe('has a heading for', () => {
  test('every method of Cache', () => {
    expect(headings).toEqual(expect.arrayContaining(methodsOf(cache).map((name) => `cache.${name}`)))
  })

  test('every method of KeyFamily', () => {
    expect(headings).toEqual(expect.arrayContaining(methodsOf(family).map((name) => `family.${name}`)))
  })

  test.each([
    ['cache-core', core],
    ['redis-adapter', redis],
    ['devalue-codec', devalue],
    ['hono-middleware', hono],
    ['keyv-store', keyv],
    ['airtable-simulator', airtable],
    ['airtable-adapter that is about webhooks', webhooks],
    ['the formulas of airtable-adapter', formulas],
  ])('every export of %s', (_name, exports) => {
    expect(headings).toEqual(expect.arrayContaining(Object.keys(exports)))
  })
})

test('shows an example of each', () => {
  const names = new Set([
    ...Object.keys(core),
    ...Object.keys(redis),
    ...Object.keys(devalue),
    ...Object.keys(hono),
    ...Object.keys(keyv),
    ...Object.keys(airtable),
    ...Object.keys(webhooks),
    ...Object.keys(formulas),
  ])
  const documented = sections.filter(
    (section) => /^(cache|family)\./.test(section) || names.has(nameOf(section)),
  )

  expect(documented.filter((section) => !section.includes('\n```ts\n')).map(nameOf)).toEqual([])
})

test.each([
  ['cache-core', coreTesting],
  ['redis-adapter', redisTesting],
])('has a row for every export of %s/testing', (_name, exports) => {
  const rows = sections.find((section) => nameOf(section) === 'Testing')?.match(/^\|[^|]+\|/gm) ?? []

  expect(Object.keys(exports).filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([])
})

/** Interfaces and unions are gone at run time: what they name is read from their source. */
describe('has a row for', () => {
  test.each([
    ['option of EntryOptions', 'cache-core/src/cache/options.ts', 'interface EntryOptions', OPTION],
    ['option of ReadOptions', 'cache-core/src/cache/options.ts', 'interface ReadOptions', OPTION],
    ['option of SetOptions', 'cache-core/src/cache/options.ts', 'interface SetOptions', OPTION],
    ['option of GetOrSetOptions', 'cache-core/src/cache/options.ts', 'interface GetOrSetOptions', OPTION],
    ['option of CacheOptions', 'cache-core/src/cache/options.ts', 'interface CacheOptions', OPTION],
    ['option of FamilyOptions', 'cache-core/src/cache/key-family.ts', 'interface FamilyOptions', OPTION],
    [
      'option of RedisBackendOptions',
      'redis-adapter/src/redis-backend.ts',
      'interface RedisBackendOptions',
      OPTION,
    ],
    [
      'option of LarderCacheOptions',
      'hono-middleware/src/larder-cache-options.ts',
      'interface LarderCacheOptions',
      OPTION,
    ],
    [
      'option of LarderStoreOptions',
      'keyv-store/src/larder-store.ts',
      'interface LarderStoreOptions',
      OPTION,
    ],
    [
      'option of AirtableSimulatorOptions',
      'airtable-simulator/src/server/simulator-options.ts',
      'interface AirtableSimulatorOptions',
      OPTION,
    ],
    [
      'option of AirtableWebhooksOptions',
      'airtable-adapter/src/webhooks/airtable-webhooks.ts',
      'interface AirtableWebhooksOptions',
      OPTION,
    ],
    ['error code', 'cache-core/src/errors.ts', 'type CacheErrorCode', /^ {2}\| '(\w+)'/gm],
    ['event', 'cache-core/src/ports/observer.ts', 'type CacheEvent', /readonly type: '([\w-]+)'/g],
  ])('every %s', (_name, file, declaration, member) => {
    const names = membersOf(file, declaration, member)
    const rows = [...sectionOf(declaration).matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)

    expect(names).not.toEqual([])
    expect(new Set(rows)).toEqual(new Set(names))
  })
})

/** The first word of its heading. */
function nameOf(section: string): string {
  return /^\S+/.exec(section)?.[0] ?? ''
}

function methodsOf(object: object): readonly string[] {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(object))
  return names.filter((name) => name !== 'constructor')
}

/** The part of the page about an options type, the error codes or the events. */
function sectionOf(declaration: string): string {
  const [, name = ''] = declaration.split(' ')
  const heading = { CacheErrorCode: 'Error codes', CacheEvent: 'Events' }[name] ?? name
  const [, section = ''] = reference.split(new RegExp(`^#+ ${heading}$`, 'm'))
  return section.split(/^#/m)[0] ?? ''
}
