import type { SymbolicTime } from '../slots.ts'
import {
  at,
  clockBefore,
  clockTime,
  inMinutes,
  spanTo,
  timeOf,
  VAGUE_TIME,
  type HowExact,
} from './said-time.ts'
import type { Captures } from './pattern-trie.ts'
import { numberOf } from './said-when.ts'
import type { Rule } from './spot.ts'
import { phrases } from './phrases.ts'

const EXACT = ['at', 'for|by|from|make|until|to', 'at exactly', 'for exactly', 'at the']
const ABOUT = phrases(`
  around|about|approximately|roughly|circa / at around|about|approximately|roughly / for around|about
  sometime around|about / some time around|about / maybe|say around|about / say / maybe
`)
const isAbout = { isAbout: true }

type Read = (captures: Captures, exact?: HowExact) => SymbolicTime | undefined

/** Ways to say a time that need nothing before them, and what else may stand there. */
function shape(endings: readonly string[], read: Read): readonly Rule[] {
  return [
    {
      ways: [...endings, ...EXACT.flatMap((before) => endings.map((ending) => `${before} ${ending}`))],
      says: (captures) => at(read(captures)),
    },
    {
      ways: [
        ...ABOUT.flatMap((before) => endings.map((ending) => `${before} ${ending}`)),
        ...endings.flatMap((ending) =>
          phrases(`
          ${ending} ish / ${ending} - ish / ${ending} or so / ${ending} or thereabouts / ${ending} more or less
          at ${ending} ish / at ${ending} - ish / at ${ending} or so / around ${ending} ish / for ${ending} ish
        `),
        ),
      ],
      says: (captures) => at(read(captures, isAbout)),
    },
  ]
}

