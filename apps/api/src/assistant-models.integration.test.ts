import { expect, test } from 'vitest'
import type { Reply } from '@larder/assistant'
import { type Brain, type ModelSimulator, startModelSimulator } from '@larder/model-simulator'
import { type LarderFixture, withLarder } from './larder-fixture.ts'

/** Words the draft with more warmth, as the human agent is told to; understands nothing else. */
const warm: Brain = ({ messages }) => {
  const asked = messages.at(-1)?.content
  const { draft = '' } = parsed(asked)
  return { content: JSON.stringify({ reply: `Con mucho gusto. ${draft}` }) }
}

function parsed(text: unknown): { readonly draft?: string } {
  try {
    return JSON.parse(String(text)) as { readonly draft?: string }
  } catch {
    return {}
  }
}

async function withModels(
  models: Readonly<Record<string, string>>,
  body: (larder: LarderFixture, simulator: ModelSimulator) => Promise<void>,
): Promise<void> {
  const simulator = await startModelSimulator({
    quirks: { '/openai': 'openai', '/deepseek': 'deepseek' },
    brain: warm,
    apiKeys: { openai: ['sk-openai'], deepseek: ['sk-deepseek'] },
  })
  try {
    const env = {
      AIRTABLE_API_KEY: '',
      AIRTABLE_ENDPOINT_URL: '',
      AIRTABLE_BASE_IDS: '',
      OPENAI_API_KEY: 'sk-openai',
      OPENAI_BASE_URL: simulator.baseUrl('openai'),
      DEEPSEEK_API_KEY: 'sk-deepseek',
      DEEPSEEK_BASE_URL: simulator.baseUrl('deepseek'),
      ...models,
    }
    await withLarder({ env }, (larder) => body(larder, simulator))
  } finally {
    await simulator.close()
  }
}

const MESSAGES = ['Mesa para 4 el viernes que viene a las 21:00', 'Nekane Otxoa', '600123456', 'sí']

async function talk({ send }: LarderFixture): Promise<readonly Reply[]> {
  const replies: Reply[] = []
  for (const message of MESSAGES) {
    const conversationId = replies[0]?.conversationId
    const { body } = await send('POST', '/assistant/messages', {
      message,
      ...(conversationId === undefined ? {} : { conversationId }),
    })
    replies.push(body as Reply)
  }
  return replies
}

test('words the facts by a model, which learns neither name nor phone nor code', async () => {
  await withModels(
    { ASSISTANT_HUMAN_MODELS: 'openai:gpt-6-luna,deepseek:deepseek-flash' },
    async (larder, simulator) => {
      const last = (await talk(larder)).at(-1)

      expect(last?.text).toMatch(/^Con mucho gusto\. Reservado: .*Nekane Otxoa.*R-\d+/)
      expect(last?.servedBy).toMatchObject({
        router: { by: 'rules' },
        human: { by: 'model', provider: 'openai' },
      })
      expect(last?.usd).toBeGreaterThan(0)
      const told = simulator.journal.entries.map(({ bodyText }) => bodyText).join('\n')
      expect(told).toContain('[NAME_1]')
      expect(told).not.toMatch(/Nekane|Otxoa|600123456|R-\d+/)
    },
  )
})

test('goes on with the next provider, and then with rules', async () => {
  await withModels(
    { ASSISTANT_MODELS: 'openai:gpt-6-luna,deepseek:deepseek-flash' },
    async (larder, simulator) => {
      simulator.chaos.failAll({ kind: '503' })

      const replies = await talk(larder)

      expect(replies.at(-1)?.booking).toMatchObject({ people: 4 })
      expect(replies[0]?.servedBy).toEqual({
        router: { by: 'rules', because: 'failed' },
        human: { by: 'rules', because: 'failed' },
      })
      expect(new Set(simulator.journal.entries.map(({ provider }) => provider))).toEqual(
        new Set(['openai', 'deepseek']),
      )
    },
  )
})

test('a caller who goes away leaves the conversation where it was', async () => {
  await withModels({ ASSISTANT_ROUTER_MODELS: 'openai:gpt-6-luna' }, async (larder, simulator) => {
    simulator.chaos.failNext(1, { kind: '400' })
    const { body } = await larder.send('POST', '/assistant/messages', { message: 'Hola' })
    const { conversationId } = body as Reply
    simulator.chaos.failAll({ kind: 'hang' })

    const gone = fetch(`${larder.url}/assistant/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversationId, message: 'mesa para 4' }),
      signal: AbortSignal.timeout(200),
    })
    await expect(gone).rejects.toThrow()
    simulator.chaos.clear()

    const { body: state } = await larder.get(`/assistant/conversations/${conversationId}`)
    expect(state).toMatchObject({ turn: 1 })
    const next = await larder.send('POST', '/assistant/messages', { conversationId, message: 'gracias' })
    expect((next.body as Reply).state.turn).toBe(2)
  })
})

test('a model of a provider without a key is a problem of the configuration', async () => {
  await expect(
    withModels({ OPENAI_API_KEY: '', ASSISTANT_MODELS: 'openai:gpt-6-luna' }, async () => {}),
  ).rejects.toThrow('OPENAI_API_KEY')
  await expect(withModels({ ASSISTANT_MODELS: 'gpt-6-luna' }, async () => {})).rejects.toThrow(
    'provider:model',
  )
})
