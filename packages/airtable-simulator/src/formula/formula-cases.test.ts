import { describe, expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import type { BaseData, FieldOptions } from '../base/base-data.ts'
import { compileFilter } from '../records/compile-filter.ts'
import { compileFormula, FUNCTION_NAMES } from './compile-formula.ts'
import { FormulaError } from './formula-error.ts'
import { RecordScope, toCell } from '../cells/formula-values.ts'
import { SimulatedBase } from '../base/simulated-base.ts'

const field = (name: string, type: string, options?: FieldOptions) => ({
  id: `fld${name.replaceAll(/[^A-Za-z]/g, '').padEnd(14, '0')}`,
  name,
  type,
  ...(options ? { options } : {}),
})

const data: BaseData = {
  id: 'appFormulas000001',
  name: 'Formulas',
  tables: [
    {
      schema: {
        id: 'tblMain0000000000',
        name: 'Main',
        primaryFieldId: 'fldNombre00000000',
        views: [],
        fields: [
          field('Nombre', 'singleLineText'),
          field('N', 'number'),
          field('Cero', 'number'),
          field('Blank', 'number'),
          field('Notas', 'multilineText'),
          field('Fecha', 'date'),
          field('When', 'dateTime'),
          field('Sin', 'date'),
          field('Activo', 'checkbox'),
          field('Off', 'checkbox'),
          field('Tags', 'multipleSelects'),
          field('Files', 'multipleAttachments'),
          field('Quien', 'singleCollaborator'),
          field('Mesa', 'multipleRecordLinks', { linkedTableId: 'tblMesas000000000' }),
          field('Una', 'multipleRecordLinks', { linkedTableId: 'tblMesas000000000' }),
          field('Sitios', 'multipleLookupValues', {
            recordLinkFieldId: 'fldMesa0000000000',
            fieldIdInLinkedTable: 'fldCap00000000000',
          }),
          field('Sitio', 'multipleLookupValues', {
            recordLinkFieldId: 'fldUna00000000000',
            fieldIdInLinkedTable: 'fldCap00000000000',
          }),
          field('Total', 'rollup', {
            recordLinkFieldId: 'fldMesa0000000000',
            fieldIdInLinkedTable: 'fldCap00000000000',
            formula: 'MAX(values)*10',
          }),
          field('Doble', 'formula', { formula: '{fldN0000000000000}*2' }),
          field('Bucle', 'formula', { formula: '{Bucle}+1' }),
          field('Rota', 'formula', { formula: 'NADA(' }),
          field('Año (nº)', 'number'),
          field('A+B', 'number'),
        ],
      },
      records: [
        {
          id: 'recMain0000000001',
          createdTime: '2026-01-01T08:00:00.000Z',
          fields: {
            Nombre: "José's",
            N: 5,
            Cero: 0,
            Fecha: '2026-01-10',
            When: '2026-01-10T19:30:15.250Z',
            Activo: true,
            Tags: ['rojo', 'azul'],
            Files: [{ id: 'att00000000000001', url: 'http://x/a.png', filename: 'a.png' }],
            Quien: { id: 'usr00000000000001', email: 'ana@example.com', name: 'Ana' },
            Mesa: ['recMesa0000000001', 'recMesa0000000002'],
            Una: ['recMesa0000000003'],
            'Año (nº)': 2026,
            'A+B': 3,
          },
        },
      ],
    },
    {
      schema: {
        id: 'tblMesas000000000',
        name: 'Mesas',
        primaryFieldId: 'fldMesa1000000000',
        views: [],
        fields: [
          { id: 'fldMesa1000000000', name: 'Nombre', type: 'singleLineText' },
          { id: 'fldCap00000000000', name: 'Cap', type: 'number' },
        ],
      },
      records: [
        ['recMesa0000000001', 'Mesa 1', 2],
        ['recMesa0000000002', 'Mesa 2', 4],
        ['recMesa0000000003', 'Fondo, izquierda', 6],
      ].map(([id, Nombre, Cap]) => ({
        id: String(id),
        createdTime: '2026-01-01T00:00:00.000Z',
        fields: { Nombre, Cap },
      })),
    },
  ],
}

// A Saturday, in winter time.
const clock = new FakeClock(Date.UTC(2026, 0, 10, 23, 30))
const base = new SimulatedBase(data, clock, new SeededRandom(1))
const table = base.table('Main')
const record = [...table.records.values()][0]
const NAN = { specialValue: 'NaN' }
const ERR = { error: '#ERROR!' }

/** What a formula field with this formula would show. */
function show(formula: string): unknown {
  const compiled = compileFormula(formula, (name) => table.findField(name))
  return record && toCell(compiled(new RecordScope(base, table, record)))
}

const cases: Readonly<Record<string, readonly (readonly [formula: string, expected: unknown])[]>> = {
  fields: [
    ['{Nombre}', "José's"],
    ['N', 5],
    ['{fldN0000000000000}', 5],
    ['{Año (nº)}', 2026],
    ['{A+B}+1', 4],
    ['{Blank}', undefined],
    ['{Activo}', true],
    ['{Off}', undefined],
    ['{Off}=FALSE()', true],
    ['{Activo}=1', true],
    ['{Activo}=TRUE()', true],
    ['TRUE', true],
    ['{Tags}', ['rojo', 'azul']],
    ['{Tags}&""', 'rojo, azul'],
    ["{Tags}='rojo, azul'", true],
    ['{Files}&""', 'a.png'],
    ['{Quien}&""', 'Ana'],
    ['{Mesa}&""', 'Mesa 1, Mesa 2'],
    ["{Mesa}='Mesa 1, Mesa 2'", true],
    ["FIND('recMesa0000000001',ARRAYJOIN({Mesa}))", 0],
    ['{Una}&""', '"Fondo, izquierda"'],
    ['{Sitios}', [2, 4]],
    ['{Sitio}+1', 7],
    ['{Sitio}=6', true],
    ['{Total}', 40],
    ['{Doble}', 10],
    ['{Bucle}', ERR],
    ['{Rota}', ERR],
    ['{Doble}={Total}/4', true],
  ],
  operators: [
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['1-2-3', -4],
    ['8/4/2', 1],
    ['--2', 2],
    ['-{N}>-6', true],
    ['2*-3', -6],
    ['1&2+3', '15'],
    ['1=1=1', true],
    ['.5+1.5e1', 15.5],
    ['1/0', { specialValue: 'Infinity' }],
    ['-1/0', { specialValue: '-Infinity' }],
    ['0/0', NAN],
    ["'a'+1", ERR],
    ["'a'<'b'", true],
    ["'B'<'a'", true],
    ["'\u{1F600}'>'\u{FF5E}'", true],
    ["'a'='A'", undefined],
    ["'a '='a'", undefined],
    ["{N}='5'", undefined],
    ["{N}!='5'", true],
    ['TRUE()+1', 2],
    ['1/0=1/0', true],
    ['1/0>=1/0', true],
  ],
  blank: [
    ['BLANK()=0', true],
    ["BLANK()=''", true],
    ['{Blank}=0', true],
    ['{Cero}=BLANK()', true],
    ["{Blank}&''=''", true],
    ["{Cero}&''=''", undefined],
    ["NOT({Notas}='')", undefined],
    ["{Notas}=''", true],
    ['{Blank}+1', 1],
    ['{Blank}<1', true],
    ['{Blank}>-1', true],
    ["''=0", undefined],
    ['{Sin}=BLANK()', true],
    ["{Sin}>'2020-01-01'", undefined],
  ],
  truth: [
    ["IF('0',1,2)", 1],
    ["IF('',1,2)", 2],
    ['IF(0/0,1,2)', 2],
    ['IF({Blank},1,2)', 2],
    ['IF({Tags},1,2)', 1],
    ['IF(ERROR(),1,2)', ERR],
    ['IF(0,ERROR(),2)', 2],
    ['IF(1,2)', 2],
    ['IF(0,2)', undefined],
    ['ISERROR(ERROR())', true],
    ['ISERROR(-ERROR())', true],
    ["ISERROR('a'*2)", true],
    ['ISERROR(0/0)', undefined],
    ['AND(1,"x",{Activo})', true],
    ['AND(1,0)', undefined],
    ['OR(0,"")', undefined],
    ['OR(1,ERROR())', ERR],
    ["OR({Nombre}='x',{Nombre}='José\\'s')", true],
    ["OR({Nombre}='x',{Nombre}='y')", undefined],
    ["OR({N}='5',{N}='6')", undefined],
    ["OR({Notas}='a',{Notas}='')", true],
    ["OR({Mesa}='x',{Mesa}='Mesa 1, Mesa 2')", true],
    ["OR({Nombre}='x',{N}=5)", true],
    ["OR({Nombre}='x',{Tags}='rojo, azul')", true],
    ['XOR(1,1,1)', true],
    ['XOR(1,1)', undefined],
    ["SWITCH({N},4,'a',5,'b','c')", 'b'],
    ["SWITCH({N},4,'a','c')", 'c'],
    ["SWITCH({N},4,'a')", undefined],
    ["SWITCH({N},5,'b',6,ERROR())", 'b'],
  ],
  text: [
    ["'José\\'s'", "José's"],
    ['"a\\"b\\\\c\\nd\\te"', 'a"b\\c\nd\te'],
    ["CONCATENATE('a',1,{Blank},TRUE())", 'a11'],
    ["LEFT('abc',2)", 'ab'],
    ["RIGHT('abc',2)", 'bc'],
    ["RIGHT('abc',5)", 'abc'],
    ["MID('abcde',2,3)", 'bcd'],
    ["LEFT('\u{1F600}x',2)", '\u{1F600}'],
    ['LEN({Nombre})', 6],
    ["FIND('s',{Nombre})", 3],
    ["FIND('JO',{Nombre})", 0],
    ["FIND('s',{Nombre},4)", 6],
    ["FIND('',{Nombre})", 1],
    ["SEARCH('JO',{Nombre})", 1],
    ["SEARCH('nada',{Nombre})", undefined],
    ["SEARCH('nada',{Nombre})=BLANK()", true],
    ["FIND('2026-01-10',{When})", 1],
    ["SUBSTITUTE('a-b-c','-','+')", 'a+b+c'],
    ["SUBSTITUTE('a-b-c','-','+',2)", 'a-b+c'],
    ["SUBSTITUTE('a-b-c','-','+',3)", 'a-b-c'],
    ["SUBSTITUTE('abc','','+')", 'abc'],
    ["REPLACE('abcdef',3,2,'X')", 'abXef'],
    ["TRIM('  a b ')", 'a b'],
    ["UPPER('José')", 'JOSÉ'],
    ["LOWER({Nombre})='josé\\'s'", true],
    ["REPT('ab',3)", 'ababab'],
    ["REPT('ab',600000)", ERR],
    ["T('x')", 'x'],
    ['T(5)', undefined],
    ["VALUE('-€1,234.50')", -1234.5],
    ["VALUE('nada')", NAN],
    ["ENCODE_URL_COMPONENT('a b/ñ')", 'a%20b%2F%C3%B1'],
  ],
  'regular expressions': [
    ["REGEX_MATCH({Nombre},'s$')", true],
    ["REGEX_MATCH({Nombre},'(?i)JOSÉ')", true],
    ["REGEX_MATCH({Nombre},'^s')", undefined],
    ["REGEX_EXTRACT('tel 600-123','[0-9]+')", '600'],
    ["REGEX_EXTRACT('tel','[0-9]+')", ERR],
    ["REGEX_REPLACE('a1b22','[0-9]+','#')", 'a#b#'],
    ["REGEX_REPLACE('ana','(a)(n)','$2$1')", 'naa'],
    ["REGEX_MATCH('a','(?=a)')", ERR],
    ["REGEX_REPLACE('a','a','$9')", '$9'],
    [`REGEX_MATCH('${'a'.repeat(5_000)}','(a*)*b')`, undefined],
  ],
  numbers: [
    ['ROUND(2.5)', 3],
    ['ROUND(-2.5)', -2],
    ['ROUND(1.005,2)', 1.01],
    ['ROUND(1234,-2)', 1200],
    ['ROUNDUP(-1.1)', -2],
    ['ROUNDDOWN(-1.9)', -1],
    ['ROUNDUP(1.21,1)', 1.3],
    ['INT(-1.5)', -2],
    ['MOD(-7,3)', 2],
    ['MOD(7,-3)', -2],
    ['CEILING(1.1)', 2],
    ['CEILING(12,5)', 15],
    ['FLOOR(-1.1)', -2],
    ['FLOOR(12,5)', 10],
    ['CEILING(0.3,0.1)', 0.30000000000000004],
    ['EVEN(3)', 4],
    ['EVEN(-3)', -4],
    ['ODD(2)', 3],
    ['ODD(-2)', -3],
    ['ODD(0)', 1],
    ['ABS(-3)', 3],
    ['POWER(2,10)', 1024],
    ['SQRT(-1)', NAN],
    ['SQRT(9)', 3],
    ['EXP(0)', 1],
    ['LOG(1000)', 3],
    ['LOG(8,2)', 3],
    ["SUM({Sitios},1,'x',{Blank})", 7],
    ['AVERAGE({Sitios})', 3],
    ['MAX({Sitios},3)', 4],
    ['MIN({Sitios},3)', 2],
    ["COUNT(1,'a',{Blank},{Sitios})", 3],
    ["COUNTA(1,'a','',{Blank},{Sitios})", 4],
    ["COUNTALL(1,'a','',{Blank},{Sitios})", 6],
  ],
  arrays: [
    ['ARRAYJOIN({Tags})', 'rojo, azul'],
    ["ARRAYJOIN({Tags},';')", 'rojo;azul'],
    ["ARRAYJOIN({Nombre},';')", "José's"],
    ['ARRAYUNIQUE(ARRAYFLATTEN({Sitios},{Sitios}))', [2, 4]],
    ['ARRAYCOMPACT({Tags})', ['rojo', 'azul']],
    ['ARRAYSLICE({Tags},2)', ['azul']],
    ['ARRAYSLICE({Tags},1,1)', ['rojo']],
    ['ARRAYSLICE({Tags},-1)', ['azul']],
  ],
  dates: [
    ['{Fecha}', '2026-01-10'],
    ['{When}', '2026-01-10T19:30:15.250Z'],
    ['NOW()', '2026-01-10T23:30:00.000Z'],
    ['TODAY()', '2026-01-10'],
    ['{Fecha}=TODAY()', true],
    ["{Fecha}='2026-01-10'", undefined],
    ["{Fecha}=DATETIME_PARSE('2026-01-10')", true],
    ["IS_SAME({Fecha},'2026-01-10','day')", true],
    ["IS_SAME({When},'2026-01-10','day')", true],
    ["IS_SAME({When},'2026-01-10')", undefined],
    ["IS_SAME({When},'2026-01-01','month')", true],
    ["IS_SAME({When},'2026-01-04','week')", true],
    ["IS_SAME({When},'2026-01-11','week')", undefined],
    ["IS_BEFORE({Fecha},'2026-01-10')", undefined],
    ["IS_BEFORE({Fecha},'2026-01-11')", true],
    ["IS_AFTER({When},'2026-01-10')", true],
    ["IS_AFTER({When},'2026-01-10','day')", undefined],
    ["IS_AFTER({Sin},'2026-01-10')", undefined],
    ["IS_SAME({Fecha},'mañana','day')", ERR],
    ["DATESTR({Fecha})='2026-01-10'", true],
    ['TIMESTR({When})', '19:30:15'],
    ["{Fecha}>'2026-01-09'", true],
    ["{Fecha}>'nada'", undefined],
    ['{Fecha}>=TODAY()', true],
    ["DATETIME_DIFF({Fecha},'2026-01-10')=0", true],
    ["DATETIME_DIFF('2026-01-11','2026-01-10')", 86_400],
    ["DATETIME_DIFF('2026-01-11','2026-01-10','ms')", 86_400_000],
    ["DATETIME_DIFF('2026-01-11','2026-01-10','lunas')", 86_400_000],
    ["DATETIME_DIFF('2026-03-01','2026-01-31','M')", 1],
    ["DATETIME_DIFF('2026-03-01','2026-01-31','m')", 41_760],
    ["DATETIME_DIFF('2025-12-31','2026-12-30','years')", 0],
    ["DATETIME_DIFF('2026-12-31','2026-01-01','Q')", 3],
    ["DATETIME_DIFF('2026-01-10','2026-01-25','w')", -2],
    ["DATEADD('2026-01-31',1,'month')", '2026-02-28'],
    ["DATEADD({Fecha},-1,'d')", '2026-01-09'],
    ["DATEADD({When},90,'m')", '2026-01-10T21:00:15.250Z'],
    ["DATEADD({Sin},1,'d')", undefined],
    ['YEAR({When})', 2026],
    ['MONTH({When})', 1],
    ['DAY({When})', 10],
    ['HOUR({When})', 19],
    ['MINUTE({When})', 30],
    ['SECOND({When})', 15],
    ['WEEKDAY({Fecha})', 6],
    ["WEEKDAY({Fecha},'Monday')", 5],
    ['WEEKNUM({Fecha})', 2],
    ["WEEKNUM('2026-01-04','Monday')", 1],
    ["WEEKNUM('2026-01-04')", 2],
    ["WORKDAY('2026-01-09',1)", '2026-01-12'],
    ["WORKDAY('2026-01-12',-1)", '2026-01-09'],
    ["WORKDAY('2026-01-09',1,'2026-01-12, 2026-01-13')", '2026-01-14'],
    ["WORKDAY_DIFF('2026-01-05','2026-01-12')", 6],
    ["WORKDAY_DIFF('2026-01-05','2026-01-12','2026-01-06')", 5],
    ["WORKDAY('2026-01-09',1000000000)", ERR],
    ["WORKDAY_DIFF('0001-01-01','9999-01-01')", ERR],
    ["FROMNOW('2026-01-07')", '4 days'],
    ['CREATED_TIME()', '2026-01-01T08:00:00.000Z'],
    ['LAST_MODIFIED_TIME()', undefined],
    ['RECORD_ID()', 'recMain0000000001'],
  ],
  'date formats and zones': [
    ["DATETIME_FORMAT({When},'YYYY-MM-DD HH:mm')", '2026-01-10 19:30'],
    ["DATETIME_FORMAT(SET_TIMEZONE({When},'Europe/Madrid'),'HH:mm')", '20:30'],
    ["DATETIME_FORMAT(SET_TIMEZONE('2026-03-29T00:59:00Z','Europe/Madrid'),'HH:mm Z')", '01:59 +01:00'],
    ["DATETIME_FORMAT(SET_TIMEZONE('2026-03-29T01:00:00Z','Europe/Madrid'),'HH:mm Z')", '03:00 +02:00'],
    ["DATETIME_FORMAT(SET_TIMEZONE('2026-10-25T00:30:00Z','Europe/Madrid'),'HH:mm Z')", '02:30 +02:00'],
    ["DATETIME_FORMAT(SET_TIMEZONE('2026-10-25T01:30:00Z','Europe/Madrid'),'HH:mm Z')", '02:30 +01:00'],
    ["DATETIME_FORMAT(SET_TIMEZONE(NOW(),'Europe/Madrid'),'YYYY-MM-DD')", '2026-01-11'],
    ["DATETIME_FORMAT(SET_TIMEZONE({When},'Europe/Nada'),'HH')", ERR],
    ["HOUR(SET_TIMEZONE({When},'Europe/Madrid'))", 19],
    ['DATETIME_FORMAT({When})', '2026-01-10T19:30:15+00:00'],
    ["DATETIME_FORMAT({Fecha},'dddd D MMMM YYYY')", 'Saturday 10 January 2026'],
    ["DATETIME_FORMAT(SET_LOCALE({Fecha},'es'),'dddd D [de] MMMM')", 'sábado 10 de enero'],
    ["DATETIME_FORMAT({When},'Do MMM YY, h:mm:ss.SSS A')", '10th Jan 26, 7:30:15.250 PM'],
    ["DATETIME_FORMAT({When},'X x d E Q DDD W w [at] kk')", '1768073415 1768073415250 6 6 1 10 2 2 at 19'],
    ["DATETIME_FORMAT({Fecha},'M/D/YYYY')", '1/10/2026'],
    ["DATETIME_PARSE('10/01/2026 21:30','DD/MM/YYYY HH:mm')", '2026-01-10T21:30:00.000Z'],
    ["DATETIME_PARSE('2023-12-01T12:34:56.000Z')", '2023-12-01T12:34:56.000Z'],
    ["DATETIME_PARSE('2023-12-01T12:34:56+02:00')", '2023-12-01T10:34:56.000Z'],
    ["DATETIME_PARSE('10 enero 2026','D MMMM YYYY','es')", '2026-01-10T00:00:00.000Z'],
    ["DATETIME_PARSE('nada')", ERR],
    ["DATETIME_PARSE('31/02/2026','DD/MM/YYYY')", ERR],
  ],
}

describe.each(Object.entries(cases))('%s', (_group, rows) => {
  test.each(rows)('%s gives %j', (formula, expected) => {
    expect(show(formula)).toEqual(expected)
  })
})

describe('size', () => {
  const keeps = (formula: string) => record !== undefined && compileFilter(formula, base, table)(record)

  test('500 operands, 8,000 terms and 17,000 characters are nothing', () => {
    const ids = Array.from(
      { length: 500 },
      (_, index) => `RECORD_ID()='recMain${String(index).padStart(10, '0')}'`,
    )

    expect(keeps(`OR(${ids.join(', ')})`)).toBe(true)
    expect(keeps(`1${'+1'.repeat(8_500)}=8501`)).toBe(true)
    expect(keeps(`${'-'.repeat(17_000)}1=1`)).toBe(true)
  })

  test('nesting beyond what anybody writes is refused, and does not end the process', () => {
    expect(keeps(`${'('.repeat(250)}1${')'.repeat(250)}`)).toBe(true)
    expect(() => keeps(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`)).toThrow(FormulaError)
    expect(() => keeps(`${'NOT('.repeat(20_000)}1${')'.repeat(20_000)}`)).toThrow(FormulaError)
  })
})

test('knows every function of the language, and none that it lacks', () => {
  const documented =
    'AND OR NOT XOR IF SWITCH TRUE FALSE BLANK ERROR ISERROR CONCATENATE LEFT RIGHT MID LEN FIND SEARCH SUBSTITUTE REPLACE TRIM UPPER LOWER REPT T VALUE ENCODE_URL_COMPONENT REGEX_MATCH REGEX_EXTRACT REGEX_REPLACE ABS AVERAGE CEILING FLOOR COUNT COUNTA COUNTALL EVEN ODD EXP INT LOG MAX MIN MOD POWER ROUND ROUNDUP ROUNDDOWN SQRT SUM TODAY NOW DATEADD DATETIME_DIFF DATETIME_FORMAT DATETIME_PARSE DATESTR TIMESTR DAY MONTH YEAR HOUR MINUTE SECOND WEEKDAY WEEKNUM IS_SAME IS_BEFORE IS_AFTER SET_TIMEZONE SET_LOCALE WORKDAY WORKDAY_DIFF FROMNOW TONOW CREATED_TIME LAST_MODIFIED_TIME ARRAYJOIN ARRAYCOMPACT ARRAYFLATTEN ARRAYUNIQUE ARRAYSLICE RECORD_ID'

  expect(FUNCTION_NAMES).toEqual(documented.split(' ').toSorted())
})

test.each([
  'IFERROR(1)',
  'ISBLANK(1)',
  'CONCAT(1)',
  'toString()',
  'constructor()',
  'NOT()',
  'NOT(1,2)',
  '1 2',
  '1==1',
  '1<>2',
  '2^3',
  '{open',
  '"open',
  '1,2',
  'AND(1,)',
  '',
  ' ',
])('%j is refused', (formula) => {
  expect(() => show(formula)).toThrow(new FormulaError('Invalid formula. Please check your formula text.'))
})

test('the time of the last change is that of the fields asked for', async () => {
  const own = new SimulatedBase(data, clock, new SeededRandom(1))
  const main = own.table('Main')
  const [first] = main.records.values()
  if (!first) return
  await clock.advance(60_000)
  own.update(main, first, new Map([['fldN0000000000000', 6]]))
  const of = (formula: string) =>
    toCell(compileFormula(formula, (name) => main.findField(name))(new RecordScope(own, main, first)))

  expect(of('LAST_MODIFIED_TIME()')).toBe('2026-01-10T23:31:00.000Z')
  expect(of('LAST_MODIFIED_TIME({N})')).toBe('2026-01-10T23:31:00.000Z')
  expect(of('LAST_MODIFIED_TIME({Nombre})')).toBeUndefined()
})
