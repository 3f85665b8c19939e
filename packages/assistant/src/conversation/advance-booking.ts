import type { Availability, AvailabilityRequest } from '../availability-result.ts'
import type { Fact } from '../facts.ts'
import type { Booking, BookingDraft, Guest } from '../ports/reservation-book.ts'
import { askWhen } from './ask-when.ts'
import { commitKey } from './commit-key.ts'
import type { Awaiting, Consent, Conversation, Task } from './conversation.ts'
import { draftOf, sittingOf } from './draft.ts'
import { lookUp, type Scene } from './scene.ts'
import { summaryOf } from './summary-of.ts'
import { withoutTable } from './without-table.ts'
import type { Step } from './step.ts'
import { isSameWanted, requestOf, settleWhen, wantedOfBooking } from './wanted.ts'

/**
 * Goes on with a booking, or a change of one, as far as it can be told: asks for what is missing, offers what is free, or
 * sums up. Writes nothing.
 */
export async function advanceBooking(
  conversation: Conversation,
  task: Task,
  scene: Scene,
  current?: Booking,
): Promise<Step> {
  const whole = current ? wantedOfBooking(current, task.wanted) : task.wanted
  const { wanted, resolved } = settleWhen(whole, scene)
  const going: Task = {
    ...task,
    wanted: current
      ? {
          ...task.wanted,
          byMinutes: undefined,
          byPeople: undefined,
          people: task.wanted.byPeople === undefined ? task.wanted.people : wanted.people,
          date: wanted.date,
          time: wanted.time,
          saidDate: wanted.saidDate,
          saidTime: wanted.saidTime,
        }
      : wanted,
  }
  const step = (fact: Fact, awaiting: Awaiting | undefined, changes: Partial<Task> = {}): Step => ({
    conversation: { ...conversation, task: { ...going, ...changes, awaiting } },
    facts: [fact],
  })
  const asking = askWhen(wanted, resolved)
  if (asking && !isClosed(asking.fact, resolved)) return step(asking.fact, asking.awaiting)
  const time = wanted.time ?? resolved.times.at(-1)
  const request = requestOf({ ...wanted, time }, current?.code)
  if (!request) return step({ kind: 'unclear' }, undefined)
  if (current && keepsTable(current, request))
    return summedUp(step, {
      conversation,
      draft: draftOf(wanted, current.seating, renamed(current.guest, task.wanted)),
      current,
    })
  const availability = await lookUpNear(request, scene, current)
  const { seating } = availability
  if (!seating) return withoutTable({ conversation, going, request, availability, scene })
  if (going.isCheck)
    return step(
      { kind: 'available', sitting: sittingOf({ seating, people: request.people }) },
      { for: 'go-ahead' },
    )
  const guest = current ? renamed(current.guest, task.wanted) : conversation.guest
  const { name } = guest
  if (name === undefined)
    return step({ kind: 'ask', slot: 'name', ...known(request) }, { for: 'slot', slot: 'name' })
  if (!current && guest.phone === undefined && !task.hasAskedPhone)
    return step({ kind: 'ask', slot: 'phone' }, { for: 'slot', slot: 'phone' }, { hasAskedPhone: true })
  return summedUp(step, { conversation, draft: draftOf(wanted, seating, { ...guest, name }), current })
}

function renamed(guest: Guest, { newName }: Task['wanted']): Guest {
  return newName === undefined ? guest : { ...guest, name: newName }
}

/** Whoever moves a booking stays in its room where that is possible, unless another one is asked for. */
async function lookUpNear(
  request: AvailabilityRequest,
  scene: Scene,
  current: Booking | undefined,
): Promise<Availability> {
  if (!current || request.zone !== undefined) return lookUp(request, scene)
  const there = await lookUp({ ...request, zone: current.seating.zone }, scene)
  return there.status === 'available' ? there : lookUp(request, scene)
}

function known({
  date,
  time,
  people,
}: AvailabilityRequest): Pick<AvailabilityRequest, 'date' | 'time' | 'people'> {
  return { date, time, people }
}

/** An hour at which nobody is seated is no question: it is answered with what is free around it. */
function isClosed(fact: Fact, { needs, times }: ReturnType<typeof settleWhen>['resolved']): boolean {
  return (
    fact.kind === 'ask' &&
    fact.slot === 'time' &&
    times.length > 0 &&
    needs.some(({ slot, why }) => slot === 'time' && (why === 'closed' || why === 'past'))
  )
}

/** Whether a change leaves people where and when they are. */
function keepsTable({ seating, people, ...booking }: Booking, request: AvailabilityRequest): boolean {
  return (
    seating.date === request.date &&
    seating.time === request.time &&
    people === request.people &&
    (request.zone === undefined || request.zone === seating.zone) &&
    isSameWanted(
      {
        highChairs: booking.highChairs ?? 0,
        pets: booking.pets ?? false,
        accessible: booking.accessible ?? false,
      },
      {
        highChairs: request.highChairs ?? 0,
        pets: request.pets ?? false,
        accessible: request.accessible ?? false,
      },
    )
  )
}

type MakeStep = (fact: Fact, awaiting: Awaiting | undefined) => Step

function summedUp(
  step: MakeStep,
  {
    conversation,
    draft,
    current,
  }: {
    readonly conversation: Conversation
    readonly draft: BookingDraft
    readonly current: Booking | undefined
  },
): Step {
  const consent: Consent = { for: 'consent', key: commitKey(conversation), draft, isUnsettled: false }
  const about = current
    ? { kind: 'change' as const, target: { code: current.code, name: current.guest.name } }
    : { kind: 'book' as const, target: undefined }
  return step(summaryOf(about, draft), consent)
}
