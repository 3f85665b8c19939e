import { describe, expect, test } from 'vitest'
import { base, record, table } from './formula-fixture.ts'
import { compileFilter } from '../records/compile-filter.ts'
import { FormulaError } from './formula-error.ts'

const keeps = (formula: string) => record !== undefined && compileFilter(formula, base, table)(record)

/** What real programs send, and what they stumble over. */
describe('keeps the record', () => {
  test.each([
    ['{Activo} = TRUE()'],
    ["AND({Estado}='Confirmada',IS_SAME({Fecha},'2026-01-10','day'))"],
    ["AND({Estado}='Confirmada', {Restaurante}='Mesa 1')"],
    ["FIND('Mesa 1', ARRAYJOIN({Restaurante}))"],
    ['{Personas}=0'],
    ["{Personas}&''=''"],
    ["{Notas}=''"],
    ["NOT({Nombre}='')"],
    ["{Nombre}='José\\'s'"],
    ['"a\\"b"=\'a"b\''],
    ["LOWER({Nombre})='josé\\'s'"],
    ["SEARCH('jo',{Nombre})"],
    ['1/0'],
    ["IF(ISERROR(1/0&ERROR()),'ja','')"],
    ['-{N}>-6'],
    ['"0"'],
    ["{Mesa}='Mesa 1, Mesa 2'"],
    ['{fldN0000000000000}=5'],
    ['{A+B}=3'],
    ["{Raro \\}}='x'"],
    ['{Año (nº)}=2026'],
    ["IS_AFTER({When}, '2026-01-10T19:30:00.000Z')"],
    ["DATETIME_FORMAT(SET_TIMEZONE({When}, 'Europe/Madrid'), 'YYYY-MM-DD HH:mm') = '2026-01-10 20:30'"],
    [' AND(\n  {Activo},\n  OR({N} = 5, {N} = 6)\n)\n'],
    ['and({Activo}, not({Off}))'],
  ])('%s', (formula) => {
    expect(keeps(formula)).toBe(true)
  })
})

describe('does not keep it, though it looks as if it should', () => {
  test.each([
    ['{Fecha}="2026-01-10"'],
    ["FIND('recMesa0000000001',ARRAYJOIN({Restaurante}))"],
    ["NOT({Notas}='')"],
    ["{Nombre}='JOSÉ\\'S'"],
    ["FIND('jo',{Nombre})"],
    ['0/0'],
    ['ERROR()'],
    ["{N}='5'"],
    ['-{N}>-5'],
    ['{Off}'],
  ])('%s', (formula) => {
    expect(keeps(formula)).toBe(false)
  })
})

describe('is refused, with the names in lower case', () => {
  const SYNTAX = 'Invalid formula. Please check your formula text.'

  test.each([
    ['FIND(\'a\',{Nombre}) AND {Fecha}="2026-01-10"', SYNTAX],
    ['{Nope}=1', 'Unknown field names: nope'],
    ['{nombre}=1', 'Unknown field names: nombre'],
    ['AND({Sin Nombre}=1, Otra=2, {Sin Nombre}=3)', 'Unknown field names: sin nombre, otra'],
    ['“a”=1', SYNTAX],
    ['IFERROR({N}, 0)', SYNTAX],
  ])('%s', (formula, message) => {
    expect(() => keeps(formula)).toThrow(new FormulaError(message))
  })
})
