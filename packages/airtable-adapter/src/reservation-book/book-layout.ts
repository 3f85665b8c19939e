import type { Zone } from '@larder/assistant'

/** How a base names what a book needs: its tables, their fields, and the choices in them. */
export interface BookLayout {
  readonly tables: {
    readonly table: string
    readonly name: string
    readonly seats: string
    readonly leastSeats: string
    readonly zone: string
    readonly state: string
    readonly zones: Readonly<Record<string, Zone>>
    /** States in which nobody is seated there. */
    readonly outOfService: readonly string[]
  }
  readonly services: {
    readonly table: string
    readonly weekdays: string
    /** Times as text, HH:mm. */
    readonly from: string
    readonly until: string
    /** A duration, in seconds. */
    readonly interval: string
    readonly isPublished: string
    /** From Monday on. */
    readonly weekdayNames: readonly string[]
  }
  readonly guests: {
    readonly table: string
    readonly name: string
    readonly phone: string
    readonly email: string
  }
  readonly bookings: {
    readonly table: string
    readonly code: string
    readonly guest: string
    readonly tables: string
    readonly service: string
    readonly date: string
    readonly time: string
    readonly startsAt: string
    readonly people: string
    readonly state: string
    readonly origin: string
    /** Holds what has no field of its own, the marks of keys too. */
    readonly notes: string
    /** A lookup of the guest's phone. */
    readonly guestPhone: string
    /** States in which it takes its tables. */
    readonly takingStates: readonly string[]
    readonly bookedState: string
    readonly cancelledState: string
    /** Of what is booked here. */
    readonly ownOrigin: string
  }
}

/** The layout of the base "Reservas Demo". */
export const RESERVAS_LAYOUT: BookLayout = {
  tables: {
    table: 'Mesas',
    name: 'Nombre',
    seats: 'Capacidad',
    leastSeats: 'Minimo',
    zone: 'Zona',
    state: 'Estado',
    zones: { Salón: 'indoor', Terraza: 'terrace', Barra: 'bar', Privado: 'private' },
    outOfService: ['Fuera de servicio'],
  },
  services: {
    table: 'Turnos',
    weekdays: 'Días',
    from: 'Inicio',
    until: 'Fin',
    interval: 'Intervalo',
    isPublished: 'Publicado',
    weekdayNames: ['Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado', 'Domingo'],
  },
  guests: { table: 'Clientes', name: 'Nombre', phone: 'Telefono', email: 'Email' },
  bookings: {
    table: 'Reservas',
    code: 'Código',
    guest: 'Cliente',
    tables: 'Mesa',
    service: 'Turno',
    date: 'Fecha',
    time: 'Hora',
    startsAt: 'Inicio',
    people: 'Personas',
    state: 'Estado',
    origin: 'Origen',
    notes: 'Notas',
    guestPhone: 'TelefonoCliente',
    takingStates: ['Pendiente', 'Confirmada', 'Sentada'],
    bookedState: 'Confirmada',
    cancelledState: 'Cancelada',
    ownOrigin: 'Online',
  },
}
