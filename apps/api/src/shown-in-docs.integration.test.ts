import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Reply } from '@larder/assistant'
import { type Clock, systemClock } from '@larder/cache-core'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { withConfigFile } from './config-file-fixture.ts'
import { type LarderFixture, sharedLarder } from './larder-fixture.ts'

const pageOf = (name: string) => readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8')
/** The blocks of a page in one language; `''` for those that name none. */
function blocksOf(page: string, language: string): readonly string[] {
  const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
  return blocks.filter(([, named]) => named === language).map(([, , text = '']) => text)
}

const assistantPage = pageOf('assistant')
const endpointPage = pageOf('endpoint')

/** The Saturday on which the dialogues were written down. */
const WRITTEN_AT = Date.UTC(2026, 10, 28, 12)
const startedAt = systemClock.monotonic()
const clock: Clock = {
  now: () => WRITTEN_AT + systemClock.monotonic() - startedAt,
  monotonic: () => systemClock.monotonic(),
  setTimer: (callback, delayMs) => systemClock.setTimer(callback, delayMs),
}
const env = {
  AIRTABLE_API_KEY: '',
  AIRTABLE_ENDPOINT_URL: '',
  AIRTABLE_BASE_IDS: '',
  // All of the budget is its own.
  AIRTABLE_EXPECTED_PROCESSES: '1',
}
const withDemo = sharedLarder({ env, clock })

async function say({ send }: LarderFixture, message: string, conversationId?: string): Promise<Reply> {
  const { status, body } = await send('POST', '/assistant/messages', { message, conversationId })
  expect([message, status]).toEqual([message, 200])
  return body as Reply
}

describe('docs/assistant.md', () => {
  const commands = blocksOf(assistantPage, 'sh')
  const dialogues = blocksOf(assistantPage, '')

  // In their order: the codes of bookings go on from one to the next.
  test('the dialogues go as shown', async () => {
    expect(dialogues).toHaveLength(2)
    const replies: Reply[] = []
    await withDemo(async (larder) => {
      for (const shown of dialogues) {
        let conversationId: string | undefined
        let told = ''
        for (const [, message = ''] of shown.matchAll(/^> (.*)$/gm)) {
          const reply = await say(larder, message, conversationId)
          conversationId = reply.conversationId
          told += `> ${message}\n< ${reply.text}\n`
          replies.push(reply)
        }
        expect(told).toBe(shown)
      }
    })

    // The page begins with the first of them, and shows all of its answer.
    const [first] = replies
    const shown = JSON.parse(blocksOf(assistantPage, 'json')[0] ?? '') as Reply
    expect(commands[0]).toContain(`"message":"${/^> (.*)$/m.exec(dialogues[0] ?? '')?.[1]}"`)
    expect(first?.conversationId).toHaveLength(shown.conversationId.length)
    expect({ ...first, conversationId: shown.conversationId }).toEqual(shown)
  })

  test('the commands say what is said in the dialogues', () => {
    const said = commands
      .slice(1)
      .map((block) => [...block.matchAll(/say '([^']+)'/g)].map(([, text]) => text))
    const shown = dialogues.map((block) => [...block.matchAll(/^> (.*)$/gm)].map(([, text]) => text))

    expect(said).toEqual(shown)
  })
})

describe('docs/endpoint.md', () => {
  test('the problem is the one that is told', async () => {
    const shown: unknown = JSON.parse(blocksOf(endpointPage, 'json')[0] ?? '')

    await withDemo(async ({ get }) => {
      expect(await get('/cache/explain')).toMatchObject({ status: 400, body: shown })
    })
  })
})

describe('each configuration that is shown is one that is read', () => {
  const shown = [...blocksOf(endpointPage, 'json').slice(1), ...blocksOf(assistantPage, 'json').slice(1)]

  test('there are some', () => {
    expect(shown).toHaveLength(4)
  })

  test.each(shown.map((text) => [text.match(/\w+/)?.[0], text]))('%s', async (_first, text = '') => {
    const filled = text.replaceAll('<64 hexadecimal digits>', () => randomBytes(32).toString('hex'))

    await withConfigFile(JSON.parse(filled) as object, async (path) => {
      const given = { LARDER_CONFIG: path, AIRTABLE_API_KEY: 'patTest' }
      expect(() => readConfig(given)).not.toThrow()
    })
  })
})

/** Names of events and of what they tell, in their order, each once in a row. */
function eventsIn(text: string): readonly (readonly [string, readonly string[]])[] {
  const events = [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)]
  return events
    .map(([, name = '', data = '']) => [name, Object.keys(JSON.parse(data) as object)] as const)
    .filter(([name], index) => name !== events[index - 1]?.[1])
}

test('docs/dashboard.md: a deletion tells of itself as shown', async () => {
  const [block = ''] = blocksOf(pageOf('dashboard'), 'console')
  const [, path = ''] = /'http:\/\/127\.0\.0\.1:3000(.*?)'/.exec(block) ?? []
  const accept = /-H 'accept: (.*?)'/.exec(block)?.[1] ?? ''
  expect(path).toContain('carta:*')

  await withDemo(async ({ url, server }) => {
    for (let n = 0; n < 3; n++) await server.composition.cache.set(`carta:${n}`, n)
    const response = await fetch(url + path, { method: 'DELETE', headers: { accept } })
    const told = await response.text()

    expect(eventsIn(told)).toEqual(eventsIn(block))
    expect(told).toContain('data: {"pattern":"carta:*","pending":false}')
    expect(told).toContain('data: {"deleted":3,"pattern":"carta:*","pending":false}')
  })
})
