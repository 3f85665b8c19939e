import { expect, test } from 'vitest'
import { FakeClock } from '@larder/cache-core/testing'
import { MemoryIdempotencyStore, type IdempotencyStanding } from '@larder/cache-core'
import { CreateOnce } from './create-once.ts'

const REQUEST = {
  idempotencyKey: 'key-1',
  caller: 'website',
  target: ['app', 'Reservas'],
  body: { fields: {} },
  mayBeDone: () => true,
}

/** A store whose answers to `begin` come late, or after which its process stands still. */
class SlowStore extends MemoryIdempotencyStore {
  lateMs = 0
  standsStillMs = 0
  readonly #clock: FakeClock

  constructor(clock: FakeClock) {
    super({ clock })
    this.#clock = clock
  }

  override async begin(...args: Parameters<MemoryIdempotencyStore['begin']>): Promise<IdempotencyStanding> {
    const standing = await super.begin(...args)
    const { lateMs } = this
    if (lateMs > 0) await new Promise<void>((resolve) => void this.#clock.setTimer(resolve, lateMs))
    this.#clock.oversleep(this.standsStillMs)
    return standing
  }
}

function fixture() {
  const clock = new FakeClock()
  const store = new SlowStore(clock)
  let created = 0
  const create = async () => ({ id: `rec${++created}` })
  const once = new CreateOnce({ store, clock })
  return { clock, store, run: () => once.run({ ...REQUEST, create }), created: () => created }
}

test('what could not be claimed in time is not done, and its key is free after a while', async () => {
  const { clock, store, run, created } = fixture()
  store.lateMs = 3_000
  const late = run().catch((error: unknown) => error)
  await clock.advance(3_000)
  expect(await late).toMatchObject({ code: 'DEADLINE_EXCEEDED' })
  store.lateMs = 0

  await expect(run()).rejects.toMatchObject({ status: 409 })
  await clock.advance(5_000)

  expect(await run()).toEqual({ answer: { id: 'rec1' }, isReplayed: false })
  expect(created()).toBe(1)
})

test('whoever stood still between claim and confirmation does nothing: another may have, meanwhile', async () => {
  const { store, run, created } = fixture()
  store.standsStillMs = 6_000

  await expect(run()).rejects.toMatchObject({ status: 409 })

  expect(created()).toBe(0)
  store.standsStillMs = 0
  expect(await run()).toEqual({ answer: { id: 'rec1' }, isReplayed: false })
})
