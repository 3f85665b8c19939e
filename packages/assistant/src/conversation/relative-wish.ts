import type { LocalTime } from '../house.ts'
import { NUMBERS_EN } from '../rules/numbers-en.ts'
import { NUMBERS_ES } from '../rules/numbers-es.ts'
import { plainWord } from '../redaction/given-names.ts'
import type { Wanted } from './conversation.ts'

/** By what something is to be otherwise: "media hora más tarde", "two more people". */
export type RelativeWish = Pick<Wanted, 'byMinutes' | 'byPeople'>

const AMOUNTS: readonly (readonly [RegExp, number])[] = [
  [/^(?:una )?hora y media|^an hour and a half|^one and a half hours/u, 90],
  [/^(?:tres cuartos de hora|45 min)/u, 45],
  [/^(?:media hora|half an hour|half hour|30 min)/u, 30],
  [/^(?:un cuarto de hora|cuarto de hora|a quarter of an hour|15 min)/u, 15],
  [/^(?:dos|two|2) (?:horas|hours)/u, 120],
  [/^(?:una|1|an|one) (?:hora|hour)/u, 60],
]
const AMOUNT = String.raw`(?:(?:una )?hora y media|an hour and a half|tres cuartos de hora|media hora|half an? hour|half hour|(?:un )?cuarto de hora|a quarter of an hour|(?:15|30|45) min\p{L}*|(?:dos|two|2) (?:horas|hours)|(?:una|1|an|one) (?:hora|hour))`
const LATER = new RegExp(
  String.raw`(?<!\p{L})(?:(${AMOUNT}) (?:mas tarde|despues|later)|(?:retras|atras|pospon|aplaz|delay|postpon|push)\p{L}* (?:it |back |by |en |la |lo |la reserva |the booking )*(${AMOUNT}))(?!\p{L})`,
  'u',
)
const EARLIER = new RegExp(
  String.raw`(?<!\p{L})(?:(${AMOUNT}) (?:antes|mas temprano|mas pronto|earlier|sooner)(?! (?:de|of|que))|(?:adelant\p{L}*|(?:bring|move) (?:it )?forward) (?:it |by |en |la |lo |la reserva |the booking )*(${AMOUNT}))(?!\p{L})`,
  'u',
)

/** More are not "two more": they are another party. */
const MOST_BY = 4
const COUNTS: ReadonlyMap<string, number> = new Map(
  [NUMBERS_ES, NUMBERS_EN]
    .flatMap(({ units }) => Object.entries(units))
    .filter(([, count]) => count >= 1 && count <= MOST_BY)
    .flatMap(([word, count]) => [
      [word, count],
      [String(count), count],
    ]),
)
const COUNT = `(${[...COUNTS.keys()].join('|')})`
const WHO = '(?: (?:personas?|comensal(?:es)?|people|persons?|guests?|adultos?|ninos?|kids?))?'
/** Nothing that is more may be something else than people. */
const MORE = new RegExp(
  String.raw`(?:^|(?<!\p{L})(?:viene|vienen|seremos|somos|apunta|apuntan|suma|suman|anade|add|plus|be|are|have|make it|with|with us|bring) )(?:y |and |bueno |ah |oh )?${COUNT}${WHO} (?:mas|more)${WHO}(?!\s+(?:tarde|temprano|pronto|mesa|reserva|cosa|pregunta|table|booking|thing|question|hour|time|para|for|a nombre))(?!\p{L})`,
  'u',
)
const LESS = new RegExp(
  String.raw`(?<!\p{L})(?:${COUNT}${WHO} (?:menos|less|fewer)(?!\p{L})|(?:se (?:cae|caen|borra|borran)|falla|fallan) ${COUNT}(?!\p{L})|(?:^|quita |quitad |quite |remove |drop )${COUNT}${WHO} (?:no (?:viene|vienen|puede|pueden)|can't come|cannot come|can't make it))(?!\p{L})`,
  'u',
)

/** What a message changes by; nothing where it says hours or people outright. */
export function relativeWishIn(message: string): RelativeWish {
  const text = plainWord(message)
    .replaceAll(/[,.!¡¿?]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const [later, earlier] = [amountIn(LATER.exec(text)), amountIn(EARLIER.exec(text))]
  const byMinutes = later ?? (earlier === undefined ? undefined : -earlier)
  const [more, less] = [countIn(MORE.exec(text)), countIn(LESS.exec(text))]
  const byPeople = more ?? (less === undefined ? undefined : -less)
  return {
    ...(byMinutes === undefined ? {} : { byMinutes }),
    ...(byPeople === undefined ? {} : { byPeople }),
  }
}

function amountIn(found: RegExpExecArray | null): number | undefined {
  const said = found?.slice(1).find((part) => part !== undefined)
  return said === undefined ? undefined : AMOUNTS.find(([pattern]) => pattern.test(said))?.[1]
}

function countIn(found: RegExpExecArray | null): number | undefined {
  const said = found?.slice(1).find((part) => part !== undefined)
  return said === undefined ? undefined : COUNTS.get(said)
}

/** What is wanted once it is known what it is relative to. */
export function withoutRelative({ byMinutes, byPeople, ...wanted }: Wanted): Wanted {
  const { time, people } = wanted
  return {
    ...wanted,
    ...(byMinutes === undefined || time === undefined
      ? {}
      : { time: shifted(time, byMinutes), saidTime: undefined }),
    ...(byPeople === undefined || people === undefined ? {} : { people: Math.max(1, people + byPeople) }),
  }
}

const DAY = 24 * 60

/** On the same day; what would leave it stays as it is. */
function shifted(time: LocalTime, byMinutes: number): LocalTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const at = hour * 60 + minute + byMinutes
  if (at < 0 || at >= DAY) return time
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}
