import { describe, expect, test } from 'vitest'
import { DOUBT, ERROR } from './formula-value.ts'
import { keeps, valueOf } from './formula-fixture.ts'

/** The cases of Airtable's behaviour that are known from its documentation, its clients' tests and their logs. */
describe('plain matches', () => {
  test.each([
    ['{Activo} = TRUE()', { Activo: true }, true],
    ['{Activo} = TRUE()', {}, false],
    [
      "AND({Estado}='Confirmada',IS_SAME({Fecha},'2026-01-10','day'))",
      both('Confirmada', '2026-01-10'),
      true,
    ],
    [
      "AND({Estado}='Confirmada',IS_SAME({Fecha},'2026-01-10','day'))",
      both('Confirmada', '2026-01-11'),
      false,
    ],
    [
      "AND({Estado}='Confirmada',IS_SAME({Fecha},'2026-01-10','day'))",
      both('Pendiente', '2026-01-10'),
      false,
    ],
    ["AND({Estado}='Confirmada',IS_SAME({Fecha},'2026-01-10','day'))", {}, false],
  ])('%s for %j is %j', (formula, fields, kept) => {
    expect(keeps(formula, fields)).toBe(kept)
  })
})

describe('what matches nothing', () => {
  test.each([
    ['{Fecha}="2026-01-10"', { Fecha: '2026-01-10' }, false],
    ['{Fecha}="2026-01-10"', {}, false],
    ['FIND("recX",ARRAYJOIN({Restaurante}))', { Restaurante: ['recX'] }, false],
    ['FIND("La Tasca",ARRAYJOIN({Restaurante}))', { Restaurante: ['recX'] }, true],
  ])('%s for %j is %j', (formula, fields, kept) => {
    expect(keeps(formula, fields)).toBe(kept)
  })
})

describe('refusals', () => {
  const BAD_TEXT =
    'The formula for filtering records is invalid: Invalid formula. Please check your formula text.'

  test.each([
    ['FIND("recX",ARRAYJOIN({Restaurante})) AND {Fecha}="2026-01-10"', BAD_TEXT],
    ['{Nope}=1', 'The formula for filtering records is invalid: Unknown field names: nope'],
    [
      "AND({Nope}=1, Ñandú='a', {nombre}='b', {NOPE}, {Nope})",
      'The formula for filtering records is invalid: Unknown field names: nope, ñandú, nombre, nope',
    ],
    ['IFERROR({N}, 0)', BAD_TEXT],
    ['ISBLANK({N})', BAD_TEXT],
    ['NOT()', BAD_TEXT],
    ['NOT({N}, {N})', BAD_TEXT],
    ['{N} <> 1', BAD_TEXT],
    ['{N} == 1', BAD_TEXT],
    ['{N} ^ 2', BAD_TEXT],
  ])('%s', (formula, message) => {
    expect(() => keeps(formula)).toThrow(
      expect.objectContaining({
        name: 'FormulaRefusal',
        status: 422,
        body: { error: { type: 'INVALID_FILTER_BY_FORMULA', message } },
      }),
    )
  })
})

describe('blanks', () => {
  test.each([
    ['{Personas}=0', {}, true],
    ['{Personas}=0', { Personas: 0 }, true],
    ['{Personas}=BLANK()', { Personas: 0 }, true],
    ["{Personas}&''=''", {}, true],
    ["{Personas}&''=''", { Personas: 0 }, false],
    ["NOT({Notas}='')", {}, false],
    ["NOT({Notas}='')", { Notas: 'ventana' }, true],
    ['{Notas}', {}, false],
    ["{Notas}=''", {}, true],
    ["BLANK()=''", {}, true],
    ['BLANK()=0', {}, true],
    ['{Activo}=FALSE()', {}, true],
    ['{Activo}=BLANK()', {}, true],
    ['{Activo}=1', { Activo: true }, true],
    ['{Personas}<1', {}, true],
    ['{Personas}+2=2', {}, true],
  ])('%s for %j is %j', (formula, fields, kept) => {
    expect(keeps(formula, fields)).toBe(kept)
  })
})

