import type { BaseData } from '@larder/airtable-simulator'

/** Its tables have names that are hard to put into a path. */
export const ODD = 'appOddNames000001'
export const odd: BaseData = {
  id: ODD,
  name: 'Odd names',
  tables: ['Mesas / Sillas', 'Año 100%', 'meta', 'v0', 'comments', 'listRecords'].map((name, index) => ({
    schema: {
      id: `tblOdd0000000000${index}`,
      name,
      primaryFieldId: `fldOdd0000000000${index}`,
      fields: [{ id: `fldOdd0000000000${index}`, name: 'A+B (nº)', type: 'singleLineText' }],
      views: [],
    },
    records: [
      {
        id: `recOdd0000000000${index}`,
        createdTime: '2026-01-01T00:00:00.000Z',
        fields: { 'A+B (nº)': 'x' },
      },
    ],
  })),
}
