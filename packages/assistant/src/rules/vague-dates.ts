import { phrases } from './phrases.ts'
import { onDate } from './said-when.ts'
import type { Rule } from './spot.ts'

/** What is said of the day without fixing one: it has to be asked for. Spanish, then English. */
export const VAGUE_DATES: readonly Rule[] = [
  {
    ways: phrases(`
      el? primer|segundo|tercer|cuarto|ultimo {weekday} de {word} / el? primer|segundo|tercer|cuarto|ultimo {weekday} del {word}
    en|dentro de? {n} lunes|martes|miercoles|jueves|viernes|sabados|domingos / viernes|jueves|sabado|lunes santo|santa / domingo de ramos|resurreccion|pascua
    el {weekday} siguiente|despues|antes al|del|de {word} / dentro de? un mes / en un mes / el? {weekday} despues|antes de {word}
    el? dia despues|siguiente|antes a|de|al {word} / vispera de nochebuena|nochevieja
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
  {
    ways: phrases(`
    the? first|second|third|fourth|last {weekday} of|in the? {word} / easter sunday|monday|saturday|weekend / good friday / the? bank holiday {weekday}
      some day / someday / any day / one of these days / sometime / some time / next week / this week / next month
    this month / over christmas / over the holidays / the holidays / bank holiday / the bank holiday
    bank holiday weekend / the long weekend / long weekend / easter / in {month} / late {month} / early {month}
    mid {month} / soon / another day / a {weekday} / some {weekday} / any {weekday} / during the week
    in the week / midweek / thanksgiving / end of the month / later this week / later in the week / whenever
    in a few days / in a few weeks / the end of the month
  `),
    says: () => onDate({ kind: 'vague' }),
  },
]