/** Times of day as they are said in English. "Half eight" is half past, as in Britain. */
export const ENGLISH_TIMES: readonly Rule[] = [
  {
    ways: phrases(`
    at {hour} / at {hhmm} / at exactly {hour} / at {hour} sharp / {hour} sharp / at {hour} on the dot
    by {hour} / from {hour} / it's {hour} o'clock / @ {hour} / @ {clock}
    {hour} - {minutes} !people|guests|of|persons|adults
  `),
    says: (captures) => at(timeOf(captures)),
  },
  {
    ways: [
      ...ABOUT.map((before) => `${before} {hour}`),
      '{hour} ish',
      '{hour} - ish',
      'at {hour} ish',
      'at {hour} - ish',
      'for {hour} ish',
      'around {hour} ish',
      'at {hour} or so',
      '{hour} or so',
      'about {hour} ish',
    ],
    says: (captures) => at(timeOf(captures, 0, isAbout)),
  },
  {
    ways: ['from {hour} to|until|till {hour:until}', 'from {clock} to|until|till {clock:until}'],
    says: ({ until }) => spanTo(until),
  },
  {
    ways: phrases(`
    after|past {hour} / after|past {clock} / not|no before|earlier than? {hour} / from {hour} onwards|on
    any time after|from {hour} / anytime after|from {hour} / any time after|from {clock}
    `),
    says: (captures) => at(timeOf(captures, undefined, isAbout)),
  },
  ...shape(
    ["{hour} o'clock", '{hour} oclock', '{hour} o clock', '{hour} hours', '{hhmm} hours'],
    (captures, exact) => timeOf(captures, undefined, exact),
  ),
  ...shape(['{clock}', '{clock} hours|hrs'], (captures, exact) => timeOf(captures, undefined, exact)),
  ...shape(['{hour} thirty'], (captures, exact) => timeOf(captures, 30, exact)),
  ...shape(['{hour} fifteen'], (captures, exact) => timeOf(captures, 15, exact)),
  ...shape(['{hour} forty five', '{hour} forty - five'], (captures, exact) => timeOf(captures, 45, exact)),
  {
    ways: phrases(`
    at {hour} {minutes} !people|guests|of|persons|adults / around {hour} {minutes} !people|guests|of|persons
    at {hour} oh {minute} / {hour} oh {minute}
  `),
    says: (captures) => at(timeOf(captures)),
  },
  ...shape(
    ['half past {hour}', 'half {hour}', 'half - past {hour}', 'half after {hour}'],
    (captures, exact) => timeOf(captures, 30, exact),
  ),
  ...shape(['a? quarter past|after {hour}', 'quarter past|after {hour}'], (captures, exact) =>
    timeOf(captures, 15, exact),
  ),
  ...shape(['a? quarter to|of|til|till|before {hour}'], ({ hour }, exact) =>
    clockBefore(numberOf(hour), 15, exact),
  ),
  ...shape(['{minute} past|after {hour}', '{minute} minutes past|after {hour}'], ({ hour, minute }, exact) =>
    clockTime(numberOf(hour), numberOf(minute), exact),
  ),
  ...shape(
    ['{minute} to|til|till|before {hour}', '{minute} minutes to|before {hour}'],
    ({ hour, minute }, exact) =>
      numberOf(minute) % 5 === 0 ? clockBefore(numberOf(hour), numberOf(minute), exact) : undefined,
  ),
  {
    ways: ['noon', 'midday', 'at noon|midday', 'at 12|twelve noon', '12|twelve noon', 'high noon'],
    says: () => ({ time: { kind: 'clock', hour: 12, minute: 0, half: 'pm' } }),
  },
  {
    ways: phrases(`
    around|about noon|midday / noonish / noon ish / noon - ish / at around noon|midday
  `),
    says: () => ({ time: { kind: 'clock', hour: 12, minute: 0, half: 'pm', isAbout: true } }),
  },
  {
    ways: ['midnight', 'at midnight', '12|twelve midnight', 'at 12|twelve midnight'],
    says: () => ({ time: { kind: 'clock', hour: 0, minute: 0, half: 'am' } }),
  },
  {
    ways: phrases(`
    at {hour} or {hour:other} / {clock} or {clock:other} / before {hour} / before {clock} / before half {hour} / by {hour} at the latest
    no later than {hour} / at {hour} or {clock:other} / at {hour} or half {hour:other} / at {hour} or failing that {hour:other}
    at {hour} or {hour:other} / {clock} or {clock:other} / before {hour} / before {clock} / before half {hour}
    by {hour} at the latest / no later than {hour} / at {hour} or {clock:other} / at {hour} or half {hour:other}
    at {hour} or failing that {hour:other}
    between {hour} and {hour:until} / between {clock} and {clock:until}
    between {hour} and {hour:until} thirty / between half {hour} and {hour:until}
    between {hour} and half {hour:until}
  `),
    says: () => VAGUE_TIME,
  },
  {
    ways: phrases(`
    in half an hour / half an hour from now / in an? half hour / in a half hour / in half an hour's time
  `),
    says: () => inMinutes(30),
  },
  { ways: ['in a? quarter of an hour'], says: () => inMinutes(15) },
  {
    ways: ['in an|one|1 hour', 'an hour from now', "in an hour's time", 'within the hour'],
    says: () => inMinutes(60),
  },
  { ways: ['in an hour and a half', 'in one and a half hours'], says: () => inMinutes(90) },
  {
    ways: ['in {n} minutes|mins|min', '{n} minutes|mins from now', "in {n} minutes' time"],
    says: ({ n }) => inMinutes(numberOf(n)),
  },
  { ways: ['in {n} hours|hrs', '{n} hours from now'], says: ({ n }) => inMinutes(60 * numberOf(n)) },
  { ways: ['in {n} and a half hours'], says: ({ n }) => inMinutes(60 * numberOf(n) + 30) },
  { ways: ['in a couple of hours'], says: () => inMinutes(120) },
  {
    ways: phrases(`
    now !another|we're|we|i|it's|it|for|there's|there|that|change|make|the|a|my|only / right now / right away / immediately / asap / as soon as possible / straight away / just now
    this minute
  `),
    says: () => inMinutes(0),
  },
  {
    ways: phrases(`
      after|before the {word} / after|before {word} {word} ends|finishes / after work|school|theatre|theater
      after the {word} {word} / any time / anytime / whatever time / whenever suits / as late as possible
      as early as possible / early / late / later on / later / in a bit / in a while / early evening
      late evening / the usual time / earlier / late afternoon / at some point / straight after {word}
    `),
    says: () => VAGUE_TIME,
  },
]
