export interface Mesa {
  readonly id: string
  readonly nombre: string
  readonly numero: number
  readonly capacidad: number
  readonly minimo: number
  readonly zona: string
  /** Out of service: nobody is seated there. */
  readonly estaCerrada: boolean
}

export interface Turno {
  readonly id: string
  readonly nombre: string
  readonly inicio: string
  readonly fin: string
  readonly publicado: boolean
  readonly servicio: 'comida' | 'cena'
}

const ZONAS: readonly { readonly zona: string; readonly capacidades: readonly number[] }[] = [
  { zona: 'Salón', capacidades: [2, 2, 2, 4, 4, 4, 4, 6, 6, 2] },
  { zona: 'Terraza', capacidades: [2, 2, 4, 4, 4, 6] },
  { zona: 'Barra', capacidades: [2, 2, 2, 2] },
  { zona: 'Privado', capacidades: [6, 8, 4, 4] },
]

/** How many tables a house has. */
export const MESAS_PER_HOUSE = 24

/** 24 tables in four zones; in a house after the first, the numbers go on. */
export function mesasOf(house: number): readonly Mesa[] {
  return ZONAS.flatMap(({ zona, capacidades }) => capacidades.map((capacidad) => ({ zona, capacidad }))).map(
    ({ zona, capacidad }, index) => {
      const numero = house * MESAS_PER_HOUSE + index + 1
      return {
        id: `recMesa${String(numero).padStart(10, '0')}`,
        nombre: `Mesa ${numero}`,
        numero,
        capacidad,
        minimo: capacidad > 2 ? Math.ceil(capacidad / 2) : 1,
        zona,
        estaCerrada: index === 12,
      }
    },
  )
}

const HORARIOS: readonly Omit<Turno, 'id'>[] = [
  { nombre: 'Comida temprana', inicio: '13:00', fin: '14:30', publicado: true, servicio: 'comida' },
  { nombre: 'Comida', inicio: '14:30', fin: '16:00', publicado: true, servicio: 'comida' },
  { nombre: 'Sobremesa', inicio: '16:00', fin: '17:30', publicado: false, servicio: 'comida' },
  { nombre: 'Cena temprana', inicio: '20:00', fin: '21:30', publicado: true, servicio: 'cena' },
  { nombre: 'Cena', inicio: '21:30', fin: '23:00', publicado: true, servicio: 'cena' },
  { nombre: 'Cena tardía', inicio: '23:00', fin: '23:59', publicado: true, servicio: 'cena' },
]

/** Six sittings, one of them not published. */
export const TURNOS: readonly Turno[] = HORARIOS.map((turno, index) => ({
  id: `recTurno${String(index + 1).padStart(9, '0')}`,
  ...turno,
}))
