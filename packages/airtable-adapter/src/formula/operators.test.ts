import { describe, expect, test } from 'vitest'
import { DOUBT, ERROR } from './formula-value.ts'
import { valueOf } from './formula-fixture.ts'

const cells = {
  Nombre: 'b',
  N: 2,
  Fecha: '2026-01-10',
  Inicio: '2026-01-10T00:00:00.000Z',
  Alergias: ['Soja', 'Gluten'],
  Precios: [3],
  Mesa: ['recMesa4'],
}

describe('=', () => {
  test.each([
    ["'a'='A'", false],
    ["'a'='a '", false],
    ['1=1.0', true],
    ["5='5'", false],
    ["5!='5'", true],
    ['TRUE()=1', true],
    ['FALSE()=0', true],
    ['TRUE()=2', false],
    ['{Fecha}={Inicio}', true],
    ['{Fecha}={Fecha}', true],
    ['{Fecha}=BLANK()', false],
    ['{Fecha}!=""', true],
    ['{Precios}=3', true],
    ['{Alergias}={Alergias}', true],
    ['{Alergias}={Mesa}', false],
    ["{Alergias}='Soja, Gluten'", true],
    ['{Alergias}=BLANK()', false],
    ['{Mesa}!="Mesa 4"', false],
    ['ERROR()=1', ERROR],
    ['1!=ERROR()', ERROR],
    ["YEAR(BLANK())='x'", DOUBT],
  ])('%s is %s', (formula, value) => {
    expect(valueOf(formula, cells)).toBe(value)
  })

  test.each([
    "TRUE()='1'",
    '{Fecha}=20260110',
    "{Fecha}='2026-01-10T00:00:00.000Z'",
    '(0/0)=(0/0)',
    '{Alergias}=2',
    '{Alergias}={Precios}',
    '{Precios}=ARRAYCOMPACT(BLANK())',
    'YEAR(BLANK())=0',
    'YEAR(BLANK())!=2026',
    'ARRAYCOMPACT(BLANK())=BLANK()',
  ])('%s is left to Airtable', (formula) => {
    expect(() => valueOf(formula, cells)).toThrow('Only Airtable knows')
  })
})

describe('order', () => {
  test.each([
    ['1<2', true],
    ['2<=2', true],
    ['3>4', false],
    ["'B'<'a'", true],
    ["'a'<'ab'", true],
    ["'ñ'>'z'", true],
    ["'\uFFFD'<'😀'", true],
    ["'20:30'>='20:00'", true],
    ['{Notas}<1', true],
    ['{Notas}>=0', true],
    ['FALSE()<1', true],
    ['{Precios}>2', true],
    ['{Fecha}<"2026-01-10T00:00:01Z"', true],
    ['"2026-01-09"<{Fecha}', true],
    ['{Fecha}<="2026-13-10"', DOUBT],
    ['{Notas}>"2026-01-01"', DOUBT],
    ['{Notas}>={Fecha}', DOUBT],
    ['(0/0)<1', DOUBT],
    ['1<2<3', true],
    ['3>2>1', false],
    ['ERROR()<1', ERROR],
  ])('%s is %s', (formula, value) => {
    expect(valueOf(formula, cells)).toBe(value)
  })

  test.each(["1<'2'", '{Notas}<{Fecha}', "{Notas}<'a'", '{Fecha}>1', "{Fecha}>'1/2/2026'", '{Alergias}<"a"'])(
    '%s is left to Airtable',
    (formula) => {
      expect(() => valueOf(formula, cells)).toThrow('Only Airtable knows')
    },
  )
})

describe('arithmetic', () => {
  test.each([
    ['1+2*3-4/2', 5],
    ['10-3-2', 5],
    ['-{N}', -2],
    ['--{N}', 2],
    ['{Notas}*5', 0],
    ['TRUE()+TRUE()', 2],
    ['{Precios}+1', 4],
    ["'a'+1", ERROR],
    ["'5'*2", ERROR],
    ["-'a'", ERROR],
    ['1/0', Number.POSITIVE_INFINITY],
    ['-1/0', Number.NEGATIVE_INFINITY],
  ])('%s is %s', (formula, value) => {
    expect(valueOf(formula, cells)).toBe(value)
  })

  test.each(['{Fecha}+1', '{Fecha}-{Inicio}', '{Alergias}+1', "''+1"])(
    '%s is left to Airtable',
    (formula) => {
      expect(() => valueOf(formula, cells)).toThrow('Only Airtable knows')
    },
  )
})

describe('&', () => {
  test.each([
    ["'a'&1&.5&{Notas}", 'a10.5'],
    ['{Alergias}&""', 'Soja, Gluten'],
    ['{Inicio}&""', '2026-01-10T00:00:00.000Z'],
    ['{N}+1&{N}', '32'],
    ['ERROR()&"a"', ERROR],
  ])('%s is %s', (formula, value) => {
    expect(valueOf(formula, cells)).toBe(value)
  })

  test('a name with a comma stands in quotes', () => {
    expect(valueOf('{Mesa}&""', { Mesa: ['recMesa1', 'recComa'] })).toBe('Mesa 1, "Mesa 5, ventana"')
  })

  test.each(['1/0&""', '{Activo}&""', '1/100000000&""', "DATEADD({Fecha},1,'hours')&''", '{Fecha}&""'])(
    '%s is left to Airtable',
    (formula) => {
      expect(() => valueOf(formula, cells)).toThrow('Only Airtable knows')
    },
  )
})
