import type { Slots } from '../slots.ts'
import type { Finding, PartySaid } from './finding.ts'

export type PartySlots = Pick<Slots, 'people' | 'peopleRange' | 'highChairs'>

/** What the phrases about a party come to: the last count, with those who come on top of it. */
export function settleParty(findings: readonly Finding[]): PartySlots {
  let people: number | undefined
  let range: readonly [number, number] | undefined
  let highChairs: number | undefined
  for (const party of counted(findings)) {
    if (party.range !== undefined) [people, range] = [undefined, party.range]
    // "Una persona es celíaca" is one of those who come.
    if (party.people !== undefined && (party.people > 1 || people === undefined))
      [people, range] = [party.people, undefined]
    if (people !== undefined) people += (party.more ?? 0) - (party.less ?? 0)
    highChairs = highChairsWith(highChairs, party)
  }
  return {
    ...(people !== undefined && people > 0 && { people }),
    ...(range !== undefined && { peopleRange: range }),
    ...(highChairs !== undefined && highChairs > 0 && { highChairs }),
  }
}

/** Without the bare numbers, where others say what they count. */
function counted(findings: readonly Finding[]): readonly PartySaid[] {
  const parties = findings.flatMap(({ party }) => party ?? [])
  const isCounted = parties.some((party) => party.people !== undefined && party.isBare !== true)
  return isCounted ? parties.filter((party) => party.isBare !== true) : parties
}

/** "Un bebé … y necesitamos una trona" is one chair: the larger number counts. */
function highChairsWith(known: number | undefined, party: PartySaid): number | undefined {
  return party.highChairs === undefined ? known : Math.max(known ?? 0, party.highChairs)
}
