import { type OrderPhrases, patternsOf } from '../orders/order-phrases.ts'

type Words = OrderPhrases['words']

const SPANISH_WORDS: Words = {
  many: `
    [3-9] / [1-9][0-9]+ / tres / cuatro / cinco / seis / siete / ocho / nueve / diez / once / doce / quince / veinte / treinta / cuarenta / cincuenta / cien / mil
    varias / muchas / multiples / un monton de / (?:media |una )?docenas? de / decenas de`,
  tables: `mesas / reservas / reservaciones`,
  place: `restaurante / local / terraza / sala / salon / comedor`,
  want: `reserv* / bloque* / ocup* / quiero / queremos / quisiera / necesit* / dame / ponme / apunta* / coge* / mete* / llena*`,
  day: `dia / noche / semana / mes / lunes / martes / miercoles / jueves / viernes / sabado / domingo / finde`,
}

/** Nobody asks for what there is: "tengo tres reservas". */
const IS_THERE = String.raw`(?<!(?:tengo|tenemos|teneis|tienen|hay|mis|nuestras|las|have|has|my|our|are|the) )(?<![:.0-9])`

const SPANISH = `
  ${IS_THERE}{many} (?:(?:distintas|diferentes|separadas|iguales|individuales|nuevas|mas) )?{tables}
  {want} … tod(?:as|os) (?:las|los|tus|sus|vuestr*) (?:mesas|huecos|turnos|sitios|plazas) / {want} … todo lo (?:que (?:quede|haya|tengas|tengais)|libre|disponible)
  {want} … (?:todo el|toda la) {place} / {want} … {place} (?:enter|complet)[oa] / {want} … (?:todos|todas) l[ao]s (?:franjas|turnos|huecos|horas)
  (?:{want} / haz / repit* / repet*) … (?:[0-9]+|dos|diez|{many}) veces / hasta (?:llenar|que (?:no quede*|este* llen*|se acaben)) / hasta que (?:yo )?te diga / sin parar / una y otra vez / en bucle
  cada (?:media hora|hora|turno|franja) / (?:cada una|todas) (?:a|con) nombres? (?:distint|diferent)[oea]s? / (?:a nombre de|con|bajo) cada (?:uno de (?:los|estos) )?nombres?
  cada un[oa] de (?:mis|nuestr[oa]s|l[oa]s)(?! reservas?) / (?:gente|nombres?|personas?|clientes?) (?:inventad|fals|ficticio)*
  (?:ve|vete|sigue|segui|continua) reserv* / asi toda la / y asi (?:con|hasta|todas|sucesivamente) / repite* (?:la|lo|esta) (?:reserva|mismo|operacion) / (?:tres|cuatro|cinco|varios) (?:sitios|huecos|turnos)`

const ENGLISH_WORDS: Words = {
  many: `
    [3-9] / [1-9][0-9]+ / three / four / five / six / seven / eight / nine / ten / eleven / twelve / fifteen / twenty / thirty / forty / fifty / (?:a |one )?hundred
    several / many / multiple / lots of / a lot of / loads of / (?:half )?a dozen / dozens of`,
  tables: `tables / bookings / reservations`,
  place: `restaurant / place / terrace / dining room / room / venue`,
  want: `book / reserve / block / occupy / fill / want / need / take / get / give / hold / like / put me / make / repeat / enter`,
  day: `day / night / evening / week / month / weekend / monday / tuesday / wednesday / thursday / friday / saturday / sunday`,
}

const ENGLISH = `
  ${IS_THERE}{many} (?:(?:different|separate|identical|more|other|individual) )?{tables}
  {want} … (?:all|every one) (?:of )?(?:the |your )?(?:free |available |remaining |other )?(?:tables|slots|seats) / {want} … every (?:single |free |available |remaining )?(?:table|slot)
  {want} … (?:whole|entire) {place} / {want} … everything (?:you have|that is (?:free|left)|available) / all (?:the )?(?:slots|sittings|hours)
  {want} … (?:[0-9]+|two|{many}) times / {want} … twice / until (?:it|you|the|there)* … (?:full|left|gone|booked) / until i (?:say|tell) / non ?stop / again and again / in a loop / loop through
  (?:each|every|per) (?:half |single )?(?:hour|slot|sitting) / (?:each under|under|with) (?:a )?different names? / (?:for|under) (?:each|every) names?
  each of (?:my|our|the)(?! (?:bookings?|us)) / (?:invented|made up|fake|false) (?:names?|people|guests) / (?:keep|go on|carry on|continue) (?:on )?(?:book|reserv)*
  and so on / repeat (?:this|that|the) (?:booking|reservation) / (?:three|four|five|several) (?:slots|places) / fill (?:the )?(?:[a-z]+ )?(?:up )?(?:with|until)`

/** More than one guest needs: a number of tables from three on, all of them, one for each hour, the same again and again. */
export const MANY: readonly RegExp[] = [
  ...patternsOf(SPANISH, SPANISH_WORDS),
  ...patternsOf(ENGLISH, ENGLISH_WORDS),
]

/** "Every Friday": whoever keeps a table for good talks to people. Who only comes every Friday does not. */
export const STANDING: readonly RegExp[] = [
  ...patternsOf(
    `(?:mesa|reserv*) … (?<!(?:vamos|venimos|voy|vengo|abrimos|abris|abren) )(?:tod[oa]s l[oa]s {day}(?:e?s)? / cada {day} / semanal* / mensual* / diariamente)`,
    SPANISH_WORDS,
  ),
  ...patternsOf(
    `(?:table|book*|reserv*) … (?<!(?:come|go|open|eat|dine) )(?:every {day} / weekly / monthly / daily)`,
    ENGLISH_WORDS,
  ),
]
