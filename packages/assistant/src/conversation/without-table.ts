import type { Availability, AvailabilityRequest, Seating } from '../availability-result.ts'
import type { Fact } from '../facts.ts'
import type { Awaiting, Conversation, Task } from './conversation.ts'
import { sittingOf } from './draft.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

interface Unseated {
  readonly conversation: Conversation
  readonly going: Task
  readonly request: AvailabilityRequest
  readonly availability: Availability
  readonly scene: Scene
  readonly wasTaken?: boolean
}

/** Says why there is no table, and what there is. */
export async function withoutTable({
  conversation,
  going,
  request,
  availability,
  scene,
  wasTaken = false,
}: Unseated): Promise<Step> {
  const { reasons, alternatives, status } = availability
  const { date, time, people } = request
  const { phone } = scene.page
  const step = (fact: Fact, awaiting: Awaiting): Step => ({
    conversation: { ...conversation, task: { ...going, awaiting } },
    facts: [fact],
  })
  if (status === 'too-large')
    return step({ kind: 'too-large', people, most: largest(scene), phone }, { for: 'slot', slot: 'people' })
  const seatings: readonly Seating[] =
    alternatives.length === 0
      ? []
      : await scene.chooseOffers({
          asked: { date, time, people, zone: request.zone },
          reasons,
          candidates: alternatives,
        })
  if (seatings.length === 0)
    return step({ kind: 'no-table', date, time, people, reasons, phone }, { for: 'slot', slot: 'date' })
  return step(
    {
      kind: 'offer',
      date,
      time,
      people,
      reasons,
      alternatives: seatings.map((seating) => sittingOf({ seating, people })),
      ...(wasTaken ? { wasTaken } : {}),
    },
    { for: 'offer', seatings },
  )
}

function largest({ house }: Scene): number {
  const seats = [...house.tables.filter((table) => !table.isOutOfService), ...house.joinable].map(
    (place) => place.seats,
  )
  return Math.min(house.maxPeople, Math.max(0, ...seats))
}
