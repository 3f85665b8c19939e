import { expect, test } from 'vitest'
import { talk, type Talk } from './assistant-fixture.ts'

async function askedForPhone(): Promise<Talk> {
  const talking = talk()
  await talking.say('mesa para 2 mañana a las 21:00')
  expect((await talking.say('Ana Gil')).facts).toEqual([{ kind: 'ask', slot: 'phone' }])
  return talking
}

test('digits that are no phone are asked for once more', async () => {
  const { say, booked } = await askedForPhone()

  expect((await say('12345')).facts).toEqual([{ kind: 'ask', slot: 'phone', why: 'no-phone' }])
  await say('611 222 333')
  await say('sí')

  expect(booked()).toMatchObject([{ guest: { phone: '611222333' } }])
})

test('that it goes on without one is told', async () => {
  const { say } = await askedForPhone()
  await say('12345')

  expect((await say('67890')).facts).toMatchObject([{ kind: 'without-phone' }, { kind: 'summary' }])
})

test.each(['luego te lo digo', 'prefiero no darlo'])('nor is anything else a phone: %s', async (message) => {
  const { say } = await askedForPhone()

  expect((await say(message)).facts).toMatchObject([{ kind: 'without-phone' }, { kind: 'summary' }])
})

test('a no is a no', async () => {
  const { say } = await askedForPhone()

  expect((await say('no')).facts).toMatchObject([{ kind: 'summary' }])
})

test('a question in between does not give it up', async () => {
  const { say } = await askedForPhone()

  expect((await say('¿Dónde estáis?')).facts).toMatchObject([
    { kind: 'info', topic: 'location' },
    { kind: 'ask', slot: 'phone' },
  ])
})
