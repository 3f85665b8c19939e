import type { LeaseBroker, SharedBackend } from '@larder/cache-core'
import { FakeClock, InMemoryBackend, settle } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { LocalBookLock } from './local-book-lock.ts'
import { SharedBookLock } from './shared-book-lock.ts'

const never = new AbortController().signal

test('in a process they come in the order in which they asked', async () => {
  const lock = new LocalBookLock()
  const order: number[] = []
  const work = async (number: number) => {
    await using _hold = await lock.hold('book', never)
    order.push(number)
    await Promise.resolve()
    order.push(number)
  }

  await Promise.all([work(1), work(2), work(3)])

  expect(order).toEqual([1, 1, 2, 2, 3, 3])
})

test('books do not wait for other books', async () => {
  const lock = new LocalBookLock()
  await using _one = await lock.hold('one', never)
  await using other = await lock.hold('other', never)

  expect(await other.renew()).toBe(true)
})

test('who leaves the line lets nobody past who is before', async () => {
  const lock = new LocalBookLock()
  const first = await lock.hold('book', never)
  const leaving = new AbortController()
  const second = lock.hold('book', leaving.signal)
  const third = lock.hold('book', never)
  let isThird = false
  void third.then(() => (isThird = true))

  leaving.abort(new Error('left'))
  await expect(second).rejects.toThrow('left')
  await settle()
  expect(isThird).toBe(false)

  await first[Symbol.asyncDispose]()
  await third
  expect(isThird).toBe(true)
})

function twoProcesses() {
  const clock = new FakeClock()
  const backend = new InMemoryBackend(clock)
  const options = { backend, namespace: 'ns', clock, ttlMs: 30_000 }
  return { clock, locks: [new SharedBookLock(options), new SharedBookLock(options)] as const }
}

test('among processes one at a time, and the next at once when it is given back', async () => {
  const { locks } = twoProcesses()
  const first = await locks[0].hold('book', never)
  let isSecond = false
  const second = locks[1].hold('book', never).then((hold) => ((isSecond = true), hold))
  await settle()
  expect(isSecond).toBe(false)

  await first[Symbol.asyncDispose]()
  await second

  expect(isSecond).toBe(true)
})

test('a process that has died keeps others waiting for so long', async () => {
  const { clock, locks } = twoProcesses()
  const dead = await locks[0].hold('book', never)
  let isSecond = false
  const second = locks[1].hold('book', never).then((hold) => ((isSecond = true), hold))

  await clock.advance(29_500)
  expect(isSecond).toBe(false)
  await clock.advance(1_000)
  await second

  // Should it wake up again, it learns that it has lost it.
  expect(await dead.renew()).toBe(false)
})

/** A backend that neither answers nor fails. */
const hung: Pick<SharedBackend, 'openLeases'> = {
  openLeases: () => {
    const never = () => new Promise<never>(() => {})
    return { acquire: never, renew: never, release: never, listen: () => () => {} } as unknown as LeaseBroker
  },
}

test('who leaves while the backend hangs leaves the line too, and the next goes on without it', async () => {
  const clock = new FakeClock()
  const lock = new SharedBookLock({ backend: hung, namespace: 'ns', clock, deadlineMs: 1_000 })
  const leaving = new AbortController()
  const first = lock.hold('book', leaving.signal).then(
    () => 'held',
    (error: Error) => error.message,
  )
  const second = lock.hold('book', never).then(() => 'held')
  let isSecond = false
  void second.then(() => (isSecond = true))

  await clock.advance(500)
  leaving.abort(new Error('left'))
  await clock.advance(1_000)
  await clock.advance(1_000)
  await settle()

  expect(await first).toBe('left')
  expect(isSecond).toBe(true)
})
