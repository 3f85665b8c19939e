/** Something that a person changes, and that callers of Larder see. */
export interface WatchedRecord {
  readonly table: string
  readonly recordId: string
  /** Of text. */
  readonly field: string
  /** What shows it. */
  readonly path: string
}

/** What callers read, and what is changed of it. */
export interface WatchedKind {
  readonly title: string
  readonly records: readonly WatchedRecord[]
}

export const BASE = 'appReservasDemo01'
/** Copied as a whole. */
export const MIRRORED = 'Turnos'

const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, index) => `${prefix}${String(index + 1).padStart(14 - prefix.length + 3, '0')}`,
  )

export const WATCHED_KINDS: readonly WatchedKind[] = [
  {
    title: 'a record',
    records: numbered('recCliente', 100).map((recordId) => ({
      table: 'Clientes',
      recordId,
      field: 'Notas',
      path: `/v0/${BASE}/Clientes/${recordId}`,
    })),
  },
  {
    title: 'a sorted list of a mirrored table',
    records: numbered('recTurno', 6).map((recordId) => ({
      table: MIRRORED,
      recordId,
      field: 'Inicio',
      path: `/v0/${BASE}/${MIRRORED}?sort%5B0%5D%5Bfield%5D=Nombre`,
    })),
  },
]
