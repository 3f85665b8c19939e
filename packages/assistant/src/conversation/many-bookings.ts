import { plainWord } from '../redaction/given-names.ts'
import type { Conversation } from './conversation.ts'
import type { HeardMessage } from './heard.ts'

/** More than one guest needs: a number of tables from three on, all of them, one for each hour, the same again and again. */
const MANY: readonly RegExp[] = [
  /(?<!(?:tengo|tenemos|teneis|tienen|hay|mis|nuestras|las|have|has|my|our|are|the) )(?<![\p{L}\d:.])(?:[3-9]|[1-9]\d+|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|mil|varias|muchas|multiples|un monton de|(?:media |una )?docenas? de|decenas de|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|(?:a |one )?hundred|several|many|multiple|lots of|a lot of|loads of|(?:half )?a dozen|dozens of) (?:(?:distintas|diferentes|separadas|iguales|different|separate|identical|more|other|individual|nuevas|mas) )?(?:mesas|reservas|reservaciones|tables|bookings|reservations)(?!\p{L})/u,
  /(?<!\p{L})(?:reserv\p{L}*|bloque\p{L}*|ocup\p{L}*|quiero|queremos|quisiera|necesit\p{L}*|dame|ponme|apunta\p{L}*|coge\p{L}*|book|reserve|block|occupy|fill|want|need|take|get|give|hold|like)(?!\p{L})[^.;?\n]{0,40}(?<!\p{L})(?:tod(?:as|os) (?:las|los|tus|sus|vuestr\p{L}*) (?:mesas|huecos|turnos|sitios|plazas)|todo lo (?:que (?:quede|haya|tengas|tengais)|libre|disponible)|todo el (?:restaurante|local|salon|aforo)|toda la (?:terraza|sala|noche)|(?:restaurante|local|terraza|sala|salon|comedor) (?:enter[oa]|complet[oa])|(?:all|every one) (?:of )?(?:the|your)? ?(?:free |available |remaining |other )?(?:tables|slots|seats)|every (?:single |free |available |remaining )?(?:table|slot)|(?:the )?(?:whole|entire) (?:restaurant|place|terrace|dining room|room|venue)|everything (?:you have|that is (?:free|left)|available))(?!\p{L})/u,
  /(?<!\p{L})(?:(?:reserv|apunt|haz|repit|repet|mete|book|put me|make|repeat|enter)[^.;?\n]{0,60} (?:\d+|dos|tres|cuatro|cinco|seis|diez|doce|veinte|treinta|cincuenta|cien|mil|twice|two|three|four|five|six|ten|twelve|twenty|thirty|fifty|(?:a )?hundred|a thousand) (?:veces|times)|hasta (?:llenar|que (?:no quede\p{L}*|este\p{L}* llen\p{L}*|se acaben))|until (?:it|you|the|there)\p{L}* [^.;?\n]{0,20}(?:full|left|gone|booked)|cada (?:media hora|hora|turno|franja)|(?:each|every|per) (?:half |single )?(?:hour|slot|sitting)|(?:cada una|todas) (?:a|con) nombres? (?:distint|diferent)[oea]s?|(?:each under|under|with) (?:a )?different names?|(?:keep|go on|carry on|continue|ve|vete|sigue|segui|continua) (?:on )?(?:book|reserv)\p{L}*|(?:en bucle|in a loop|loop through)|(?:cada un[oa] de (?:mis|nuestr[oa]s|l[oa]s)|each of (?:my|our|the))(?! (?:bookings?|reservas?|us|nosotros))|(?:gente|nombres?|personas?|clientes?) (?:inventad|fals|ficticio)\p{L}*|(?:invented|made up|fake|false) (?:names?|people|guests)|as[ii] toda la|(?:a lot|lots) of (?:tables|bookings|reservations)|y as[ií] (?:con|hasta|todas|sucesivamente)|and so on|repite\p{L}* (?:la|lo|esta) (?:reserva|mismo|operacion)|repeat (?:this|that|the) (?:booking|reservation)|again and again|sin parar|non-?stop|(?:hasta que|until) (?:yo )?(?:te )?(?:diga|i say|i tell)|una y otra vez|(?:con|for|under|a nombre de|bajo) (?:cada|each|every) (?:uno de (?:los|estos) )?(?:nombres?|names?)|(?:tres|cuatro|cinco|varios|three|four|five|several) (?:sitios|huecos|turnos|slots|places)|(?:todos|todas) l[ao]s (?:franjas|turnos|huecos|horas)|all (?:the )?(?:slots|sittings|hours)|(?:fill|llena\p{L}*) (?:up )?(?:the |el |la |todo )?(?:\p{L}+ )?(?:up )?(?:with|con|until|hasta))(?!\p{L})/u,
]

