import type { Fact } from './facts.ts'
import { type Mentions, mentionsIn } from './fact-guard/mentions.ts'
import { negationsIn, promisesIn } from './fact-guard/promises.ts'
import { strangeNames } from './fact-guard/strange-names.ts'
import { DateTime } from 'luxon'
import type { LocalDate } from './house.ts'

/** Replies much longer than what they have to say hide something in it. */
const LENGTH_FACTOR = 2
const LENGTH_ROOM = 120

export interface GuardedReply {
  /** What a model made of the facts. */
  readonly reply: string
  /** The same facts by template: code wrote it. */
  readonly template: string
  readonly facts: readonly Fact[]
  /** In the house's time zone. */
  readonly today: LocalDate
}

/**
 * What is wrong with a reply, in words for the log that repeat nothing of it; empty: it may be sent. Every date, time,
 * number, name, code and contact in it must be in the facts, every code, time and date of the template must be in it, and it
 * must not claim what the template does not: that something is booked, cancelled, free of charge, that somebody was told.
 * What is done must not be denied.
 */
export function factGuard({ reply, template, facts, today }: GuardedReply): readonly string[] {
  const said = mentionsIn(reply)
  const due = mentionsIn(template)
  const known = withFacts(due, facts, today)
  return [
    ...strays('code', said.codes, known.codes),
    ...strays('contact', said.contacts, known.contacts),
    ...strays('time', said.times, known.times, isSameTime),
    ...strays('date', said.dates, known.dates),
    ...strays('number', said.numbers, known.numbers),
    ...strays('claim', said.claims, due.claims),
    ...missing('code', due.codes, said.codes),
    ...missing('time', due.times, said.times, isSameTime),
    ...missing('date', monthDays(due.dates), said.dates, isSameDay(today)),
    ...missing('claim', due.claims, said.claims),
    ...(strangeNames(reply, template) ? ['a name that is not in the facts'] : []),
    ...strays('promise', promisesIn(reply), promisesIn(template)),
    ...(takesBack({ reply, template, facts, today }) ? ['it may deny what is done'] : []),
    ...shape(reply, template),
  ]
}

const DONE: ReadonlySet<Fact['kind']> = new Set(['booked', 'changed', 'cancelled'])

/** "Todavía no está reservada" claims what "reservada" does: beside what is done, no more is denied than in the template. */
function takesBack({ reply, template, facts }: GuardedReply): boolean {
  return facts.some(({ kind }) => DONE.has(kind)) && negationsIn(reply) > negationsIn(template)
}

/** A date may be told by its weekday, or as tomorrow, where the template has day and month. */
function withFacts(due: Mentions, facts: readonly Fact[], today: LocalDate): Mentions {
  const dates = new Set(due.dates)
  for (const date of JSON.stringify(facts).match(/\b\d{4}-\d\d-\d\d\b/g) ?? []) {
    const day = DateTime.fromISO(date, { zone: 'utc' })
    if (!dates.has(date.slice(5))) continue
    dates.add(`w${day.weekday}`)
    dates.add(`day+${day.diff(DateTime.fromISO(today, { zone: 'utc' }), 'days').days}`)
  }
  return { ...due, dates }
}

function isSameDay(today: LocalDate): (said: string, due: string) => boolean {
  return (said, due) => {
    if (said === due) return true
    const days = /^day\+(\d)$/.exec(said)?.[1]
    return (
      days !== undefined &&
      DateTime.fromISO(today, { zone: 'utc' })
        .plus({ days: Number(days) })
        .toFormat('MM-dd') === due
    )
  }
}

function isSameTime(said: string, known: string): boolean {
  if (said === known) return true
  const [one, other] = [said, known].map((time) => time.replace('?', ''))
  if (one === undefined || other === undefined) return false
  if (!said.endsWith('?') && !known.endsWith('?')) return false
  return inHalf(one) === inHalf(other)
}

function inHalf(time: string): string {
  const [hour = '', minute = ''] = time.split(':')
  return `${Number(hour) % 12}:${minute}`
}

function monthDays(dates: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...dates].filter((date) => /^\d/.test(date)))
}

type Same = (said: string, known: string) => boolean
const equal: Same = (said, known) => said === known

function strays(
  what: string,
  said: ReadonlySet<string>,
  known: ReadonlySet<string>,
  same: Same = equal,
): readonly string[] {
  return [...said].every((one) => [...known].some((other) => same(one, other)))
    ? []
    : [`a ${what} that is not in the facts`]
}

function missing(
  what: string,
  due: ReadonlySet<string>,
  said: ReadonlySet<string>,
  same: Same = equal,
): readonly string[] {
  return [...due].every((one) => [...said].some((other) => same(other, one)))
    ? []
    : [`a ${what} of the facts is missing`]
}

function shape(reply: string, template: string): readonly string[] {
  const questions = (text: string) => text.match(/\?/g)?.length ?? 0
  return [
    ...(reply.trim() === '' ? ['it is empty'] : []),
    ...(reply.length > template.length * LENGTH_FACTOR + LENGTH_ROOM ? ['it is too long'] : []),
    ...(questions(reply) > Math.max(1, questions(template)) ? ['it asks too much'] : []),
    ...(/[<>{}[\]`]|\*\*/.test(reply) ? ['it has markup or placeholders'] : []),
  ]
}
