import { describe, expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import type { BaseData } from '../base/base-data.ts'
import { compileFilter } from '../records/compile-filter.ts'
import { FormulaError } from './formula-error.ts'
import { SimulatedBase } from '../base/simulated-base.ts'

const data: BaseData = {
  id: 'appFormulas000001',
  name: 'Formulas',
  tables: [
    {
      schema: {
        id: 'tblMain0000000000',
        name: 'Main',
        primaryFieldId: 'fldName0000000000',
        views: [],
        fields: [
          { id: 'fldName0000000000', name: 'Nombre', type: 'singleLineText' },
          { id: 'fldNum00000000000', name: 'N', type: 'number' },
          { id: 'fldBlank000000000', name: 'Vacío', type: 'number' },
          { id: 'fldDate0000000000', name: 'Fecha', type: 'date' },
          { id: 'fldWhen0000000000', name: 'Cuándo', type: 'dateTime' },
          { id: 'fldCheck000000000', name: 'Activo', type: 'checkbox' },
          { id: 'fldOff00000000000', name: 'Inactivo', type: 'checkbox' },
          { id: 'fldOdd00000000000', name: 'A+B (nº) }', type: 'singleLineText' },
          {
            id: 'fldLink0000000000',
            name: 'Mesa',
            type: 'multipleRecordLinks',
            options: { linkedTableId: 'tblMesas000000000' },
          },
        ],
      },
      records: [
        {
          id: 'recMain0000000001',
          createdTime: '2026-01-01T00:00:00.000Z',
          fields: {
            Nombre: "José's",
            N: 5,
            Fecha: '2026-01-10',
            Cuándo: '2026-01-10T19:30:00.000Z',
            Activo: true,
            'A+B (nº) }': 'raro',
            Mesa: ['recMesa0000000001', 'recMesa0000000002'],
          },
        },
      ],
    },
    {
      schema: {
        id: 'tblMesas000000000',
        name: 'Mesas',
        primaryFieldId: 'fldMesa0000000000',
        views: [],
        fields: [{ id: 'fldMesa0000000000', name: 'Nombre', type: 'singleLineText' }],
      },
      records: [1, 2].map((number) => ({
        id: `recMesa000000000${number}`,
        createdTime: '2026-01-01T00:00:00.000Z',
        fields: { Nombre: `Mesa ${number}` },
      })),
    },
  ],
}

const base = new SimulatedBase(data, new FakeClock(Date.UTC(2026, 0, 10, 12)), new SeededRandom(1))
const table = base.table('Main')
const record = table.records.get('recMain0000000001')
const keeps = (formula: string) => record !== undefined && compileFilter(formula, base, table)(record)

describe('keeps a record or not, by hand', () => {
  test.each([
    ["{Nombre}='José\\'s'", true],
    ['{Nombre}="José\'s"', true],
    ['N=5', true],
    ["{N}='5'", false],
    ['{N}+1=6', true],
    ['-{N}>-6', true],
    ['1-2-3=-4', true],
    ['2+3*4=14', true],
    ['{Vacío}=0', true],
    ["{Vacío}=''", true],
    ["{Vacío}&''=''", true],
    ['{Vacío}', false],
    ['{Activo}', true],
    ['{Activo}=TRUE()', true],
    ['{Activo}=1', true],
    ['{Inactivo}=FALSE()', true],
    ["'0'", true],
    ['0/0', false],
    ['1/0', true],
    ['ERROR()', false],
    ['IF(ISERROR(ERROR()), 1, 0)', true],
    ['ISERROR(-ERROR())', true],
    ['AND({Activo}, NOT({Inactivo}), OR(0, 1))', true],
    ["LOWER({Nombre})='josé\\'s'", true],
    ["SEARCH('JOSÉ', {Nombre})=1", true],
    ["FIND('JOSÉ', {Nombre})=0", true],
    ["SEARCH('nada', {Nombre})=BLANK()", true],
    ["{Mesa}='Mesa 1, Mesa 2'", true],
    ["FIND('recMesa0000000001', ARRAYJOIN({Mesa}))", false],
    ["FIND('Mesa 2', ARRAYJOIN({Mesa}))", true],
    ["{Fecha}='2026-01-10'", false],
    ["{Fecha}=DATETIME_PARSE('2026-01-10')", true],
    ["DATESTR({Fecha})='2026-01-10'", true],
    ["IS_SAME({Cuándo}, '2026-01-10', 'day')", true],
    ["IS_BEFORE({Fecha}, '2026-01-11')", true],
    ["{Fecha}>'2026-01-09'", true],
    ['{Fecha}>=TODAY()', true],
    ["FIND('2026-01-10', {Cuándo})=1", true],
    ["RECORD_ID()='recMain0000000001'", true],
    ["{A+B (nº) \\}}='raro'", true],
    ['{fldNum00000000000}=5', true],
    [`OR(${Array.from({ length: 500 }, (_, index) => `RECORD_ID()='rec${index}'`).join(', ')})`, false],
  ])('%s', (formula, expected) => {
    expect(keeps(formula)).toBe(expected)
  })
})

describe('refuses what Airtable refuses, in its words', () => {
  test.each([
    ['AND(', 'Invalid formula. Please check your formula text.'],
    ['1 AND 2', 'Invalid formula. Please check your formula text.'],
    ['IFERROR(1)', 'Invalid formula. Please check your formula text.'],
    ['NOT()', 'Invalid formula. Please check your formula text.'],
    ["'open", 'Invalid formula. Please check your formula text.'],
    ['{Nope}=Otra', 'Unknown field names: nope, otra'],
  ])('%s', (formula, detail) => {
    expect(() => compileFilter(formula, base, table)).toThrow(new FormulaError(detail))
  })
})
