import type {
  Barrier,
  InvalidationLog,
  LogAnswer,
  LogMessage,
  LogPosition,
  LogRecord,
  LogSnapshot,
  Random,
} from '@larder/cache-core'
import { APPEND, END_ERA, READ_SINCE, SNAPSHOT } from './scripts/log-scripts.ts'
import { barrierFromText, barrierToText } from './barrier-text.ts'
import { createLogKeys, type LogKeys, logKeysOf } from './log-keys.ts'
import { isToBeDivided } from './redirection.ts'
import type { RedisCommand, RedisRouter } from './redis-router.ts'
import { barriersFromPayload, barriersToPayload, UNREADABLE } from './barriers-payload.ts'
import { ReplyLine } from './foreign-reply.ts'
import { RedisScript } from './redis-script.ts'
import type { RedisSubscriber } from './redis-subscriber.ts'

/** Records that the stream keeps, about: whoever is further behind reads a snapshot. */
const MAX_RECORDS = 10_000
/** Barriers of one generation: see log-scripts.ts. Two of them are what a snapshot costs. */
const GENERATION = 5_000

const append = new RedisScript(APPEND)
const readSince = new RedisScript(READ_SINCE)
const snapshot = new RedisScript(SNAPSHOT)
const endEra = new RedisScript(END_ERA)

export interface RedisInvalidationLogOptions {
  readonly namespace: string
  readonly router: RedisRouter
  readonly subscriber: RedisSubscriber
  readonly random: Random
}

/** The invalidations of one namespace in Redis: a stream, hashes of the newest numbers, and a channel. */
export class RedisInvalidationLog implements InvalidationLog {
  readonly #router: RedisRouter
  readonly #subscriber: RedisSubscriber
  readonly #random: Random
  readonly #keys: LogKeys
  readonly #channel: string

  constructor({ namespace, router, subscriber, random }: RedisInvalidationLogOptions) {
    this.#router = router
    this.#subscriber = subscriber
    this.#random = random
    this.#keys = logKeysOf(namespace)
    this.#channel = this.#keys.stream
  }

  get node(): string {
    return this.#router.nodeOf(this.#channel)
  }

  async append(barriers: readonly Barrier[], nonce: number, since: LogPosition): Promise<LogAnswer> {
    const lasting = barriers.filter(({ effect }) => effect !== 'replace').map(barrierToText)
    const replaced = barriers.filter(({ effect }) => effect === 'replace')
    const payload = barriersToPayload(barriers)
    const reply = await this.#run(append, payload.length * 2, [
      nonce,
      since.era,
      since.term,
      since.seq,
      since.nonce,
      payload,
      this.#channel,
      MAX_RECORDS,
      GENERATION,
      lasting.length,
      ...lasting,
      ...replaced.map(({ target }) => target),
    ])
    const [era, term, seq, , records] = reply as Ending
    if (records !== 1) return toAnswer(reply as Ending, since)
    return { end: { era: Number(era), term, seq, nonce }, records: [{ seq, nonce, barriers }] }
  }

  async readSince(position: LogPosition): Promise<LogAnswer> {
    const reply = await this.#run(readSince, 64, [position.era, position.term, position.seq])
    return toAnswer(reply as Ending, position)
  }

  async snapshot(): Promise<LogSnapshot> {
    const reply = await this.#run(snapshot, 64, [])
    const [era, term, seq, nonce, floor, ...hashes] = reply as SnapshotReply
    const [oldBarriers = [], newBarriers = [], oldSets = [], newSets = []] = hashes
    return {
      end: { era: Number(era), term, seq, nonce: Number(nonce) },
      floor: Number(floor),
      barriers: [
        ...toBarriers(oldBarriers),
        ...toBarriers(newBarriers),
        ...toSets(oldSets),
        ...toSets(newSets),
      ],
    }
  }

  async endEra(era: number): Promise<void> {
    await this.#run(endEra, 64, [era, this.#channel])
  }

  async broadcast(barriers: readonly Barrier[]): Promise<void> {
    const message = `[0,0,0,${barriersToPayload(barriers)}]`
    await this.#router.runAnywhere(message.length, (client) => client.publish(this.#channel, message))
  }

  subscribe(onMessage: (message: LogMessage) => void, onGap: () => void): void {
    this.#subscriber.listen(this.#channel, {
      onMessage: (text) => {
        const message = toMessage(text)
        if (message) onMessage(message)
      },
      onGap,
    })
  }

  /** Every script answers with the era that it was offered first: an answer of another call would be believed otherwise. */
  async #run(script: RedisScript, bytes: number, args: readonly (string | number)[]): Promise<unknown> {
    const run: RedisCommand<unknown> = async (client, serverId) => {
      const line = new ReplyLine(client)
      const era = this.#newEra()
      const reply = await script.run(client, this.#keys.all, [era, serverId, ...args])
      line.expect(Array.isArray(reply) && reply[0] === String(era))
      return (reply as readonly unknown[]).slice(1)
    }
    try {
      return await this.#router.run(this.#channel, bytes, run, { isDivisible: true })
    } catch (error) {
      if (!isToBeDivided(error)) throw error
      await createLogKeys(this.#router, this.#keys)
      return this.#router.run(this.#channel, bytes, run)
    }
  }

  #newEra(): number {
    return 1 + Math.floor(this.#random.next() * (2 ** 32 - 1))
  }
}

