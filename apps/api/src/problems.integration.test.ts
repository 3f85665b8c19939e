import { PROBLEM_NAMES } from '@larder/api-contract'
import { describe, expect, test } from 'vitest'
import { sha256Of } from './access/key-access.ts'
import { withConfigFile } from './config-file-fixture.ts'
import { BASE, type LarderFixture, withLarder } from './larder-fixture.ts'
import { rawRequest, type RawRequest } from './raw-request.ts'

/** The demo base has an assistant. */
const DEMO = { env: { AIRTABLE_API_KEY: '', AIRTABLE_ENDPOINT_URL: '', AIRTABLE_BASE_IDS: '' } }
const JSON_TYPE = { 'content-type': 'application/json' }

const post = (
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = JSON_TYPE,
): RawRequest => ({
  method: 'POST',
  path,
  headers,
  body,
})

/** What a request is answered with, once it is held to be a problem of this kind in every respect. */
async function problemTo(
  { url }: LarderFixture,
  asked: RawRequest,
  name: string,
): Promise<Record<string, unknown>> {
  const { status, headers, body } = await rawRequest(url, asked)
  const problem = body as Record<string, unknown>
  expect(problem).toMatchObject({
    type: `/docs#problem-${name}`,
    status,
    title: expect.stringMatching(/\S/) as string,
    detail: expect.stringMatching(/\S/) as string,
    instance: asked.path.split('?')[0] as string,
  })
  expect(headers['content-type']).toBe('application/problem+json')
  return { ...problem, headers }
}

test(
  'each kind of refusal is a problem with its type, status, detail and place',
  { timeout: 60_000 },
  async () => {
    const message = '/assistant/messages'
    const cases: readonly (readonly [name: string, status: number, asked: RawRequest])[] = [
      ['not-found', 404, { path: '/nowhere' }],
      ['not-found', 404, { path: '/dashboard/secrets.txt' }],
      ['not-found', 404, { path: '/docs/' }],
      ['method-not-allowed', 405, { method: 'PUT', path: '/cache/stats' }],
      ['method-not-allowed', 405, { method: 'POST', path: '/livez' }],
      ['method-not-allowed', 405, { method: 'OPTIONS', path: '/cache/keys' }],
      ['not-acceptable', 406, { path: '/cache/stats', headers: { accept: 'application/xml' } }],
      ['not-acceptable', 406, { path: '/cache/live', headers: { accept: 'application/json' } }],
      ['body-too-large', 413, post(message, JSON.stringify({ message: 'a'.repeat(20_000) }))],
      [
        'unsupported-media-type',
        415,
        post(message, 'message=hola', { 'content-type': 'application/x-www-form-urlencoded' }),
      ],
      ['unsupported-media-type', 415, post(message, '{"message":"hola"}', {})],
      ['malformed-body', 400, post(message, '{"message":')],
      ['invalid-input', 400, post(message, '[]')],
      ['invalid-input', 400, { path: '/cache/explain' }],
      ['unknown-conversation', 404, { path: '/assistant/conversations/aaaaaaaaaaaaaaaaaaaaaa' }],
      ['not-followed', 404, post(`/webhooks/airtable/${BASE}`, '{}')],
      ['cross-site-write', 403, post('/cache/isolate', '', { 'sec-fetch-site': 'cross-site' })],
      ['no-redis', 409, post('/cache/isolate', '')],
      ['foreign-host', 403, { path: '/cache/stats', headers: { host: 'evil.example' } }],
    ]
    await withLarder(DEMO, async (larder) => {
      for (const [name, status, asked] of cases)
        expect([name, (await problemTo(larder, asked, name))['status']]).toEqual([name, status])
    })
  },
)

