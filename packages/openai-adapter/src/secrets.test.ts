import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { contextOf, type Party, PARTY, readAll, requestOf } from './model-fixture.ts'
import { openAi } from './providers.ts'
import { OpenAiChatModel } from './openai-chat-model.ts'
import { ResilientChatModel } from './resilient-chat-model.ts'

const KEY = 'sk-very-secret-key'
const PROMPT = 'Mesa para Dolores, 612345678'
const ANSWER = 'Dolores come sin gluten'
const SECRETS = [KEY, 'Dolores', '612345678', 'gluten', 'casa-paco', 'very-secret']

/** A server that repeats all that it was sent, in whatever it answers. */
async function repeating(
  status: number,
  form: 'error' | 'code' | 'text' | 'answer' | 'stream',
): Promise<string> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const all = `${request.headers.authorization} ${body} ${ANSWER}`
      const choice = { finish_reason: 'stop', message: { content: all }, delta: { content: all } }
      const answers = {
        error: JSON.stringify({ error: { message: all, type: all, param: all } }),
        code: JSON.stringify({ error: { message: 'no', code: KEY, type: KEY } }),
        text: `<html>${all}</html>`,
        answer: JSON.stringify({ choices: [choice] }),
        stream: `data: ${JSON.stringify({ choices: [choice] })}\n\ndata: ${all}\n\n`,
      }
      const type = { text: 'text/html', stream: 'text/event-stream' }[form as string] ?? 'application/json'
      response
        .writeHead(status, { 'content-type': type, 'x-echo': encodeURIComponent(all) })
        .end(answers[form])
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

/** Everything that a log could make of an error. */
function allOf(error: unknown): string {
  const parts = [String(error), inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error)]
  if (error instanceof Error) parts.push(error.stack ?? '', inspect(error.cause, { depth: 20 }))
  return parts.join('\n')
}

const STATUSES = [200, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 503, 529]
const CASES = STATUSES.flatMap((status) =>
  (['error', 'code', 'text'] as const).map((form) => [status, form] as const),
)

test.each([...CASES, [200, 'answer'], [200, 'stream']] as const)(
  'no key, prompt, tenant or answer is in the error after %i with %s',
  async (status, form) => {
    vi.stubEnv('OPENAI_LOG', 'debug')
    onTestFinished(() => void vi.unstubAllEnvs())
    const logged = (['debug', 'info', 'warn', 'error', 'log'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    )
    const provider = openAi({ baseUrl: await repeating(status, form) })
    const inner = new OpenAiChatModel({ provider, model: 'gpt-6-luna', apiKey: KEY })
    const model = new ResilientChatModel({ inner, provider, model: 'gpt-6-luna', random: { next: () => 0 } })
    const request = requestOf<Party>({ messages: [{ role: 'user', content: PROMPT }], schema: PARTY })

    const error: unknown = await model.complete(request, contextOf()).catch((thrown: unknown) => thrown)
    const streamed = await readAll(inner.stream(request, contextOf()))

    const told = [allOf(error), allOf(streamed.error)].join('\n')
    expect(error).toBeInstanceOf(Error)
    expect(streamed.error).toBeInstanceOf(Error)
    for (const secret of SECRETS) expect(told).not.toContain(secret)
    // The SDK logs requests and answers when the environment says so.
    expect(logged.flatMap((spy) => spy.mock.calls)).toEqual([])
    vi.restoreAllMocks()
  },
)
