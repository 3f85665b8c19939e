import type { AvailabilityRequest, House, LocalDate, LocalTime } from '@larder/assistant'
import type { Random } from '@larder/cache-core'
import { drawNumber, drawOne, drawYes } from './draw.ts'
import { minutesOf, timeOf } from './random-occupancies.ts'

const DAY_MS = 86_400_000
const PARTIES = [1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 6, 6, 7, 8, 9, 10, 13]

/** What somebody may ask for on `today` or within two weeks: mostly when the house is open, now and then when it is not. */
export function randomRequest(random: Random, house: House, today: LocalDate): AvailabilityRequest {
  const date = randomDay(random, today)
  const wish = drawOne(random, [
    'none',
    'none',
    'none',
    'none',
    'zone',
    'zone',
    'accessible',
    'pets',
    'chair',
  ])
  return {
    date,
    time: randomTime(random, house),
    people: drawOne(random, PARTIES),
    ...(wish === 'zone' && { zone: drawOne(random, house.tables).zone }),
    ...(wish === 'accessible' && { accessible: true }),
    ...(wish === 'pets' && { pets: true }),
    ...(wish === 'chair' && { highChairs: 1 }),
  }
}

function randomDay(random: Random, today: LocalDate): LocalDate {
  const day = new Date(Date.parse(today) + drawNumber(random, 1, 13) * DAY_MS)
  const isKept = day.getUTCDay() !== 1 || drawYes(random, 0.3)
  return isKept ? day.toISOString().slice(0, 10) : randomDay(random, today)
}

function randomTime(random: Random, house: House): LocalTime {
  const service = drawOne(random, house.services)
  const steps = (minutesOf(service.lastSeatingAt) - minutesOf(service.opensAt)) / house.gridMinutes
  const onGrid = minutesOf(service.opensAt) + house.gridMinutes * drawNumber(random, 0, steps)
  const kind = random.next()
  if (kind < 0.04) return timeOf(minutesOf(service.lastSeatingAt) + house.gridMinutes)
  if (kind < 0.08) return timeOf(onGrid + 5)
  return timeOf(onGrid)
}
