import { describe, expect, test } from 'vitest'
import { compileFormula } from './compile-formula.ts'
import { NOW_MS, recordOf, reservations } from './formula-fixture.ts'

test('tells which fields are read, each once, whatever they are called by', () => {
  const formula = "AND({Estado}='Confirmada', Personas>4, {fldPersonas000000}<9)"

  expect(compileFormula(formula, reservations)).toMatchObject({
    exact: true,
    fieldIds: ['fldEstado00000000', 'fldPersonas000000'],
    volatile: false,
  })
})

test('a formula that asks for the time is volatile', () => {
  const compiled = compileFormula('{Fecha}=TODAY()', reservations)
  const record = recordOf({ Fecha: '2026-01-12' })

  expect(compiled).toMatchObject({ exact: true, volatile: true })
  expect(compiled.exact && compiled.evaluate(record, NOW_MS)).toBe(true)
  expect(compiled.exact && compiled.evaluate(record, NOW_MS + 86_400_000)).toBe(false)
})

describe('not exact', () => {
  test.each([
    ["SET_LOCALE({Fecha},'es')", 'SET_LOCALE is not evaluated here'],
    ['FROMNOW({Fecha})', 'the wording of FROMNOW is not known here'],
    ['TONOW({Fecha})', 'the wording of TONOW is not known here'],
    ['LAST_MODIFIED_TIME({Fecha})>TODAY()', 'records do not tell when they were last modified'],
    [
      "DATETIME_FORMAT({Fecha},'gggg')='2026'",
      'Only Airtable knows what the token gggg of a date format means.',
    ],
    ["{Mesa}='Mesa 1'", 'the texts of the records that fldMesa0000000000 links to are not at hand'],
    ['{Boton}', 'fields of type button are not read'],
    ["TRUE()='1'", 'Only Airtable knows whether a boolean and a text are equal.'],
    ["REGEX_MATCH({Nombre},'\\d')", 'an unusual escape stands at position 22'],
    ["REGEX_MATCH({Nombre},'(?=a)')", 'Only Airtable knows what becomes of a pattern that cannot be read.'],
    ['AND(TRUE, {Nombre})', "TRUE at position 4 may be no field's name"],
    ['{ Nombre }', " Nombre  at position 0 may be no field's name"],
    [`${'('.repeat(300)}1${')'.repeat(300)}`, 'nested deeper than 200 at position 200'],
    ['', 'the formula is empty'],
  ])('%s', (formula, reason) => {
    expect(compileFormula(formula, reservations)).toEqual({ exact: false, reason })
  })

  test.each([
    [{ type: 'formula' }, 'the schema does not tell the result of field fldX'],
    [{ type: 'rollup', options: { result: null } }, 'the schema does not tell the result of field fldX'],
    [{ type: 'multipleLookupValues' }, 'the schema does not tell what field fldX looks up'],
    [
      { type: 'multipleLookupValues', options: { result: { type: 'checkbox' } } },
      'field fldX looks up checkboxes',
    ],
    [
      { type: 'multipleLookupValues', options: { result: { type: 'multipleRecordLinks' } } },
      'fields of type multipleRecordLinks are not read',
    ],
    [{ type: 'typeOfTomorrow' }, 'fields of type typeOfTomorrow are not read'],
  ])('a field %j', (field, reason) => {
    const table = { fields: [{ id: 'fldX', name: 'X', ...field }] }

    expect(compileFormula('{X}', table)).toEqual({ exact: false, reason })
  })
})

test('a lookup is followed into another table when its options do not tell what it shows', () => {
  const lookup = {
    id: 'fldL',
    name: 'L',
    type: 'multipleLookupValues',
    options: { fieldIdInLinkedTable: 'fldP' },
  }
  const compiled = compileFormula(
    '{L}*2=25',
    { fields: [lookup] },
    {
      tables: [{ fields: [{ id: 'fldP', name: 'Precio', type: 'currency' }] }],
    },
  )

  expect(compiled.exact && compiled.evaluate(recordOf({ L: [12.5] }), NOW_MS)).toBe(true)
})

test('cells may be keyed by field ids', () => {
  const compiled = compileFormula('{Personas}=4', reservations, { cellKey: 'id' })

  expect(compiled.exact && compiled.evaluate(recordOf({ fldPersonas000000: 4 }), NOW_MS)).toBe(true)
})

test('what is false whatever the rest is needs no knowledge of the rest', () => {
  const compiled = compileFormula("AND({Personas}='x'&{Activo}, AND({N}=1))", reservations)
  const evaluate = (N: number) => compiled.exact && compiled.evaluate(recordOf({ N }), NOW_MS)

  expect(evaluate(2)).toBe(false)
  expect(() => evaluate(1)).toThrow('Only Airtable knows the text of a boolean.')
})

test('500 ids are one look-up: 20,000 records take milliseconds, not seconds', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `RECORD_ID()='rec${index}'`)
  const compiled = compileFormula(`OR(${ids.join(',')})`, reservations)
  const records = Array.from({ length: 20_000 }, (_, index) => ({ ...recordOf({}), id: `rec${index}` }))

  const start = performance.now()
  const kept = records.filter((record) => compiled.exact && compiled.evaluate(record, NOW_MS))

  expect(kept.map(({ id }) => id)).toEqual(records.slice(0, 500).map(({ id }) => id))
  expect(performance.now() - start).toBeLessThan(150)
})
