import type { Phrasebook } from './phrasebook.ts'
import { question } from './spanish-questions.ts'
import { also, alternative, because, call, day, persons, words } from './spanish-sittings.ts'
import { atTime, joined, spokenWeekdays } from './spoken.ts'

const ACTIONS = { book: 'reservarlo', change: 'cambiarlo', cancel: 'cancelarlo' } as const

const SENT = { book: 'la reserva', change: 'el cambio', cancel: 'la cancelación' } as const

const PROVED = { cancel: 'cancelar', change: 'cambiar', read: 'mirar' } as const

/** Tú and usted as the guest speaks. */
export const SPANISH: Phrasebook = {
  greeting: ({ house }, s) =>
    `¡Hola! Soy el asistente de ${house}. ¿En qué ${s.register === 'tu' ? 'te' : 'le'} puedo ayudar?`,
  thanks: (_, s) => `¡Gracias a ${s.register === 'tu' ? 'ti' : 'usted'}!`,
  'off-topic': () => 'De eso no sé nada: solo puedo ayudar con reservas y con información del restaurante.',
  unclear: (_, s) => (s.register === 'tu' ? 'Perdona, no te he entendido.' : 'Perdone, no le he entendido.'),
  ask: (fact, s) => question(fact.slot, s, fact),
  'ask-half': ({ date, times }, s) =>
    `¿El ${day(date, s)} ${joined(
      times.map((time) => atTime(time, 'es')),
      'o',
    )}?`,
  'ask-again': ({ doubt }, s) =>
    doubt.slot === 'people'
      ? `No estoy seguro de cuántas personas son: ¿${joined(doubt.values.map(String), 'o')}?`
      : doubt.slot === 'time'
        ? `No estoy seguro de la hora: ¿${joined(
            doubt.values.map((time) => atTime(time, 'es')),
            'o',
          )}?`
        : `No estoy seguro del día: ¿${joined(
            doubt.values.map((date) => `el ${day(date, s)}`),
            'o',
          )}?`,
  available: ({ sitting }, s) =>
    `Sí, hay mesa ${words(sitting, s)}. ¿${s.register === 'tu' ? 'Te la' : 'Se la'} reservo?`,
  offer: ({ date, time, people, reasons, alternatives, wasTaken }, s) =>
    [
      wasTaken === true
        ? `Acaban de ocupar la mesa del ${day(date, s)} ${atTime(time, 'es')}.`
        : `Para ${persons(people)} el ${day(date, s)} ${atTime(time, 'es')} no puede ser: ${because(reasons)}.`,
      `${s.register === 'tu' ? 'Te' : 'Le'} puedo ofrecer ${joined(
        alternatives.map((other) => alternative(other, date, s)),
        'o',
      )}. ¿${s.register === 'tu' ? 'Te' : 'Le'} va bien?`,
    ].join(' '),
  'no-table': ({ date, time, people, reasons, phone }, s) =>
    `Lo siento, no tengo mesa para ${persons(people)} el ${day(date, s)} ${atTime(time, 'es')}: ${because(
      reasons,
    )}. ${call(phone, s) || `¿${s.register === 'tu' ? 'Quieres' : 'Quiere'} probar otro día?`}`,
  'too-large': ({ people, most, phone }, s) =>
    `Para ${persons(people)} no puedo reservar yo: lo hago hasta ${most}. ${
      call(phone, s) || 'Las personas del restaurante se ocupan de los grupos.'
    }`,
  summary: ({ action, sitting, name, phone, extras, code }, s) =>
    `${action === 'book' ? 'Reserva' : `Cambio de la reserva ${code ?? ''}`}: mesa ${words(sitting, s)}, a nombre de ${name}${
      phone === undefined ? '' : ` (teléfono ${phone})`
    }${also(extras)}. ¿${s.register === 'tu' ? 'Lo confirmas' : 'Lo confirma'}?`,
  'summary-cancel': ({ code, sitting, name }, s) =>
    `La reserva ${code} es para ${persons(sitting.people)} el ${day(sitting.date, s)} ${atTime(
      sitting.time,
      'es',
    )}, a nombre de ${name}. ¿La cancelo?`,
  booked: ({ code, sitting, name, extras }, s) =>
    `Reservado: mesa ${words(sitting, s)}, a nombre de ${name}${also(extras)}. ${
      s.register === 'tu' ? 'Tu' : 'Su'
    } código es ${code}.`,
  changed: ({ code, sitting, name, extras }, s) =>
    `Cambiado: la reserva ${code} es ahora ${words(sitting, s)}, a nombre de ${name}${also(extras)}.`,
  cancelled: ({ code, sitting }, s) =>
    sitting === undefined
      ? `Cancelada: la reserva ${code}.`
      : `Cancelada: la reserva ${code} del ${day(sitting.date, s)} ${atTime(sitting.time, 'es')}.`,
  'your-booking': ({ code, sitting, name }, s) =>
    `La reserva ${code} es ${words(sitting, s)}, a nombre de ${name}.`,
  'gone-booking': ({ code }) => `La reserva ${code} ya no está en el libro: se anuló o ya ha pasado.`,
  'one-by-one': ({ action }) =>
    action === 'book' ? 'Las reservas las tomo de una en una.' : 'Las reservas las cancelo de una en una.',
  'not-a-name': () => 'Eso no lo puedo anotar como nombre.',
  'no-promise': () => 'De precios e invitaciones no puedo prometer nada: eso lo decide la casa.',
  'without-phone': () => 'De acuerdo, sigo sin teléfono.',
  dropped: (_, s) =>
    `De acuerdo, no reservo ni cambio nada. ${s.register === 'tu' ? 'Aquí me tienes' : 'Aquí me tiene'} para lo que ${
      s.register === 'tu' ? 'necesites' : 'necesite'
    }.`,
  'ask-what-to-change': (_, s) =>
    `¿Qué ${s.register === 'tu' ? 'quieres' : 'quiere'} cambiar: día, hora, personas o nombre?`,
  'ask-proof': ({ action, has }, s) => {
    const to = `Para ${PROVED[action]} una reserva necesito`
    const your = s.register === 'tu' ? 'tu' : 'su'
    if (has === 'code') return `${to} también ${your} nombre o ${your} teléfono. ¿A nombre de quién está?`
    if (has === 'no-code')
      return `Sin el código me hacen falta el nombre y el teléfono con los que se hizo la reserva. ¿Me los ${s.register === 'tu' ? 'das' : 'da'}?`
    if (has === 'no-code-but-name' || has === 'no-code-but-phone')
      return `Sin el código me hace falta también el ${has === 'no-code-but-name' ? 'teléfono' : 'nombre'} con el que se hizo la reserva. ¿Me lo ${s.register === 'tu' ? 'das' : 'da'}?`
    if (has === 'guest') return `${to} también el código, que empieza por R. ¿Cuál es?`
    return `${to} el código y ${your} nombre o ${your} teléfono. ¿Me los ${s.register === 'tu' ? 'das' : 'da'}?`
  },
  'unknown-booking': () => 'No encuentro ninguna reserva con esos datos.',
  'ask-which': ({ bookings }, s) =>
    `¿Cuál: ${joined(
      bookings.map(({ code, date, time }) => `${code}, del ${day(date, s)} ${atTime(time, 'es')}`),
      'o',
    )}?`,
  'next-booking': () => 'Vamos con la otra reserva.',
  hours: ({ services, closedOn }, s) =>
    [
      ...services.map(
        ({ name, weekdays, opensAt, lastSeatingAt }) =>
          `${name === 'lunch' ? 'Comidas' : 'Cenas'} ${spokenWeekdays(weekdays, 'es')} de ${opensAt} a ${lastSeatingAt} (última mesa).`,
      ),
      ...(closedOn === undefined ? [] : [`El ${day(closedOn, s)} estamos cerrados.`]),
    ].join(' '),
  info: ({ text }) => text,
  'no-info': ({ phone }, s) => `Ese dato no lo tengo. ${call(phone, s) || 'En el restaurante lo saben.'}`,
  handover: ({ phone }, s) =>
    `Lo siento, desde aquí no puedo pasar el recado a nadie del restaurante. ${
      call(phone, s) || 'Aquí solo puedo ayudar con reservas.'
    }`,
  'people-only': ({ phone }, s) =>
    `Eso lo tiene que ver una persona del restaurante: desde aquí no reservo, cambio ni cancelo nada más. ${call(phone, s)}`.trim(),
  'not-allowed': ({ action, isLate, phone }, s) =>
    `Eso no puedo ${ACTIONS[action]} yo${isLate ? ' ya: es demasiado tarde para ello' : ''}. ${
      call(phone, s) || 'Una persona del restaurante sí puede.'
    }`,
  unsettled: ({ action, isLetGo, phone }, s) =>
    isLetGo
      ? `No lo vuelvo a enviar, pero todavía no sé si ${SENT[action]} llegó a entrar en el libro. ${
          call(phone, s) || 'En el restaurante lo saben.'
        }`
      : `Todavía no sé si ${SENT[action]} llegó a entrar en el libro. Si lo envío otra vez, no se duplica.`,
  trouble: ({ phone }, s) =>
    `Ahora mismo no puedo consultar el libro de reservas, así que no doy nada por hecho. ${
      s.register === 'tu' ? 'Escríbeme' : 'Escríbame'
    } otra vez en un momento. ${call(phone, s)}`.trim(),
}
