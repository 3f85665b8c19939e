import {
  type Assistant,
  type AssistantModels,
  type Booking,
  createAssistant,
  type Expecting,
  type Reply,
} from '@larder/assistant'
import { InMemoryReservationBook } from '@larder/assistant/testing'
import { type Clock, createCache } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import type { GoalBooking, IfAsked } from '../dataset/dialogue.ts'
import type { DialogueAnswer, DialogueInput } from './dialogue-cases.ts'

export interface DialogueRun extends DialogueAnswer {
  /** Of each message. */
  readonly tookMs: readonly number[]
}

export interface DialogueOptions {
  readonly models: AssistantModels
  readonly clock: Clock
  readonly seed: number
  readonly signal: AbortSignal
}

const MOST_ANSWERS = 8
/** A guest who has said the same thing so often gives up. */
const MOST_TIMES = 2

/** A guest says the lines, then answers what is asked; the assistant is the product's own, with its deadlines, on a book of its own. */
export async function runDialogue(input: DialogueInput, options: DialogueOptions): Promise<DialogueRun> {
  const { models, seed, signal } = options
  const clock = shifted(options.clock, Date.parse(input.now))
  const random = new SeededRandom(seed)
  const book = new InMemoryReservationBook({ house: input.house, bookings: input.bookings, clock })
  const cache = createCache({ clock, random })
  try {
    const newId = () => Array.from({ length: 24 }, () => Math.floor(random.next() * 36).toString(36)).join('')
    const assistant = createAssistant({
      book,
      page: input.page,
      models,
      cache,
      clock,
      random,
      newId,
      tenant: 'bench',
    })
    const { replies, tookMs } = await converse(assistant, input, clock, signal)
    return {
      book: book.bookings().map(goalOf),
      replies: replies.map(({ text }) => text),
      withoutModel: replies.filter(lacksModel).length,
      tookMs,
    }
  } finally {
    await cache.close()
  }
}

async function converse(
  assistant: Assistant,
  { turns, ifAsked }: DialogueInput,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ readonly replies: readonly Reply[]; readonly tookMs: readonly number[] }> {
  const replies: Reply[] = []
  const tookMs: number[] = []
  const say = async (message: string) => {
    const begin = clock.monotonic()
    replies.push(await assistant.reply(message, { conversationId: replies.at(-1)?.conversationId, signal }))
    tookMs.push(clock.monotonic() - begin)
  }
  for (const turn of turns) await say(turn)
  const told = new Map<string, number>()
  while (replies.length < turns.length + MOST_ANSWERS) {
    const line = lineFor(replies.at(-1)?.state.expecting, ifAsked)
    const times = told.get(line ?? '') ?? 0
    if (line === undefined || times >= MOST_TIMES) break
    told.set(line, times + 1)
    await say(line)
  }
  return { replies, tookMs }
}

function lineFor(expecting: Expecting | undefined, ifAsked: IfAsked): string | undefined {
  if (expecting === undefined || expecting === 'choice') return undefined
  return expecting === 'confirmation' ? ifAsked.confirm : ifAsked[expecting]
}

/** A model that was not needed is not missed. */
function lacksModel({ servedBy }: Reply): boolean {
  return Object.values(servedBy).some((as) => as?.by === 'rules' && as.because === 'failed')
}

/** The same clock, begun at another instant. */
function shifted(clock: Clock, startsAt: number): Clock {
  const begin = clock.monotonic()
  return {
    now: () => startsAt + (clock.monotonic() - begin),
    monotonic: () => clock.monotonic(),
    setTimer: (callback, delayMs) => clock.setTimer(callback, delayMs),
  }
}

function goalOf({ code, seating, people, guest: { name }, status }: Booking): GoalBooking {
  const { date, time, zone } = seating
  return { code, date, time, people, name, zone, status }
}
