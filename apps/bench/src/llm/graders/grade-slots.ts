import type { Slots } from '@larder/assistant'
import type { Grade } from '../trial.ts'

/** Slots that are compared one by one. Day and time are judged by what they come to; notes and diets are free text. */
const COMPARED = [
  'people',
  'peopleRange',
  'highChairs',
  'pets',
  'accessible',
  'zone',
  'name',
  'phone',
  'email',
  'code',
  'topic',
] as const

/** Slots found, missed and invented. A wrong value is both: the right one was missed and another invented. */
export function foundSlots(said: Slots, gold: Slots): NonNullable<Grade['found']> {
  let [hits, missed, invented] = [0, 0, 0]
  for (const slot of COMPARED) {
    const [one, right] = [plain(said[slot]), plain(gold[slot])]
    if (right !== undefined && one === right) hits++
    if (right !== undefined && one !== right) missed++
    if (one !== undefined && one !== right) invented++
  }
  return { hits, missed, invented }
}

/** Case, accents and spaces of a name make no difference, nor does what is said not to be. */
function plain(value: unknown): string | undefined {
  if (value === undefined || value === false || value === 0) return undefined
  return JSON.stringify(value)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\s.-]+/g, ' ')
    .toLowerCase()
}
