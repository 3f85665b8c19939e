import assert from 'node:assert/strict'
import type { FollowedHook } from './followed-hook.ts'
import type { WebhookState } from './webhook-state.ts'

export interface WebhookStateFixture {
  /** The state as another process sees it; the only one there is, when it is not shared. */
  readonly open: () => Promise<WebhookState>
  /** Lets `ms` pass: moves a fake clock, or waits for a real one. */
  readonly pass: (ms: number) => Promise<void>
  readonly close: () => Promise<void>
}

export const HOOK: FollowedHook = {
  revision: 3,
  webhookId: 'achA',
  secret: 'c2VjcmV0',
  formerSecrets: ['Zm9ybWVy'],
  notificationUrl: 'https://larder.example.com/hooks/appA',
  cursor: 7,
  readAt: 1_767_225_600_000,
  expiresAt: 1_767_830_400_000,
  gap: 'hook-missing',
}

type Body = (state: WebhookState, fixture: WebhookStateFixture) => Promise<void>

/** What every WebhookState does; `isShared`: what processes that share one do together. */
export function webhookStateContract(
  setup: () => Promise<WebhookStateFixture>,
  isShared: boolean,
): readonly { readonly name: string; readonly run: () => Promise<void> }[] {
  const contractCase = (name: string, body: Body) => ({
    name,
    run: async () => {
      const fixture = await setup()
      try {
        await body(await fixture.open(), fixture)
      } finally {
        await fixture.close()
      }
    },
  })
  return [...MEMORY, ...(isShared ? SHARING : [])].map(([name, body]) => contractCase(name, body))
}

const MEMORY: readonly (readonly [string, Body])[] = [
  [
    'what was written is read again, of each base its own',
    async (state) => {
      assert.equal(await state.read('appA'), undefined)
      await state.write('appA', HOOK)
      const bare = {
        ...HOOK,
        notificationUrl: undefined,
        expiresAt: undefined,
        gap: undefined,
        formerSecrets: [],
      }
      await state.write('appB', bare)
      assert.deepEqual(await state.read('appA'), HOOK)
      assert.deepEqual(await state.read('appB'), bare)
    },
  ],
  [
    'an older revision takes nothing back, the same one and newer ones do',
    async (state) => {
      await state.write('appA', HOOK)
      await state.write('appA', { ...HOOK, revision: 2, cursor: 1 })
      assert.equal((await state.read('appA'))?.cursor, 7)
      await state.write('appA', { ...HOOK, cursor: 8 })
      await state.write('appA', { ...HOOK, revision: 12, cursor: 9 })
      assert.equal((await state.read('appA'))?.cursor, 9)
    },
  ],
  [
    'whoever is first has the turn and the lock',
    async (state) => {
      assert.equal(await state.takeTurn('appA', 10_000), 0)
      const lock = await state.lock('appA', 10_000)
      assert.ok(typeof lock !== 'number')
      assert.equal(await lock.renew(), true)
      await lock[Symbol.asyncDispose]()
      assert.ok(typeof (await state.lock('appA', 10_000)) !== 'number')
    },
  ],
]

const SHARING: readonly (readonly [string, Body])[] = [
  [
    'another process reads what one has written',
    async (state, { open }) => {
      await state.write('appA', HOOK)
      assert.deepEqual(await (await open()).read('appA'), HOOK)
    },
  ],
  [
    'one has the turn, the others are told how long it lasts, and it ends by itself',
    async (state, { open, pass }) => {
      const other = await open()
      assert.equal(await state.takeTurn('appA', 300), 0)
      const waitMs = await other.takeTurn('appA', 300)
      assert.ok(waitMs > 0 && waitMs <= 300)
      assert.ok((await state.takeTurn('appA', 300)) > 0)
      assert.equal(await other.takeTurn('appB', 300), 0)
      assert.equal(await other.takeTurn('appA', 299), 0)
      await pass(400)
      assert.equal(await other.takeTurn('appA', 300), 0)
    },
  ],
  [
    'one has the lock, until it is given back',
    async (state, { open }) => {
      const other = await open()
      const lock = await state.lock('appA', 10_000)
      assert.ok(typeof lock !== 'number')
      const waitMs = await other.lock('appA', 10_000)
      assert.ok(typeof waitMs === 'number' && waitMs > 0 && waitMs <= 10_000)
      await lock[Symbol.asyncDispose]()
      assert.ok(typeof (await other.lock('appA', 10_000)) !== 'number')
    },
  ],
  [
    'a lock that is renewed lives on, one that is not ends, and is known to be lost',
    async (state, { open, pass }) => {
      const other = await open()
      const lock = await state.lock('appA', 300)
      assert.ok(typeof lock !== 'number')
      await pass(200)
      assert.equal(await lock.renew(), true)
      await pass(200)
      assert.equal(typeof (await other.lock('appA', 300)), 'number')
      await pass(400)
      assert.ok(typeof (await other.lock('appA', 10_000)) !== 'number')
      assert.equal(await lock.renew(), false)
      await lock[Symbol.asyncDispose]()
      assert.equal(typeof (await state.lock('appA', 300)), 'number')
    },
  ],
]