/** "Every Friday": whoever keeps a table for good talks to people. */
const STANDING =
  /(?<!(?:vamos|venimos|voy|vengo|abrimos|abris|abren|come|go|open|eat|dine) )(?<!\p{L})(?:(?:mesa|reserv\p{L}*|table|book\p{L}*|resev\p{L}*)(?!\p{L})[^.;?\n]{0,60}(?<!\p{L})(?:tod[oa]s l[oa]s (?:dias|noches|semanas|meses|lunes|martes|miercoles|jueves|viernes|sabados|domingos|fines)|cada (?:dia|noche|semana|mes|lunes|martes|miercoles|jueves|viernes|sabado|domingo|finde)|semanal\p{L}*|mensual\p{L}*|diariamente|every (?:day|night|evening|week|month|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|weekly|monthly|daily))(?!\p{L})/u

/** A third table, after "y otra, y otra". */
const ANOTHER =
  /(?<!\p{L})(?:y )?(?:lo mismo|la misma|same again|the same(?: again)?|otra|otra mesa|otra reserva|una (?:segunda|tercera|cuarta)|another|a (?:second|third|fourth|further)|one more|una mas)(?: (?:mesa|reserva|table|booking|reservation|one|mas|more|igual|identica))*(?: (?:para|a nombre|por|a las|el|la|igual|for|under|at|on|like)|[.,!]|$)/gu

/** "Muy bien, y ahora": what stands before "otra" and is no table of its own. */
const LONGEST_JOINT = 25

const CLOCK_TIMES = /(?<![\d:.,])(?:[01]?\d|2[0-3])(?:[:.h]\d\d|h(?!\p{L})| ?(?:am|pm)(?!\p{L}))/gu
const WEEKDAYS =
  /(?<!\p{L})(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!\p{L})/gu
/** One of what is listed is wanted, or it is put right. */
const ONE_OF_THEM =
  /(?<!\p{L})(?:o|u|or|cualquier\p{L}*|any|either|whichever|algun\p{L}*|no|not|mejor|rather|perdon|sorry|entre|between)(?!\p{L})/u

/** "El viernes, el sábado y el domingo": three hours or days of which each is wanted. */
function listsMany(text: string): boolean {
  const count = (pattern: RegExp) => new Set(text.match(pattern)).size
  return !text.includes('?') && !ONE_OF_THEM.test(text) && Math.max(count(CLOCK_TIMES), count(WEEKDAYS)) >= 3
}

/** How many bookings one conversation may come to. */
export const MOST_BOOKINGS = 2

type WantedWords = Pick<HeardMessage, 'whole' | 'intent' | 'ruled'>

/** Whether more tables are wanted than one guest needs, in one message or one after the other. */
export function asksForMany(
  { task, queue, written }: Conversation,
  { whole, intent, ruled }: WantedWords,
): boolean {
  if (!WANTING.has(intent) && !WANTING.has(ruled.intent)) return false
  const text = plainWord(whole)
  if (MANY.some((pattern) => pattern.test(text))) return true
  if (listsMany(text)) return true
  const underWay = (written?.book ?? 0) + (task?.kind === 'book' ? 1 : 0) + queue.length
  const others = [...text.matchAll(ANOTHER)]
  const isFirst = task?.kind !== 'book' && (others[0]?.index ?? 0) > LONGEST_JOINT
  return others.length > 0 && underWay + others.length + (isFirst ? 1 : 0) > MOST_BOOKINGS
}

/** Whether a table is wanted again and again. */
export function asksForStanding({ whole, intent, ruled }: WantedWords): boolean {
  return (WANTING.has(intent) || WANTING.has(ruled.intent)) && STANDING.test(plainWord(whole))
}

const WANTING: ReadonlySet<HeardMessage['intent']> = new Set([
  'book',
  'check',
  'inform',
  'affirm',
  'other',
  'greet',
  'change',
])
