import { expect, test } from 'vitest'
import type { BaseData } from '@larder/airtable-simulator'
import { mirrored } from './mirror-fixture.ts'

const id = (prefix: string, name: string) => prefix + name.padEnd(14, '0')
const text = (name: string) => ({ id: id('fld', name), name, type: 'singleLineText' })
const record = (name: string, fields: Readonly<Record<string, unknown>>) => ({
  id: id('rec', name),
  createdTime: '2026-01-01T00:00:00.000Z',
  fields,
})
const photo = { id: id('att', 'Paella'), url: 'x', filename: 'paella.png', size: 1, type: 'image/png' }

/** Dishes have photos, and menus look them up. */
const base: BaseData = {
  id: id('app', 'Carta'),
  name: 'Carta',
  tables: [
    {
      schema: {
        id: id('tbl', 'Platos'),
        name: 'Platos',
        primaryFieldId: id('fld', 'Plato'),
        views: [],
        fields: [text('Plato'), { id: id('fld', 'Fotos'), name: 'Fotos', type: 'multipleAttachments' }],
      },
      records: [record('Paella', { Plato: 'Paella', Fotos: [photo] })],
    },
    {
      schema: {
        id: id('tbl', 'Menus'),
        name: 'Menus',
        primaryFieldId: id('fld', 'Menu'),
        views: [],
        fields: [
          text('Menu'),
          {
            id: id('fld', 'De'),
            name: 'De',
            type: 'multipleRecordLinks',
            options: { linkedTableId: id('tbl', 'Platos') },
          },
          {
            id: id('fld', 'Vistas'),
            name: 'Vistas',
            type: 'multipleLookupValues',
            options: { recordLinkFieldId: id('fld', 'De'), fieldIdInLinkedTable: id('fld', 'Fotos') },
          },
        ],
      },
      records: [record('Dia', { Menu: 'Del día', De: [id('rec', 'Paella')] })],
    },
  ],
}

test('what shows attachments, its own or looked up, comes from Airtable', { timeout: 60_000 }, async () => {
  const larder = await mirrored(['Platos', 'Menus'], base)

  for (const [table, own] of [
    ['Platos', 'Plato'],
    ['Menus', 'Menu'],
  ] as const) {
    expect((await larder.list(table)).detail).toBe('mirror: the addresses of attachments last two hours')
    expect((await larder.list(table, `fields[]=${own}`)).detail).toBe('mirror')
  }
  expect((await larder.record('Platos', id('rec', 'Paella'))).detail).toBeUndefined()
  expect((await larder.record('Menus', id('rec', 'Dia'))).detail).toBeUndefined()
})
