import type { AirtableRecord } from '../airtable-record.ts'
import type { FormulaTable } from './table-fields.ts'

const id = (prefix: string, name: string) => prefix + name.padEnd(14, '0')
const field = (name: string, type: string, options?: object) => ({
  id: id('fld', name),
  name,
  type,
  ...(options ? { options } : {}),
})
const choices = (...names: readonly string[]) => ({
  choices: names.map((name, index) => ({ id: id('sel', `${name.replace(/\W/g, '')}${index}`), name })),
})
const lookup = (name: string, target: string) =>
  field(name, 'multipleLookupValues', {
    isValid: true,
    recordLinkFieldId: id('fld', 'Enlace'),
    fieldIdInLinkedTable: id('fld', target),
  })

const THINGS = id('tbl', 'Cosas')
const OTHERS = id('tbl', 'Otras')
const COLLABORATOR = { id: 'usrAna00000000001', email: 'ana@example.com', name: 'Ana' }
const dateFormat = { name: 'iso', format: 'YYYY-MM-DD' }

const things = {
  id: THINGS,
  name: 'Cosas',
  primaryFieldId: id('fld', 'Texto'),
  views: [],
  fields: [
    field('Texto', 'singleLineText'),
    field('Notas', 'multilineText'),
    field('Hora', 'singleLineText'),
    field('Zona', 'singleSelect', choices('Salón', 'Terraza')),
    field('Num', 'number', { precision: 8 }),
    field('Precio', 'currency', { precision: 2, symbol: '€' }),
    field('Activo', 'checkbox', { icon: 'check', color: 'greenBright' }),
    field('Fecha', 'date', { dateFormat }),
    field('Cuando', 'dateTime', {
      dateFormat,
      timeFormat: { name: '24hour', format: 'HH:mm' },
      timeZone: 'Europe/Madrid',
    }),
    field('Varios', 'multipleSelects', choices('Gluten', 'Soja', 'Pan, vino')),
    field('Enlace', 'multipleRecordLinks', {
      linkedTableId: OTHERS,
      isReversed: false,
      prefersSingleRecordLink: false,
      inverseLinkFieldId: id('fld', 'Cosas'),
    }),
    lookup('Tels', 'Tel'),
    lookup('Precios', 'Coste'),
    lookup('Dias', 'Dia'),
    lookup('Marcas', 'Marca'),
    field('Cuenta', 'count', { isValid: true, recordLinkFieldId: id('fld', 'Enlace') }),
    field('Quien', 'singleCollaborator'),
    field('Ficheros', 'multipleAttachments'),
    field('Creada', 'createdTime'),
  ],
}

const others = {
  id: OTHERS,
  name: 'Otras',
  primaryFieldId: id('fld', 'Titulo'),
  views: [],
  fields: [
    field('Titulo', 'singleLineText'),
    field('Tel', 'phoneNumber'),
    field('Coste', 'number', { precision: 2 }),
    field('Dia', 'date', { dateFormat }),
    field('Marca', 'checkbox', { icon: 'check', color: 'greenBright' }),
    field('Cosas', 'multipleRecordLinks', {
      linkedTableId: THINGS,
      isReversed: true,
      prefersSingleRecordLink: false,
      inverseLinkFieldId: id('fld', 'Enlace'),
    }),
  ],
}

const linked = [
  { Titulo: 'Mesa 1', Tel: '600 111 222', Coste: 12.5, Dia: '2026-01-10', Marca: true },
  { Titulo: 'Mesa 2', Tel: '12', Coste: 0, Dia: '2024-02-29' },
  { Titulo: 'Mesa 3, ventana', Coste: -3 },
  { Titulo: 'recX', Tel: 'a,b' },
]
const links = (...numbers: readonly number[]) => numbers.map((number) => `recOtra000000000${number}`)
const file = {
  id: 'attDado0000000001',
  url: 'http://x/a.pdf',
  filename: 'a.pdf',
  size: 3,
  type: 'application/pdf',
}

const cells: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { Texto: 'José', Notas: 'a\nb', Hora: '20:30', Zona: 'Salón', Num: 4, Precio: 12.5, Activo: true },
  { Texto: 'a', Num: 0, Precio: 0, Fecha: '2026-01-10', Cuando: '2026-01-10T20:30:00.000Z' },
  { Texto: '12', Num: -1.5, Fecha: '2024-02-29', Cuando: '2026-03-29T01:00:00.000Z', Enlace: links(1) },
  {
    Texto: '2026-01-10',
    Num: 2.5,
    Fecha: '2026-12-31',
    Cuando: '2026-10-25T00:59:59.999Z',
    Enlace: links(2),
  },
  { Texto: '0', Num: 0.1, Fecha: '1969-12-31', Cuando: '1969-12-31T23:59:59.000Z', Enlace: links(1, 2) },
  { Texto: ' a ', Num: 1e-7, Fecha: '2026-01-31', Varios: ['Gluten'], Enlace: links(3) },
  { Texto: 'a,b', Num: 123456789.5, Varios: ['Soja', 'Gluten'], Enlace: links(3, 4, 1) },
  { Texto: '😀', Num: 3, Precio: 1.01, Varios: ['Pan, vino'], Ficheros: [file] },
  { Texto: 'İstanbul', Num: -0.5, Quien: COLLABORATOR, Hora: '9:00', Activo: true, Enlace: links(4) },
  {
    Texto: 'JOSÉ',
    Num: 10,
    Precio: 99.99,
    Fecha: '2026-01-12',
    Cuando: '2026-01-12T09:30:00.000Z',
    Zona: 'Terraza',
  },
  { Texto: "it's", Num: 1, Fecha: '2026-01-11', Varios: ['Gluten', 'Soja', 'Pan, vino'], Activo: true },
]

interface SampleBase {
  readonly id: string
  readonly tables: readonly (FormulaTable & { readonly id: string; readonly name: string })[]
  readonly records: Readonly<Record<string, readonly AirtableRecord[]>>
  readonly [other: string]: unknown
}

/** A base with a field of every kind of value, and the edges of each among its records. */
export const sampleBase: SampleBase = {
  id: id('app', 'Muestra'),
  name: 'Muestra',
  collaborators: [COLLABORATOR],
  tables: [things, others],
  records: {
    Otras: linked.map((fields, index) => ({
      id: `recOtra000000000${index + 1}`,
      createdTime: '2026-01-01T00:00:00.000Z',
      fields,
    })),
    Cosas: cells.map((fields, index) => ({
      id: id('rec', `Cosa${String(index).padStart(10, '0')}`),
      createdTime: `2026-01-0${(index % 9) + 1}T12:00:00.000Z`,
      fields,
    })),
  },
}
