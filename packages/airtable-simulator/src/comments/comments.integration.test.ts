import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'

const TOKENS = [
  {
    token: 'patAna',
    userId: 'usrAna00000000001',
    name: 'Ana',
    email: 'ana@example.com',
    permissionLevel: 'comment',
  },
  { token: 'patBob', userId: 'usrBob00000000001', name: 'Bob', email: 'bob@example.com' },
  { token: 'patEva', userId: 'usrEva00000000001', permissionLevel: 'comment' },
  { token: 'patReader', permissionLevel: 'read' },
] as const
const COMMENTS = `${BASE}/Mesas/recMesa0000000001/comments`

async function fixture() {
  const clock = new FakeClock()
  const { call, simulator } = await startFixture({ clock, tokens: TOKENS })
  simulator.base(BASE).collaborators.set('usrBob00000000001', {
    id: 'usrBob00000000001',
    name: 'Bob',
    email: 'bob@example.com',
  })
  const write = (text: string, more: object = {}, token = 'patAna') =>
    call('POST', COMMENTS, { text, ...more }, token)
  return { clock, call, write }
}

test('are written, listed newest first, changed and deleted', async () => {
  const { clock, call, write } = await fixture()
  const first = await write('Hola, @[usrBob00000000001] y @[usrNadie000000001]')
  await clock.advance(1_000)
  const second = await write('Sí', { parentCommentId: first.body.id }, 'patBob')
  const changed = await call('PATCH', `${COMMENTS}/${first.body.id}`, { text: 'Adiós' }, 'patAna')

  const { body } = await call('GET', COMMENTS, undefined, 'patReader')
  const removed = await call('DELETE', `${COMMENTS}/${second.body.id}`, undefined, 'patBob')

  expect(first.body).toEqual({
    id: expect.stringMatching(/^com[0-9A-Za-z]{14}$/) as string,
    author: { id: 'usrAna00000000001', name: 'Ana', email: 'ana@example.com' },
    text: 'Hola, @[usrBob00000000001] y @[usrNadie000000001]',
    createdTime: '2026-01-01T00:00:00.000Z',
    lastUpdatedTime: null,
    mentioned: {
      usrBob00000000001: {
        type: 'user',
        id: 'usrBob00000000001',
        displayName: 'Bob',
        email: 'bob@example.com',
      },
      usrNadie000000001: { type: 'user', id: 'usrNadie000000001' },
    },
  })
  expect(body).toEqual({ comments: [second.body, changed.body], offset: null })
  expect(changed.body).toMatchObject({ text: 'Adiós', lastUpdatedTime: '2026-01-01T00:00:01.000Z' })
  expect(changed.body).not.toHaveProperty('mentioned')
  expect(removed.body).toEqual({ id: second.body.id, deleted: true })
})

test('are counted beside the fields when that is asked for', async () => {
  const { call, write } = await fixture()
  await write('Uno')
  await write('Dos')

  const list = await call(
    'GET',
    `${BASE}/Mesas?recordMetadata[]=commentCount&maxRecords=2`,
    undefined,
    'patBob',
  )
  const plain = await call('GET', `${BASE}/Mesas?maxRecords=1`, undefined, 'patBob')

  expect(list.body.records.map(({ commentCount }) => commentCount)).toEqual([2, 0])
  expect(plain.body.records[0]).not.toHaveProperty('commentCount')
})

test('a creator may delete what another one wrote', async () => {
  const { call, write } = await fixture()
  const { body } = await write('Uno')

  expect((await call('DELETE', `${COMMENTS}/${body.id}`, undefined, 'patBob')).status).toBe(200)
})

test('come in pages', async () => {
  const { call, write } = await fixture()
  for (const text of ['1', '2', '3']) await write(text)

  const first = await call('GET', `${COMMENTS}?pageSize=2`, undefined, 'patAna')
  const second = await call(
    'GET',
    `${COMMENTS}?pageSize=2&offset=${String(first.body.offset)}`,
    undefined,
    'patAna',
  )

  const texts = [first, second].map(({ body }) =>
    (body['comments'] as { text: string }[]).map(({ text }) => text),
  )
  expect(texts).toEqual([['3', '2'], ['1']])
})

test.each([
  ['a change of another one’s', 'PATCH', (id: string) => `/${id}`, 'patBob', 403],
  ['a deletion of another one’s without being creator', 'DELETE', (id: string) => `/${id}`, 'patEva', 403],
  ['an unknown one', 'PATCH', () => '/comNadie000000001', 'patAna', 404],
  ['a page of 101', 'GET', () => '?pageSize=101', 'patAna', 422],
  ['an unknown offset', 'GET', () => '?offset=comNadie000000001', 'patAna', 422],
  ['no text', 'POST', () => '', 'patAna', 422],
])('%s is refused', async (_name, method, path, token, status) => {
  const { call, write } = await fixture()
  const { body } = await write('Uno')
  const payload = method === 'GET' || method === 'DELETE' ? undefined : method === 'POST' ? {} : { text: 'x' }

  expect((await call(method, COMMENTS + path(body.id), payload, token)).status).toBe(status)
})