describe('of bad input it is said', () => {
  test.each([
    [
      'a text where none is',
      post('/assistant/messages', '{"message":7}'),
      [{ in: 'body', field: 'message', detail: 'must be a text', got: '7', allowed: 'string' }],
    ],
    [
      'a text that is too long',
      post('/assistant/messages', JSON.stringify({ message: 'a'.repeat(2_001) })),
      [
        {
          in: 'body',
          field: 'message',
          detail: 'must have at most 2000 characters',
          got: 'a text of 2001 characters',
          allowed: 'at most 2000',
        },
      ],
    ],
    [
      'two members at once',
      post('/assistant/messages', '{"conversationId":1,"model":"x"}'),
      [
        { in: 'body', field: 'message', detail: 'must be a text', got: 'nothing', allowed: 'string' },
        {
          in: 'body',
          field: 'conversationId',
          detail: 'must be the id of an earlier answer',
          got: '1',
          allowed: 'string',
        },
        { in: 'body', field: 'model', detail: 'is no member: these are message and conversationId' },
      ],
    ],
    [
      'a parameter that is not there',
      { path: '/cache/explain' },
      [
        {
          in: 'query',
          field: 'key',
          detail: 'Give the key to explain, once: ?key=…',
          got: 'nothing',
          allowed: 'string',
        },
      ],
    ],
    [
      'a pattern that the cache refuses',
      { method: 'DELETE', path: '/cache/keys?pattern=a*b*c*d' },
      [
        {
          in: 'query',
          field: 'pattern',
          detail: expect.stringContaining('at most 2') as string,
          got: '"a*b*c*d"',
        },
      ],
    ],
  ] as const)('%s', async (_, asked, errors) => {
    await withLarder(DEMO, async (larder) => {
      const problem = await problemTo(larder, asked, 'invalid-input')

      expect(problem['errors']).toEqual(errors)
      for (const { detail } of problem['errors'] as readonly { readonly detail: string }[])
        expect(problem['detail']).toContain(detail)
    })
  })
})

test('with 405 comes what is allowed, with 401 how to log in', async () => {
  await withLarder({ env: { LARDER_API_KEY: 'a-key-of-larder-1' } }, async (larder) => {
    const wrongMethod = await problemTo(
      larder,
      { method: 'POST', path: '/cache/stats' },
      'method-not-allowed',
    )
    const noKey = await problemTo(larder, { path: '/cache/stats' }, 'authentication-required')

    expect(wrongMethod).toMatchObject({ headers: { allow: 'GET, HEAD' } })
    expect(noKey).toMatchObject({ headers: { 'www-authenticate': 'Bearer' } })
  })
})

test('what a key opens is what the document says', { timeout: 60_000 }, async () => {
  const keys = ['read', 'write', 'admin'].map((right) => ({
    name: right,
    sha256: sha256Of(right),
    ...(right === 'admin' ? { admin: true } : { bases: { [BASE]: right } }),
  }))
  await withConfigFile({ keys }, (path) =>
    withLarder({ env: { ...DEMO.env, LARDER_CONFIG: path } }, async ({ url }) => {
      const statusOf = async (asked: RawRequest, key?: string) =>
        (
          await rawRequest(url, {
            ...asked,
            headers: { ...asked.headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
          })
        ).status
      const stats = { path: '/cache/stats' }
      const say = post('/assistant/messages', '{"message":"hola"}')

      expect([await statusOf(stats), await statusOf(stats, 'write'), await statusOf(stats, 'admin')]).toEqual(
        [401, 403, 200],
      )
      expect([await statusOf(say), await statusOf(say, 'read'), await statusOf(say, 'write')]).toEqual([
        401, 403, 200,
      ])
      for (const path of [
        '/livez',
        '/readyz',
        '/openapi.json',
        '/docs',
        '/docs/style.css',
        '/dashboard/style.css',
      ])
        expect([path, await statusOf({ path })]).toEqual([path, 200])
    }),
  )
})

test('the address of every kind of problem is explained where it points', async () => {
  await withLarder({}, async ({ url }) => {
    const page = await (await fetch(`${url}/docs`)).text()

    for (const name of PROBLEM_NAMES) expect(page).toContain(`id="problem-${name}"`)
  })
})
