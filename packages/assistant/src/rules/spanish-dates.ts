import { inDays, numberOf, onDate, onDay, onFeast, onWeekday } from './said-when.ts'
import type { Rule } from './spot.ts'
import { phrases } from './phrases.ts'

/** What shows that a number after a day of the week is an hour or a count: "viernes 9 pm", "viernes 4 personas". */
const NO_DAY =
  "pm|am|h|hs|hrs|hr|horas|y|menos|personas|people|pax|px|de|o'clock|ish|comensales|-|noche|tarde"

/** Days as they are said in Spanish, of Spain and of America. */
export const SPANISH_DATES: readonly Rule[] = [
  { ways: ['ayer', 'anoche', 'ayer por|en|a la noche'], says: () => inDays(-1) },
  { ways: ['anteayer', 'antier', 'antes de ayer'], says: () => inDays(-2) },
  { ways: ['hoy', 'hoy mismo', 'hoy dia', 'el dia de hoy'], says: () => inDays(0) },
  {
    ways: ['esta noche', 'hoy por|en|a la? noche', 'hoy noche', 'hoy de noche'],
    says: () => ({ ...inDays(0), part: 'evening' }),
  },
  { ways: ['esta tarde', 'hoy por|en|a la tarde'], says: () => ({ ...inDays(0), part: 'afternoon' }) },
  { ways: ['esta manana', 'hoy por|en|a la manana'], says: () => ({ ...inDays(0), part: 'morning' }) },
  {
    ways: ['este mediodia', 'hoy a|al|en mediodia', 'hoy mediodia'],
    says: () => ({ ...inDays(0), part: 'midday' }),
  },
  { ways: ['manana', 'el dia de manana', 'manana mismo', 'manana en el dia'], says: () => inDays(1) },
  {
    ways: ['manana noche', 'manana por|en|a la noche', 'manana de noche'],
    says: () => ({ ...inDays(1), part: 'evening' }),
  },
  { ways: ['manana tarde', 'manana por|en|a la tarde'], says: () => ({ ...inDays(1), part: 'afternoon' }) },
  { ways: ['manana por|en|a la manana', 'manana temprano'], says: () => ({ ...inDays(1), part: 'morning' }) },
  { ways: ['manana mediodia', 'manana a|al mediodia'], says: () => ({ ...inDays(1), part: 'midday' }) },
  {
    ways: ['pasado manana', 'o pasado', 'para pasado', 'despues de manana', 'pasadomanana'],
    says: () => inDays(2),
  },
  {
    ways: ['pasado manana por|en|a la noche', 'pasado manana noche', 'pasado manana de noche'],
    says: () => ({ ...inDays(2), part: 'evening' }),
  },
  {
    ways: ['pasado manana por|en|a la tarde', 'pasado manana tarde'],
    says: () => ({ ...inDays(2), part: 'afternoon' }),
  },
  {
    ways: ['pasado manana al|a|en mediodia', 'pasado manana mediodia', 'pasado manana al|a medio dia'],
    says: () => ({ ...inDays(2), part: 'midday' }),
  },
  {
    ways: ['pasado manana por|en|a la manana', 'pasado manana temprano'],
    says: () => ({ ...inDays(2), part: 'morning' }),
  },
  { ways: ['pasado pasado manana', 'traspasado manana', 'al otro de pasado manana'], says: () => inDays(3) },
  {
    ways: ['de? hoy en ocho|8', 'de? hoy en ocho|8 dias', 'en ocho dias', 'dentro de ocho dias'],
    says: () => inDays(7),
  },
  {
    ways: phrases(`
    de? hoy en quince|15 / en|dentro de? quince|15 dias / en una quincena / dentro de una quincena
  `),
    says: () => inDays(14),
  },
  { ways: ['de? manana en ocho|8', 'de? manana en ocho|8 dias'], says: () => inDays(8) },
  {
    ways: phrases(`
    de? hoy en una semana / en|dentro de? una|1 semana / de aqui a una semana / en 1 semana
  `),
    says: () => inDays(7),
  },
  { ways: ['en|dentro de? {n} dias|dia', 'de aqui a {n} dias'], says: ({ n }) => inDays(numberOf(n)) },
  {
    ways: ['en|dentro de? {n} semanas|semana', 'de aqui a {n} semanas'],
    says: ({ n }) => inDays(7 * numberOf(n)),
  },
  { ways: ['en|dentro de? un par de semanas'], says: () => inDays(14) },
  { ways: ['en|dentro de? un par de dias'], says: () => inDays(2) },
  {
    ways: phrases(`
      el? {weekday} / este {short} / el {short} / {weekday} este / el? {weekday} mismo / este mismo {weekday}
      el {weekday} de? esta semana / {weekday} de esta semana / el {weekday} mas cercano
      este {weekday} que viene ahora / este {weekday} de ahora
    `),
    says: (captures) => onWeekday(captures, 'coming'),
  },
  {
    ways: phrases(`
      el? {weekday} siguiente|proximo|entrante / el? {weekday} que viene / este {weekday} que viene
      el? proximo {weekday} / el? {weekday} de la semana que viene
      el? {weekday} de la? proxima|siguiente|otra semana / el? {weekday} de la semana proxima|siguiente|entrante
      la semana que viene ,? el {weekday} / la? proxima semana ,? el {weekday} / el? {weekday} proximo que viene
      el siguiente {weekday}
    `),
    says: (captures) => onWeekday(captures, 'next'),
  },
  {
    ways: phrases(`
      el? {weekday} en ocho|8 / el? {weekday} en ocho|8 dias / de? el? {weekday} en ocho|8 dias
      de este? {weekday} en ocho|8 / el? {weekday} en una semana / el {weekday} no , el otro|siguiente
      el {weekday} no este , el otro|siguiente
    `),
    says: (captures) => onWeekday(captures, 'coming', 1),
  },
  {
    ways: ['el? {weekday} en quince|15', 'el? {weekday} en quince|15 dias'],
    says: (captures) => onWeekday(captures, 'coming', 2),
  },
  {
    ways: phrases(`
    {day} de {month} / dia? {day} de {month} / el dia? {day} de|del {month} / el dia? {day} {month}
    {day} {month} / {ordinal} de {month} / el dia? {ordinal} de {month}
  `),
    says: onDay,
  },
  {
    ways: phrases(`
    el? dia? {day} de {month} de|del {year} / el? dia? {ordinal} de {month} de|del {year}
    {day} de? {month} {year}
  `),
    says: onDay,
  },
  {
    ways: phrases(`
      el? {short} dia? {day} !${NO_DAY}
      el? {short} ,? dia? {day} de {month} / el? {short} ,? dia? {day} {month}
      el? {short} ,? dia? {day} de {month} de|del {year} / el? {short} ,? el dia? {day} de {month}
      el? {short} ,? el dia? {day} !${NO_DAY}
      el? {short} ,? {ordinal} de {month}
      el? proximo|proxima {short} dia? {day} !${NO_DAY}
      el? {short} , dia {day}
      el? proximo {short} ,? dia? {day} de {month} / el? {short} que viene dia {day}
    `),
    says: onDay,
  },
  {
    ways: phrases(`
    el {day} / del|al {day} / al dia {day} / dia {day} / el|del dia {day} / el|del {ordinal} / el dia {ordinal}
  `),
    says: onDay,
  },
  {
    ways: phrases(`
    la noche del {day} / noche del {day} / el {day} por|en|a la noche / el dia {day} por la noche
  `),
    says: (captures) => ({ ...onDay(captures), part: 'evening' }),
  },
  {
    ways: [
      'el|del|dia|al {day} - {n:number}',
      'el|del {weekday} {day} - {n:number}',
      'el|del|dia {day} del {n:number}',
    ],
    says: ({ day, number }) =>
      numberOf(number) >= 1 && numberOf(number) <= 12
        ? onDate({ kind: 'date', day: numberOf(day), month: numberOf(number) })
        : undefined,
  },
  { ways: ['el {day} de este mes', 'el dia {day} de este mes'], says: onDay },
  { ways: ['el {day} del mes que viene', 'el {day} del proximo mes'], says: () => onDate({ kind: 'vague' }) },
  {
    ways: phrases(`
    este|el finde / este fin de semana / el fin de semana / este|el fin / finde / el finde este / fin de semana
    el fin de semana este / este finde que viene ahora
  `),
    says: () => onDate({ kind: 'weekend', which: 'coming' }),
  },
  {
    ways: phrases(`
      el? finde que viene / el? fin de semana que viene / el? proximo finde / el? proximo fin de semana
      el? finde siguiente|proximo / el? fin de semana siguiente|proximo / el otro finde / el otro fin de semana
    `),
    says: () => onDate({ kind: 'weekend', which: 'next' }),
  },
  {
    ways: phrases(`
    nochevieja / noche vieja / la noche vieja / fin de ano / san silvestre / vispera de ano nuevo / ultimo dia del ano
    la noche de nochevieja / la noche de fin de ano / noche de ano nuevo
  `),
    says: () => onFeast('new-years-eve'),
  },
  {
    ways: phrases(`
    ano nuevo / dia de ano nuevo / el? dia de ano nuevo / primero de ano / el primer dia del ano
  `),
    says: () => onFeast('new-year'),
  },
  {
    ways: phrases(`
    noche de reyes / la noche de reyes / vispera de reyes / la vispera de reyes / cabalgata
    la cabalgata de reyes
  `),
    says: () => onFeast('epiphany-eve'),
  },
  {
    ways: phrases(`
    reyes / dia de reyes / el dia de reyes / los reyes magos / reyes magos / dia de los reyes magos / epifania
  `),
    says: () => onFeast('epiphany'),
  },
  {
    ways: phrases(`
    san valentin / dia de san valentin / dia de los enamorados / el dia de los enamorados
    la noche de san valentin
  `),
    says: () => onFeast('valentine'),
  },
  {
    ways: phrases(`
      el? primer|segundo|tercer|cuarto|ultimo {weekday} de {word} / el? primer|segundo|tercer|cuarto|ultimo {weekday} del {word}
    en|dentro de? {n} lunes|martes|miercoles|jueves|viernes|sabados|domingos / viernes|jueves|sabado|lunes santo|santa / domingo de ramos|resurreccion|pascua
    el {weekday} siguiente|despues|antes al|del|de {word} / dentro de? un mes / en un mes / el? {weekday} despues|antes de {word}
    un dia de estos / cualquier dia / otro dia / el puente / este puente / puente de {word}
      puente de la {word} / el puente de {word} / el puente de la {word} / algun dia / semana santa
      la semana que viene / la? proxima semana / esta semana / entre semana / el mes que viene / el proximo mes
      este mes / proximamente / en unos dias / dentro de unos dias / en navidades / las navidades
      estas navidades / en navidades / estos dias / un {weekday} de estos / un {weekday} / algun {weekday}
      en {month} / a finales de {month} / a principios de {month} / a mediados de {month} / a finales de mes
      a fin de mes / a finales de semana / cuando sea / cuando podais / cualquier {weekday}
    `),
    says: () => onDate({ kind: 'vague' }),
  },
]
