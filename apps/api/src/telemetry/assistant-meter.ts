import { type Assistant, AssistantError, type Reply, type ReplyEvent } from '@larder/assistant'
import { type Clock, Histogram } from '@larder/cache-core'
import { latencyPoint } from './latency-buckets.ts'
import { counter, histogram, type Labels, type MetricFamily } from './metric-family.ts'

/** Counts the turns of conversations by who did the work of each agent, and times replies. */
export class AssistantMeter {
  readonly #clock: Clock
  readonly #turns = new Map<string, { readonly labels: Labels; count: number }>()
  readonly #replies: Record<'ok' | 'refused' | 'failed', number> = { ok: 0, refused: 0, failed: 0 }
  readonly #bookings = { booked: 0, cancelled: 0 }
  readonly #durations = new Histogram()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The assistant, counted. */
  meter(inner: Assistant): Assistant {
    return {
      reply: async (message, options) => {
        const startedAt = this.#clock.monotonic()
        try {
          const reply = await inner.reply(message, options)
          this.#answered(reply, startedAt)
          return reply
        } catch (error) {
          this.#failed(error)
          throw error
        }
      },
      stream: (message, options) => this.#metered(inner.stream(message, options)),
      conversation: (id) => inner.conversation(id),
    }
  }

  families(): readonly MetricFamily[] {
    return [
      counter(
        'larder_assistant_turns_total',
        'Turns by agent and who did its work: a model, another in its stead (fallback), or rules and why.',
        [...this.#turns.values()].map(({ labels, count }) => [labels, count]),
      ),
      counter(
        'larder_assistant_replies_total',
        'Messages by outcome: refused ones could not be taken, such as an unknown conversation.',
        Object.entries(this.#replies).map(([outcome, count]) => [{ outcome }, count]),
      ),
      counter(
        'larder_assistant_bookings_total',
        'What messages wrote to the book.',
        Object.entries(this.#bookings).map(([status, count]) => [{ status }, count]),
      ),
      histogram('larder_assistant_reply_duration_seconds', 'From a message to its whole reply.', [
        latencyPoint({}, this.#durations.snapshot()),
      ]),
    ]
  }

  async *#metered(events: AsyncIterable<ReplyEvent>): AsyncGenerator<ReplyEvent> {
    const startedAt = this.#clock.monotonic()
    try {
      for await (const event of events) {
        if (event.type === 'done') this.#answered(event.reply, startedAt)
        yield event
      }
    } catch (error) {
      this.#failed(error)
      throw error
    }
  }

  #answered({ servedBy, booking }: Reply, startedAt: number): void {
    this.#durations.record(this.#clock.monotonic() - startedAt)
    this.#replies.ok++
    if (booking) this.#bookings[booking.status]++
    for (const [agent, served] of Object.entries(servedBy)) {
      if (!served) continue
      const because = served.by === 'rules' ? served.because : 'none'
      const key = `${agent} ${served.by} ${because}`
      const known = this.#turns.get(key)
      if (known) known.count++
      else this.#turns.set(key, { labels: { agent, arm: served.by, because }, count: 1 })
    }
  }

  #failed(error: unknown): void {
    this.#replies[error instanceof AssistantError ? 'refused' : 'failed']++
  }
}