describe('escapes, accents and names', () => {
  test.each([
    ["{Nombre}='José\\'s'", { Nombre: "José's" }],
    ['{Nombre}="a\\"b"', { Nombre: 'a"b' }],
    ["LOWER({Nombre})='josé'", { Nombre: 'JOSÉ' }],
    ['{A+B}=3', { 'A+B': 3 }],
    ['{Año (nº)}=2026', { 'Año (nº)': 2026 }],
    ["{llave \\} dentro}='sí'", { 'llave } dentro': 'sí' }],
    ['{fldPersonas000000}=4', { Personas: 4 }],
    ['Personas=4', { Personas: 4 }],
    ["and(not({Nombre}=''), {Nombre}='x') \n", { Nombre: 'x' }],
  ])('%s keeps %j', (formula, fields) => {
    expect(keeps(formula, fields)).toBe(true)
    expect(keeps(formula, { Nombre: 'otra cosa' })).toBe(false)
  })
})

describe('SEARCH and FIND', () => {
  test.each([
    ["SEARCH('jo',{Nombre})", 1],
    ["FIND('jo',{Nombre})", 0],
    ["FIND('Jo',{Nombre})", 1],
    ["FIND('é',{Nombre})", 4],
    ["SEARCH('x',{Nombre})", null],
    ["FIND('x',{Nombre})", 0],
  ])('%s is %j', (formula, value) => {
    expect(valueOf(formula, { Nombre: 'José' })).toBe(value)
  })

  test('a date and time is its ISO text', () => {
    expect(keeps("FIND('2024-05-01',{Inicio})", { Inicio: '2024-05-01T20:00:00.000Z' })).toBe(true)
    expect(keeps("FIND('2024-05-02',{Inicio})", { Inicio: '2024-05-01T20:00:00.000Z' })).toBe(false)
  })
})

describe('errors', () => {
  test.each([
    ['1/0', Number.POSITIVE_INFINITY, true],
    ['0/0', Number.NaN, false],
    ['ERROR()', ERROR, false],
    ['1+ERROR()', ERROR, false],
    ["IF(ISERROR(ERROR()),'x','y')", 'x', true],
    ["IF(ISERROR({N}),'x',0)", 0, false],
    ["IF(TRUE(),'a',ERROR())", 'a', true],
    ["SWITCH(1,1,'a',ERROR())", 'a', true],
    ['ISERROR(ERROR())', true, true],
  ])('%s is %s', (formula, value, kept) => {
    expect(valueOf(formula)).toBe(value)
    expect(keeps(formula)).toBe(kept)
  })
})

describe('size', () => {
  const ids = Array.from({ length: 499 }, (_, index) => `RECORD_ID()='recOther${index}'`)

  test('500 records by id', () => {
    expect(keeps(`OR(${ids.join(',')},RECORD_ID()='recReserva0000001')`)).toBe(true)
    expect(keeps(`OR(${ids.join(',')},RECORD_ID()='recReserva')`)).toBe(false)
  })

  test('17,000 characters', () => {
    const names = Array.from({ length: 900 }, (_, index) => `{Nombre}='name ${index}'`)

    expect(`OR(${names.join(',')})`.length).toBeGreaterThan(17_000)
    expect(keeps(`OR(${names.join(',')})`, { Nombre: 'name 899' })).toBe(true)
    expect(keeps(`OR(${names.join(',')})`, { Nombre: 'name 900' })).toBe(false)
  })
})

describe('minus, truth and joined links', () => {
  test.each([
    ['-{N}>-5', { N: 4 }, true],
    ['-{N}>-5', { N: 5 }, false],
    ['"0"', {}, true],
    ['0', {}, false],
    ['""', {}, false],
    ["{Mesa}='Mesa 1, Mesa 2'", { Mesa: ['recMesa1', 'recMesa2'] }, true],
    ["{Mesa}='Mesa 1'", { Mesa: ['recMesa1', 'recMesa2'] }, false],
    ["{Mesa}='Mesa 4'", { Mesa: ['recMesa4'] }, true],
    ['{Precios}=12.5', { Precios: [12.5] }, true],
    ['{Precios}*2=25', { Precios: [12.5] }, true],
    ["{Alergias}='Gluten, Soja'", { Alergias: ['Gluten', 'Soja'] }, true],
    ["FIND('a.pdf',{Ficheros})", { Ficheros: [{ id: 'att1', filename: 'a.pdf' }] }, true],
    ["{Camarero}='Ana'", { Camarero: { id: 'usr1', name: 'Ana' } }, true],
    ['{Tasa}', { Tasa: { specialValue: 'NaN' } }, false],
    ['{Tasa}', { Tasa: { specialValue: 'Infinity' } }, true],
    ['ISERROR({Tasa})', { Tasa: { error: '#ERROR!' } }, true],
  ])('%s for %j is %j', (formula, fields, kept) => {
    expect(keeps(formula, fields)).toBe(kept)
  })
})

