import type { DayPart, Said } from './finding.ts'
import { timeOf } from './said-time.ts'
import type { Captures } from './pattern-trie.ts'
import type { Rule } from './spot.ts'
import { phrases } from './phrases.ts'

const PARTS: readonly (readonly [DayPart, readonly string[]])[] = [
  ['morning', ['de|por|en|a la manana', 'in the morning', 'morning', 'por la mananita', 'mornings']],
  [
    'midday',
    phrases(`
    al|a mediodia / al|a medio dia / del? mediodia / en el mediodia / mediodia / por el mediodia
    a la hora de comer / hora de comer / del? medio dia
  `),
  ],
  [
    'afternoon',
    phrases(`
    de|por|en|a la tarde / in the afternoon / afternoon / por la tardecita / de tarde
  `),
  ],
  [
    'evening',
    phrases(`
    de|por|en|a la noche / in the evening / at night / evening / night / de noche / noche / por la nochecita
    a la hora de cenar / evenings / la noche / la noche de|del
  `),
  ],
  [
    'small-hours',
    phrases(`
    de|por|en la madrugada / de madrugada / in the early hours / after midnight / pasada la medianoche
  `),
  ],
  [
    'dinner',
    phrases(`
    para|a cenar / cenar / para la? cena / una? cena / cena / la cena / for dinner|supper|tea / dinner / supper
    cenamos / cenaremos / dinnertime / dinner time / una cenita / de cena / cena de / cenita / have dinner
    dine
  `),
  ],
  [
    'lunch',
    phrases(`
    para|a comer / para|a almorzar / comer / almorzar / para la? comida / para el? almuerzo / almuerzo
    el almuerzo / un almuerzo / una comida / for lunch / lunch / lunchtime / lunch time / at lunchtime
    at lunch / comemos / almorzamos / comida de / comida familiar / have lunch / de comida
    sobremesa
  `),
  ],
]

/** What may stand before an hour with am or pm. */
const BEFORE = ['', 'at ', 'for ', 'by ', 'from ', 'a las|la ', 'para las|la ', 'las|la ', 'a ']
const ROUGHLY = ['around|about ', 'at around|about ', 'sobre las? ', 'tipo ', 'a eso de las|la ']

/** "9 pm", "a las 9:30 pm", "nueve y media pm", "around 8 pm". */
function halfOfDay(half: 'am' | 'pm'): readonly Rule[] {
  const hours = ['{hour}', '{clock}', '{hhmm}', '{hour} {minutes}']
  return [
    {
      ways: BEFORE.flatMap((before) => hours.map((hour) => `${before}${hour} ${half}`)),
      says: (captures) => inHalf(captures, half),
    },
    {
      ways: BEFORE.flatMap((before) => [`${before}{hour} y media ${half}`]),
      says: (captures) => inHalf(captures, half, 30),
    },
    {
      ways: ROUGHLY.flatMap((before) => hours.map((hour) => `${before}${hour} ${half}`)),
      says: (captures) => inHalf(captures, half, undefined, true),
    },
    {
      ways: [`{hour} ${half} ish`, `{hour} ${half} - ish`, `{hour} ${half} or so`],
      says: (captures) => inHalf(captures, half, undefined, true),
    },
  ]
}

/** "Nueve de la noche", "8 in the evening": the hour needs nothing before it when the part of the day follows. */
function hoursOf(part: DayPart, ...endings: readonly string[]): readonly Rule[] {
  return [
    {
      ways: endings.map((ending) => `{hour} ${ending}`),
      says: (captures) => {
        const time = timeOf(captures)
        return time && { time, part }
      },
    },
    {
      ways: endings.map((ending) => `{hour} y media ${ending}`),
      says: (captures) => {
        const time = timeOf(captures, 30)
        return time && { time, part }
      },
    },
  ]
}

function inHalf(captures: Captures, half: 'am' | 'pm', minute?: number, isAbout = false): Said | undefined {
  const time = timeOf(captures, minute, { isAbout })
  if (time?.kind !== 'clock') return undefined
  return { time: { ...time, half: time.half ?? half } }
}

/** Parts of the day by themselves, which say to which half an hour said elsewhere belongs; and "am" and "pm". */
export const DAY_PARTS: readonly Rule[] = [
  ...hoursOf('morning', 'de|por la manana', 'in the morning'),
  ...hoursOf('midday', 'del mediodia', 'del medio dia'),
  ...hoursOf('afternoon', 'de|por la tarde', 'in the afternoon'),
  ...hoursOf('evening', 'de|por la noche', 'in the evening', 'at night', 'noche'),
  ...hoursOf('small-hours', 'de la madrugada'),
  // Greetings are no time of day.
  {
    ways: [
      'good evening|morning|afternoon|night',
      'evening|morning|afternoon all|everyone|folks|there|guys|team|!',
      'buena noche|tarde',
    ],
    says: () => ({}),
  },
  {
    ways: ['puedo|puede|pueden|no|algo|de comer', 'que comer', 'dar|da|dan de comer|cenar', 'hora de cierre'],
    says: () => ({}),
  },
  ...PARTS.map(([part, ways]) => ({ ways, says: (): Said => ({ part }) })),
  ...halfOfDay('am'),
  ...halfOfDay('pm'),
]