/**
 * Era, term, seq and nonce of the end, and the stream from the record asked about on, if there is anything newer; 1 where
 * that is only what was appended.
 */
type Ending = readonly [string, number, number, string, readonly StreamEntry[] | null | 1]
type StreamEntry = readonly [id: string, fields: readonly string[]]

/** Era, term, seq and nonce of the end, floor, and the hashes: barriers and sets, of the older generation first. */
type SnapshotReply = readonly [string, number, number, string, string, ...(readonly string[])[]]

function toAnswer([era, term, seq, nonce, range]: Ending, since: LogPosition): LogAnswer {
  const end = { era: Number(era), term, seq, nonce: Number(nonce) }
  if (end.era !== since.era) return { end, records: 'gap' }
  // Another server has numbered what this one did not get, and both may have used the same numbers.
  if (since.term > term || since.seq > seq) return { end, records: 'diverged' }
  const records = Array.isArray(range) ? range.map(toRecord) : []
  return since.term === term ? withinTerm(end, records, since) : acrossTerms(end, records, since)
}

function withinTerm(end: LogPosition, records: readonly LogRecord[], since: LogPosition): LogAnswer {
  if (since.seq === end.seq) return { end, records: since.nonce === end.nonce ? [] : 'diverged' }
  const [first] = records
  if (first?.seq === since.seq && first.nonce !== since.nonce) return { end, records: 'diverged' }
  const news = first?.seq === since.seq ? records.slice(1) : records
  const isWhole = news.length === end.seq - since.seq && news[0]?.seq === since.seq + 1
  return { end, records: isWhole ? news : 'gap' }
}

/** The first record is the last that was there before the others came, or the one asked about. */
function acrossTerms(
  end: LogPosition,
  [first, ...news]: readonly LogRecord[],
  since: LogPosition,
): LogAnswer {
  if (!first || (news.at(-1)?.seq ?? end.term) !== end.seq) return { end, records: 'gap' }
  if (first.seq < since.seq) return { end, records: news, after: { seq: first.seq, nonce: first.nonce } }
  return { end, records: first.nonce === since.nonce ? news : 'diverged' }
}

function toRecord([id, [, nonce, , payload = '']]: StreamEntry): LogRecord {
  return recordOf(Number.parseInt(id, 10), Number(nonce), payload)
}

/** Its barriers are read only by whoever has not heard of it yet: mostly not by the process that made it. */
function recordOf(seq: number, nonce: number, payload: string): LogRecord {
  return {
    seq,
    nonce,
    get barriers() {
      return barriersFromPayload(payload)
    },
  }
}

/** `[era,seq,nonce,barriers]`, where the era is 0 for barriers that nobody has numbered. */
const MESSAGE = /^\[(\d{1,10}),(\d{1,16}),(\d{1,10}),(.*)\]$/s

/** `undefined` for what is not ours: whatever it was about is found with the next look at the log. */
function toMessage(text: string): LogMessage | undefined {
  const [, era, seq, nonce, payload = ''] = MESSAGE.exec(text) ?? []
  if (era === undefined) return undefined
  if (era === '0') return { barriers: barriersFromPayload(payload) }
  return { era: Number(era), record: recordOf(Number(seq), Number(nonce), payload) }
}

/** Fields and values of HGETALL, one after the other. */
function* pairsOf(flat: readonly string[]): Generator<readonly [string, string]> {
  for (let index = 0; index + 1 < flat.length; index += 2) yield [flat[index] ?? '', flat[index + 1] ?? '']
}

function toBarriers(flat: readonly string[]): LogSnapshot['barriers'] {
  return [...pairsOf(flat)].flatMap(([field, seq]) => {
    if (field.startsWith('#')) return []
    const barrier = barrierFromText(field)
    return (barrier ? [barrier] : UNREADABLE).map((one) => ({ seq: Number(seq), barrier: one }))
  })
}

function toSets(flat: readonly string[]): LogSnapshot['barriers'] {
  return [...pairsOf(flat)].flatMap(([target, seq]) =>
    seq === '0' ? [] : [{ seq: Number(seq), barrier: { kind: 'key', target, effect: 'replace' } }],
  )
}
