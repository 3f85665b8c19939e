import { called, type AnyRecord, type Scenario, shown } from './scenario.ts'

/** Writes of records that a read has brought. */
export const records: readonly Scenario[] = [
  {
    name: 'patchUpdate and putUpdate',
    run: async ({ base }) => {
      const mesa = await base('Mesas').find('recMesa0000000008')
      const before = shown(mesa)
      const patched = shown(await mesa.patchUpdate({ Capacidad: 8 }))
      const cast = shown(await mesa.patchUpdate({ Zona: 'Sótano' }, { typecast: true }))
      const put = shown(await mesa.putUpdate({ Nombre: 'Mesa 8', Numero: 8 }))
      return { before, patched, cast, put, after: shown(await base('Mesas').find('recMesa0000000008')) }
    },
  },
  {
    name: 'updateFields and replaceFields, by callback',
    run: async ({ base }) => {
      const mesa = await base('Mesas').find('recMesa0000000009')
      const [error, updated] = await called((done) => mesa.updateFields({ Capacidad: 7 }, done))
      const first = shown(updated as AnyRecord)
      const [again, replaced] = await called((done) =>
        mesa.replaceFields({ Nombre: 'Mesa 9' }, { typecast: false }, done),
      )
      return { error, first, again, replaced: shown(replaced as AnyRecord) }
    },
  },
  {
    name: 'set, setRawJson, save and fetch',
    run: async ({ base }) => {
      const table = base('Turnos')
      const turno = await table.create({ Nombre: 'Merienda', Inicio: '17:00' })
      turno.set('Fin', '19:00')
      const saved = shown(await turno.save())
      const { id } = turno
      turno.setRawJson({ id, fields: { Nombre: 'Otra' } })
      const raw = shown(turno)
      const fetched = shown(await turno.fetch())
      return { saved, raw, fetched, found: shown(await table.find(id)) }
    },
  },
  {
    name: 'destroy of a record, and its absence afterwards',
    run: async ({ base }) => {
      const table = base('Turnos')
      const turno = await table.create({ Nombre: 'Efímero' })
      const gone = shown(await turno.destroy())
      const left = await table.select({ fields: ['Nombre'] }).all()
      const error: unknown = await turno.fetch().catch((reason: unknown) => ({ ...(reason as object) }))
      return { gone, left: left.map(({ fields }) => fields), error }
    },
  },
]
