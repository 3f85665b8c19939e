import { inDays, numberOf, onDate, onDay, onFeast, onWeekday } from './said-when.ts'
import type { Rule } from './spot.ts'
import { phrases } from './phrases.ts'

/** Days as they are said in English, of both sides of the ocean. */
export const ENGLISH_DATES: readonly Rule[] = [
  {
    ways: ['{n} weeks from|on {weekday}', '{n} weeks this {weekday}'],
    says: (captures) => onWeekday(captures, 'coming', numberOf(captures['n'])),
  },
  { ways: ['yesterday', 'last night', 'yesterday evening|night'], says: () => inDays(-1) },
  { ways: ['today', 'later today', "today's"], says: () => inDays(0) },
  {
    ways: phrases(`
    tonight / this evening / this eve / later tonight / today evening / tonite / this night
  `),
    says: () => ({ ...inDays(0), part: 'evening' }),
  },
  { ways: ['this afternoon', 'today afternoon'], says: () => ({ ...inDays(0), part: 'afternoon' }) },
  { ways: ['this morning'], says: () => ({ ...inDays(0), part: 'morning' }) },
  {
    ways: phrases(`
    tomorrow / tmrw / tmr / tommorow / tomoro / tomorow / 2moro / tom / tomorrow's / tommorrow
  `),
    says: () => inDays(1),
  },
  {
    ways: ['tomorrow night|evening|eve', 'tmrw night|evening', 'tommorow night|evening'],
    says: () => ({ ...inDays(1), part: 'evening' }),
  },
  { ways: ['tomorrow morning'], says: () => ({ ...inDays(1), part: 'morning' }) },
  { ways: ['tomorrow afternoon'], says: () => ({ ...inDays(1), part: 'afternoon' }) },
  { ways: ['tomorrow lunchtime|lunch|midday'], says: () => ({ ...inDays(1), part: 'lunch' }) },
  { ways: ['the? day after tomorrow', 'overmorrow'], says: () => inDays(2) },
  {
    ways: ['the? day after tomorrow in the evening', 'the night after tomorrow'],
    says: () => ({ ...inDays(2), part: 'evening' }),
  },
  {
    ways: phrases(`
    a|one week today / today week / a|one week from today|now / in a|one week / in a week's time
    this day next week / a week from tonight / a week tonight
  `),
    says: () => inDays(7),
  },
  { ways: ['a|one week tomorrow', 'tomorrow week', 'a|one week from tomorrow'], says: () => inDays(8) },
  {
    ways: phrases(`
    a fortnight today / in a fortnight / in a fortnight's time / a fortnight from today|now
    in a couple of weeks / in two weeks time
  `),
    says: () => inDays(14),
  },
  { ways: ['a couple of days from now', 'in a couple of days'], says: () => inDays(2) },
  {
    ways: phrases(`
    in {n} days / in {n} days time / in {n} days' time / {n} days from now|today / in {n} day
  `),
    says: ({ n }) => inDays(numberOf(n)),
  },
  {
    ways: phrases(`
    in {n} weeks / in {n} weeks time / in {n} weeks' time / {n} weeks from now|today / {n} weeks today
  `),
    says: ({ n }) => inDays(7 * numberOf(n)),
  },
  {
    ways: phrases(`
    {weekday} / on|this|coming|for {short} / this|the coming {short} / the {weekday} coming
    this {short} coming / the {weekday} of this week / {weekday} this week / this week on? {weekday}
    {weekday} of this week
  `),
    says: (captures) => onWeekday(captures, 'coming'),
  },
  {
    ways: phrases(`
    next {short} / {weekday} next / {weekday} next week / next week on? {weekday} / next week ,? {weekday}
    {weekday} of next week / on {weekday} next week / the following {weekday} / {weekday} the week after
    next week , on {weekday}
  `),
    says: (captures) => onWeekday(captures, 'next'),
  },
  {
    ways: phrases(`
    {weekday} week / a week on {weekday} / a week from|this {weekday} / a week from this|next? {weekday}
    a week {weekday} / {weekday} after next / the {weekday} after next / a week this {weekday}
    not this {weekday} but the next|following one? / not this {weekday} , the next|following one?
  `),
    says: (captures) => onWeekday(captures, 'coming', 1),
  },
  {
    ways: phrases(`
    {weekday} fortnight / a fortnight on {weekday} / two|2 weeks on {weekday} / two|2 weeks from {weekday}
  `),
    says: (captures) => onWeekday(captures, 'coming', 2),
  },
  {
    ways: phrases(`
      the? {ordinal} of? {month} / {month} the? {ordinal} / {month} {day} / {day} {month} / {day} of {month}
      the {day} of {month} / the? {ordinal} of {month} ,? {year} / {month} {ordinal} ,? {year}
      {month} {day} ,? {year} / {day} {month} ,? {year}
    `),
    says: onDay,
  },
  {
    ways: phrases(`
      {short} ,? the? {ordinal} / {short} ,? the? {ordinal} of? {month} / {short} ,? {month} the? {ordinal}
      {short} ,? {month} {day} / {short} ,? {day} of? {month} / {short} ,? {day} of? {month} {year}
      {short} ,? {month} {day} ,? {year} / {short} ,? {month} {ordinal} ,? {year}
      {short} the? {ordinal} of {month} {year} / the {ordinal} , a {weekday} / on the {ordinal} , a {weekday}
    `),
    says: onDay,
  },
  {
    ways: phrases(`
    the {ordinal} !one|ones|option|choice|table|time|slot / on the? {ordinal} !one|ones|option|choice|table / for the {ordinal} !one|ones|option|choice|table / the {ordinal} of this month / on the {day}
  `),
    says: onDay,
  },
  {
    ways: ['the night|evening of the {ordinal}'],
    says: (captures) => ({ ...onDay(captures), part: 'evening' }),
  },
  {
    ways: phrases(`
    this weekend / the weekend / weekend / the coming weekend / at the weekend / this coming weekend
  `),
    says: () => onDate({ kind: 'weekend', which: 'coming' }),
  },
  {
    ways: phrases(`
    next weekend / the following weekend / weekend after this / the weekend after / the next weekend
  `),
    says: () => onDate({ kind: 'weekend', which: 'next' }),
  },
  {
    ways: phrases(`
    new year's|years|year|yrs eve / nye / new years' eve / hogmanay / last day of the year
  `),
    says: () => onFeast('new-years-eve'),
  },
  {
    ways: phrases(`
    twelfth night / eve of epiphany / three kings' eve / three kings eve / kings' night / night of the kings
  `),
    says: () => onFeast('epiphany-eve'),
  },
  {
    ways: phrases(`
    epiphany / three kings / three kings day / three kings' day / kings day / kings' day / three king's day
  `),
    says: () => onFeast('epiphany'),
  },
  {
    ways: phrases(`
    valentine's|valentines|valentine / st|saint ,? valentine's|valentines day?
    valentine's|valentines|valentine day / valentine's|valentines night
  `),
    says: () => onFeast('valentine'),
  },
]