describe('dates', () => {
  test.each([
    ["{Fecha}=DATETIME_PARSE('2026-01-10')", { Fecha: '2026-01-10' }, true],
    ["{Fecha}=DATETIME_PARSE('2026-01-10')", { Fecha: '2026-01-11' }, false],
    ["DATESTR({Fecha})='2026-01-10'", { Fecha: '2026-01-10' }, true],
    ["DATESTR({Fecha})='2026-01-10'", {}, false],
    ["DATETIME_DIFF({Fecha},'2026-01-10')=0", { Fecha: '2026-01-10' }, true],
    ["{Fecha}>'2026-01-01'", { Fecha: '2026-01-10' }, true],
    ["{Fecha}>'2026-01-10'", { Fecha: '2026-01-10' }, false],
    ["{Fecha}>'2026-01-10'", {}, false],
    ['{Fecha}>=TODAY()', { Fecha: '2026-01-12' }, true],
    ['{Fecha}>=TODAY()', { Fecha: '2026-01-11' }, false],
    ['{Inicio}>NOW()', { Inicio: '2026-01-12T09:30:00.001Z' }, true],
    ['IS_BEFORE({Fecha},TODAY())', { Fecha: '2026-01-11' }, true],
    ['IS_BEFORE({Fecha},TODAY())', {}, false],
    ['IS_AFTER({Fecha},TODAY())', { Fecha: '2026-01-12' }, false],
    ['YEAR({Fecha})=2026', { Fecha: '2026-01-12' }, true],
    ['CREATED_TIME()>"2026-01-05"', {}, true],
    ["{Creada}<'2026-01-06'", { Creada: '2026-01-05T12:00:00.000Z' }, true],
  ])('%s for %j is %j', (formula, fields, kept) => {
    expect(keeps(formula, fields)).toBe(kept)
  })

  test.each([
    // Clocks in Madrid go forward at 02:00 on 29 March and back at 03:00 on 25 October.
    ['2026-03-29T00:59:00.000Z', '01:59'],
    ['2026-03-29T01:00:00.000Z', '03:00'],
    ['2026-10-25T00:59:00.000Z', '02:59'],
    ['2026-10-25T01:00:00.000Z', '02:00'],
  ])('%s is %s in Madrid', (Inicio, time) => {
    expect(valueOf("DATETIME_FORMAT(SET_TIMEZONE({Inicio},'Europe/Madrid'),'HH:mm')", { Inicio })).toBe(time)
  })

  test('a day in Madrid may be another in UTC', () => {
    const inMadrid = "DATETIME_FORMAT(SET_TIMEZONE({Inicio},'Europe/Madrid'),'YYYY-MM-DD')='2026-03-29'"

    expect(keeps(inMadrid, { Inicio: '2026-03-28T23:30:00.000Z' })).toBe(true)
    expect(keeps(inMadrid, { Inicio: '2026-03-29T22:00:00.000Z' })).toBe(false)
    expect(keeps("IS_SAME({Inicio},'2026-03-28','day')", { Inicio: '2026-03-28T23:30:00.000Z' })).toBe(true)
  })
})

test('what is false or an error, whichever it is, is not kept', () => {
  expect(valueOf("IS_BEFORE({Fecha},'2026-01-01')")).toBe(DOUBT)
  expect(keeps("OR(IS_BEFORE({Fecha},'2026-01-01'),{N}=1)")).toBe(false)
  expect(() => keeps("NOT(IS_BEFORE({Fecha},'2026-01-01'))")).toThrow('Only Airtable knows')
})

function both(Estado: string, Fecha: string) {
  return { Estado, Fecha }
}
