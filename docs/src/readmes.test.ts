import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { membersOf, OPTION } from './declared-members.ts'

const packages = new URL('../../packages/', import.meta.url)

/** In this order; a page may have more between them. */
const SHAPE = ['In thirty seconds', 'Options', 'Guarantees', 'Limits']

/** Who has read one of these pages finds his way on every other. */
test.each(readdirSync(packages))(
  'the page of %s says what it is, how to get it, and has the parts of all',
  (name) => {
    const page = readFileSync(new URL(`${name}/README.md`, packages), 'utf8')
    const [before = '', ...sections] = page.split(/^## /m)
    const [title, , gist] = before.split('\n')
    const manifest = JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), 'utf8')) as {
      name: string
    }

    expect(title).toBe(`# ${manifest.name}`)
    expect(gist).toMatch(/^\S.*\.$/)
    expect(before).toMatch(new RegExp(`^(pnpm add|npm install) .*${manifest.name}`, 'm'))
    const headings = sections.map((section) => section.split('\n')[0] ?? '')
    expect(headings.filter((heading) => SHAPE.includes(heading))).toEqual(SHAPE)
    expect(sections[0]).toMatch(/^```ts$/m)
  },
)

/** Interfaces are gone at run time: what they name is read from their source. */
test.each([
  [
    'airtable-adapter',
    {
      AirtableClientOptions: 'airtable-client',
      AirtableSourceOptions: 'airtable-source',
      RecordCacheOptions: 'record-cache',
      AirtableReservationBookOptions: 'reservation-book/airtable-reservation-book',
    },
  ],
  ['assistant', { AssistantOptions: 'assistant' }],
  [
    'openai-adapter',
    {
      ChatModelStackOptions: 'chat-model-stack',
      OpenAiChatModelOptions: 'openai-chat-model',
      ResilientChatModelOptions: 'resilient-chat-model',
      CachedChatModelOptions: 'cached-chat-model',
      FallbackChatModelOptions: 'fallback-chat-model',
      MeteredChatModelOptions: 'metered-chat-model',
      BudgetedChatModelOptions: 'budgeted-chat-model',
      MemoryUsageLedgerOptions: 'memory-usage-ledger',
      ProviderOptions: 'providers',
      CompatibleOptions: 'providers',
    },
  ],
  ['model-simulator', { ModelSimulatorOptions: 'simulator-options' }],
])('the page of %s has a row for every option, and for no other', (name, declarations) => {
  const page = readFileSync(new URL(`${name}/README.md`, packages), 'utf8')
  const [, section = ''] = page.split(/^## Options$/m)
  const cells = [...(section.split(/^## /m)[0] ?? '').matchAll(/^\| (`[^|]+`) \|/gm)].map(
    ([, cell = '']) => cell,
  )
  const named = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, option]) => option))
  const declared = Object.entries(declarations).map(([declaration, file]) => {
    const options = membersOf(`${name}/src/${file}.ts`, `interface ${declaration}`, OPTION)
    expect([declaration, options.length > 0]).toEqual([declaration, true])
    return options
  })

  expect(new Set(named)).toEqual(new Set(declared.flat()))
  expect(named).toHaveLength(new Set(named).size)
})
