import { talk, type Talk, type TalkOptions } from '../assistant-fixture.ts'
import type { Reply } from '../reply.ts'

export interface Converse extends TalkOptions {
  readonly yes?: string | undefined
  /** What is in the book before. */
  readonly prepare?: ((talking: Talk) => Promise<void>) | undefined
  /** What the guest says when asked; the rest is Leo Paz's. */
  readonly answers?: Readonly<Record<string, string>> | undefined
}

export interface Conversed extends Talk {
  readonly replies: readonly Reply[]
  /** How often the book was asked to write anything. */
  readonly writes: number
}

const MOST_ANSWERS = 8
const MOST_TIMES = 2

/** Says all messages, and then whatever is asked for, with a yes to whatever is put forward. */
export async function converse(turns: readonly string[], options: Converse = {}): Promise<Conversed> {
  const { yes = 'sí', answers, prepare, ...others } = options
  const talking = talk(others)
  await prepare?.(talking)
  const before = talking.book.writes
  const replies: Reply[] = []
  for (const turn of turns) replies.push(await talking.say(turn))
  const told = new Map<string, number>()
  const lines: Readonly<Record<string, string>> = { ...LEO, confirmation: yes, ...answers }
  while (replies.length < turns.length + MOST_ANSWERS) {
    const line = lines[replies.at(-1)?.state.expecting ?? '']
    const times = told.get(line ?? '') ?? 0
    if (line === undefined || times >= MOST_TIMES) break
    told.set(line, times + 1)
    replies.push(await talking.say(line))
  }
  return { ...talking, replies, writes: talking.book.writes - before }
}

const LEO = {
  name: 'Leo Paz',
  phone: '633 444 555',
  code: 'R-10001',
  date: 'el viernes',
  time: 'a las 21:00',
  people: '2',
} as const
