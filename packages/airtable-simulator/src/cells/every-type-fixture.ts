import { type SimulatorFixture, startFixture } from '../simulator-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'
import type { BaseData, FieldOptions } from '../base/base-data.ts'

export const TYPES: string = 'appEveryType00001'

const id = (prefix: string, name: string) => prefix + name.padEnd(14, '0')
const field = (name: string, type: string, options?: FieldOptions) => ({
  id: id('fld', name),
  name,
  type,
  ...(options ? { options } : {}),
})

const dateFormat = { name: 'european', format: 'D/M/YYYY' }
const timeFormat = { name: '24hour', format: 'HH:mm' }

/** A base with a field of every type, and a second table that it is linked to. */
export const everyType: BaseData = {
  id: TYPES,
  name: 'Every type',
  collaborators: [{ id: 'usrBob00000000001', email: 'bob@example.com', name: 'Bob' }],
  tables: [
    {
      schema: {
        id: id('tbl', 'Cosas'),
        name: 'Cosas',
        primaryFieldId: id('fld', 'Nombre'),
        views: [{ id: id('viw', 'Grid'), name: 'Grid view', type: 'grid' }],
        fields: [
          field('Nombre', 'singleLineText'),
          field('Texto', 'multilineText'),
          field('Rico', 'richText'),
          field('Correo', 'email'),
          field('Web', 'url'),
          field('Tel', 'phoneNumber'),
          field('Numero', 'number', { precision: 2 }),
          field('Dinero', 'currency', { precision: 2, symbol: '€' }),
          field('Parte', 'percent', { precision: 1 }),
          field('Dura', 'duration', { durationFormat: 'h:mm' }),
          field('Larga', 'duration', { durationFormat: 'h:mm:ss' }),
          field('Nota', 'rating', { icon: 'star', max: 5, color: 'yellowBright' }),
          field('Marca', 'checkbox', { icon: 'check', color: 'greenBright' }),
          field('Dia', 'date', { dateFormat }),
          field('Hora', 'dateTime', { dateFormat, timeFormat, timeZone: 'Europe/Madrid' }),
          field('HoraUtc', 'dateTime', { dateFormat, timeFormat, timeZone: 'utc' }),
          field('HoraSuya', 'dateTime', { dateFormat, timeFormat, timeZone: 'client' }),
          field('Uno', 'singleSelect', {
            choices: [
              { id: id('sel', 'Alto'), name: 'Alto', color: 'redBright' },
              { id: id('sel', 'Bajo'), name: 'Bajo' },
            ],
          }),
          field('Varios', 'multipleSelects', { choices: [{ id: id('sel', 'Rojo'), name: 'Rojo' }] }),
          field('Enlace', 'multipleRecordLinks', {
            linkedTableId: id('tbl', 'Otras'),
            isReversed: false,
            prefersSingleRecordLink: false,
            inverseLinkFieldId: id('fld', 'Cosas'),
          }),
          field('Busca', 'multipleLookupValues', {
            isValid: true,
            recordLinkFieldId: id('fld', 'Enlace'),
            fieldIdInLinkedTable: id('fld', 'Precio'),
          }),
          field('Suma', 'rollup', {
            isValid: true,
            recordLinkFieldId: id('fld', 'Enlace'),
            fieldIdInLinkedTable: id('fld', 'Precio'),
            formula: 'SUM(values)',
          }),
          field('Cuenta', 'count', { isValid: true, recordLinkFieldId: id('fld', 'Enlace') }),
          field('Formula', 'formula', {
            isValid: true,
            formula: `{${id('fld', 'Numero')}}/{${id('fld', 'Nota')}}`,
          }),
          field('SinFormula', 'formula', { isValid: true }),
          field('Ficheros', 'multipleAttachments'),
          field('Quien', 'singleCollaborator'),
          field('Quienes', 'multipleCollaborators'),
          field('Codigo', 'barcode'),
          field('Boton', 'button'),
          field('Ia', 'aiText'),
          field('Fuente', 'externalSyncSource'),
          field('Orden', 'autoNumber'),
          field('Creada', 'createdTime'),
          field('Cambiada', 'lastModifiedTime'),
          field('Creador', 'createdBy'),
          field('Editor', 'lastModifiedBy'),
          field('Futuro', 'typeOfTomorrow'),
        ],
      },
      records: [
        {
          id: 'recCosa0000000001',
          createdTime: '2026-01-01T00:00:00.000Z',
          fields: {
            Nombre: 'Primera',
            Numero: 0,
            SinFormula: 'dada',
            Ficheros: [
              {
                id: 'attDado0000000001',
                url: 'http://x/a.pdf',
                filename: 'a.pdf',
                size: 3,
                type: 'application/pdf',
              },
            ],
            Quien: { id: 'usrAna00000000001', email: 'ana@example.com', name: 'Ana' },
            Boton: { label: 'Abrir', url: 'http://x' },
            Ia: { state: 'generated', value: 'hola', isStale: false },
            Fuente: 'Hoja',
            Orden: 7,
            Futuro: { nuevo: true },
            Marca: false,
            Varios: [],
          },
        },
      ],
    },
    {
      schema: {
        id: id('tbl', 'Otras'),
        name: 'Otras',
        primaryFieldId: id('fld', 'Titulo'),
        views: [],
        fields: [
          field('Titulo', 'singleLineText'),
          field('Precio', 'number'),
          field('Cosas', 'multipleRecordLinks', {
            linkedTableId: id('tbl', 'Cosas'),
            isReversed: true,
            prefersSingleRecordLink: false,
            inverseLinkFieldId: id('fld', 'Enlace'),
          }),
        ],
      },
      records: [1, 2].map((number) => ({
        id: `recOtra000000000${number}`,
        createdTime: '2026-01-01T00:00:00.000Z',
        fields: { Titulo: number === 1 ? 'Otra 1' : 'Otra 2, grande', Precio: number * 1.5 },
      })),
    },
  ],
}

export interface EveryTypeFixture extends Omit<SimulatorFixture, 'inBase'> {
  readonly clock: FakeClock
  readonly create: (fields: object, typecast?: boolean) => Promise<Created>
}

export interface Created {
  readonly status: number
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

export async function everyTypeFixture(): Promise<EveryTypeFixture> {
  const clock = new FakeClock()
  const { call, simulator } = await startFixture({ bases: [everyType], clock })
  const create = async (fields: object, typecast: boolean = false) => {
    const answer = await call('POST', `${TYPES}/Cosas`, { fields, typecast })
    return { status: answer.status, fields: answer.body.fields, id: answer.body.id }
  }
  return { call, simulator, clock, create }
}
