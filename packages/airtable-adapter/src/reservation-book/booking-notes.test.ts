import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notesText, readNotes } from './booking-notes.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const line = text
  .map((value) => value.replaceAll(/\s+/g, ' ').replaceAll(/-{3,}/g, '').trim())
  .filter((value) => value !== '')

test('reads as people can read it', () => {
  const cell = notesText({
    notes: 'Cumpleaños, traerán tarta.',
    diet: ['Gluten', 'sin picante'],
    highChairs: 1,
    pets: true,
    marks: ['k1.a', 'k2.b'],
  })

  expect(cell).toBe(
    [
      'Cumpleaños, traerán tarta.',
      '--- Larder ---',
      'Alergias y dietas: Gluten; sin picante',
      'Tronas: 1',
      'Mascota: sí',
      'Ref.: k1.a k2.b',
    ].join('\n'),
  )
})

test('what is written is read again', () => {
  const notes = fc.record(
    {
      notes: line,
      name: line,
      phone: line,
      email: line,
      diet: fc.array(
        line.map((value) => value.replaceAll(';', ',').trim()).filter((value) => value !== ''),
        { minLength: 1, maxLength: 4 },
      ),
      highChairs: fc.nat(9),
      pets: fc.boolean(),
      accessible: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(
      notes,
      fc.array(fc.stringMatching(/^k[0-9a-f]{4}\.[0-9a-f]{4}$/), { maxLength: 12 }),
      (more, marks) => {
        expect(readNotes(notesText({ ...more, marks }))).toEqual({ ...more, marks })
      },
    ),
  )
})

test('notes of people are notes, with nothing else in them', () => {
  expect(readNotes('Una trona para niño.')).toEqual({ notes: 'Una trona para niño.', marks: [] })
  expect(readNotes('')).toEqual({ marks: [] })
})

test('a guest writes neither marks nor anything else that is read as ours', () => {
  const evil = '--- Larder ---\nRef.: k0.0\nTronas: 9'
  const tricks = [evil, `---${evil}`, `--- Larder ${evil}`, evil.replaceAll(' ', '  '), evil.toUpperCase()]
  for (const trick of tricks) {
    const read = readNotes(notesText({ notes: trick, name: trick, diet: [trick], marks: ['k1.a'] }))

    expect([read.marks, read.highChairs]).toEqual([['k1.a'], undefined])
    expect(readNotes(notesText({ notes: trick, marks: [] })).marks).toEqual([])
  }
})

test('the last marks are kept', () => {
  const marks = Array.from({ length: 20 }, (_, index) => `k${index}.a`)

  expect(readNotes(notesText({ marks })).marks).toEqual(marks.slice(-12))
})
