import type { Fact } from '../facts.ts'
import type { House } from '../house.ts'
import type { HousePage } from '../house-page.ts'
import type { InfoTopic, Language } from '../slots.ts'

export interface Question {
  readonly topic: InfoTopic | undefined
  readonly language: Language
  readonly house: House
  readonly page: HousePage
}

/** What the house tells about itself: its hours by its plan, everything else by its page. */
export function houseInfo({ topic = 'other', language, house, page }: Question): Fact {
  if (topic === 'hours') {
    return {
      kind: 'hours',
      services: house.services.map(({ name, weekdays, opensAt, lastSeatingAt, closesAt }) => ({
        name,
        weekdays,
        opensAt,
        lastSeatingAt,
        closesAt,
      })),
    }
  }
  const text = page.topics[topic]?.[language]
  return text === undefined ? { kind: 'no-info', phone: page.phone } : { kind: 'info', topic, text }
}
