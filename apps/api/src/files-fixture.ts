import type { BaseData } from '@larder/airtable-simulator'

export const WITH_FILES = 'appConFicheros001'
/** A base with attachments: Platos has files, Menus looks them up, and Cartas looks up what Menus looks up. */
export const files: BaseData = {
  id: WITH_FILES,
  name: 'Con ficheros',
  tables: ['Platos', 'Menus', 'Cartas'].map((name, index) => ({
    schema: {
      id: `tbl${name.padEnd(14, '0')}`,
      name,
      primaryFieldId: `fld${name}Nombre`.padEnd(17, '0'),
      fields: [
        { id: `fld${name}Nombre`.padEnd(17, '0'), name: 'Nombre', type: 'singleLineText' },
        ...(index === 0
          ? [{ id: 'fldPlatosFotos000', name: 'Fotos', type: 'multipleAttachments' }]
          : [
              {
                id: `fld${name}De`.padEnd(17, '0'),
                name: 'De',
                type: 'multipleRecordLinks',
                options: { linkedTableId: index === 1 ? 'tblPlatos00000000' : 'tblMenus000000000' },
              },
              {
                id: `fld${name}Fotos`.padEnd(17, '0'),
                name: 'Fotos',
                type: 'multipleLookupValues',
                options: {
                  recordLinkFieldId: `fld${name}De`.padEnd(17, '0'),
                  fieldIdInLinkedTable: index === 1 ? 'fldPlatosFotos000' : 'fldMenusFotos0000',
                },
              },
            ]),
      ],
      views: [],
    },
    records: [
      {
        id: `rec${name.padEnd(14, '0')}`,
        createdTime: '2026-01-01T00:00:00.000Z',
        fields: {
          Nombre: name,
          ...(index === 0
            ? {
                Fotos: [
                  { id: 'attPaella00000000', url: 'x', filename: 'paella.png', size: 1, type: 'image/png' },
                ],
              }
            : { De: [index === 1 ? 'recPlatos00000000' : 'recMenus000000000'] }),
        },
      },
    ],
  })),
}
