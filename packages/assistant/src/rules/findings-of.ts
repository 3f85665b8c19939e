import { amendedFindings } from './amended-findings.ts'
import { AMENDMENTS } from './amendments.ts'
import { DAY_PARTS } from './day-parts.ts'
import { ENGLISH_DATES } from './english-dates.ts'
import { ENGLISH_FEASTS } from './english-feasts.ts'
import { ENGLISH_PARTIES } from './english-parties.ts'
import { ENGLISH_TIMES } from './english-times.ts'
import type { Finding } from './finding.ts'
import type { Reading } from './reading.ts'
import { SPANISH_DATES } from './spanish-dates.ts'
import { SPANISH_FEASTS } from './spanish-feasts.ts'
import { SPANISH_PARTIES } from './spanish-parties.ts'
import { SPANISH_TIMES } from './spanish-times.ts'
import { compileRules, spot } from './spot.ts'
import { WRITTEN_DATES } from './written-dates.ts'

/** Of two phrases of one length the one that stands first here has the words. Guests mix languages: both are always read. */
const RULES = compileRules([
  ...SPANISH_TIMES,
  ...ENGLISH_TIMES,
  ...DAY_PARTS,
  ...SPANISH_DATES,
  ...SPANISH_FEASTS,
  ...ENGLISH_DATES,
  ...ENGLISH_FEASTS,
  ...WRITTEN_DATES,
  ...SPANISH_PARTIES,
  ...ENGLISH_PARTIES,
  ...AMENDMENTS,
])

/** What a message says of days, times and people, phrase by phrase. Items that are `taken` say something else. */
export function findingsOf(reading: Reading, taken: readonly boolean[] = []): readonly Finding[] {
  return amendedFindings(spot(reading, RULES, taken))
}
