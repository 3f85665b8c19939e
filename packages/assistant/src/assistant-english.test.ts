import { expect, test } from 'vitest'
import { talk } from './assistant-fixture.ts'

test('books what was checked first, with a name and without a phone', async () => {
  const { say, booked } = talk()

  expect((await say('Hi, do you have a table for two tomorrow night?')).text).toContain('At what time?')
  expect((await say('9:30 pm')).text).toContain('Shall I book it for you?')
  expect((await say('yes please')).text).toContain('Under what name?')
  expect((await say("It's John Smith")).text).toContain('phone number')
  expect((await say('no')).text).toContain('Do you confirm?')
  expect(booked()).toEqual([])
  expect((await say('Perfect, yes')).text).toContain('R-10001')
  expect(booked()).toMatchObject([
    { people: 2, seating: { date: '2026-12-03', time: '21:30' }, guest: { name: 'John Smith' } },
  ])
})

test('changes a booking that was made elsewhere once two things prove it', async () => {
  const { say, someoneElse, booked } = talk()
  const friend = someoneElse()
  await friend('Soy John Smith, 600 111 222, mesa para 2 el viernes a las 21:00')

  expect((await say('I would like to change my booking')).text).toContain('its code and your name or phone')
  expect((await say('R-10001, under the name John Smith')).text).toContain('What would you like to change')
  expect((await say('to Saturday at 10 pm')).text).toContain('Saturday 5 December at 10:00 pm')
  await say('yes')

  expect(booked()).toMatchObject([{ code: 'R-10001', seating: { date: '2026-12-05', time: '22:00' } }])
})

test('cancels only with a yes', async () => {
  const { say, booked } = talk()
  await say('Soy John Smith, 600 111 222, mesa para 2 el viernes a las 21:00')

  expect((await say('Please cancel my booking')).text).toContain('Shall I cancel it?')
  await say('no')
  expect(booked()).toHaveLength(1)
  await say('please cancel my booking')
  await say('yes, cancel it')

  expect(booked()).toEqual([])
})

test('a question does not make the booking lose what is known', async () => {
  const { say } = talk()
  await say('A table for 4 on Friday, please')

  const { text } = await say('What are your opening hours?')

  expect(text).toContain('Dinner: Wednesday to Sunday')
  expect(text).toContain('A table for 4 people on Friday 4 December. At what time?')
})

test('asks for a person are answered with the phone of the house, and with no promise', async () => {
  const english = (await talk().say('I want to speak to a manager')).text
  const spanish = (await talk().say('quiero hablar con una persona')).text

  expect(english).toContain('I cannot pass this on to anybody at the restaurant. Please call +34 910 000 000')
  expect(spanish).toContain('no puedo pasar el recado a nadie del restaurante. Llame al +34 910 000 000')
})
