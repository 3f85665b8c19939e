import type { House, JoinableSet, LocalDate, Zone } from '@larder/assistant'

/** What a house is that its base does not say. */
export interface HouseRules {
  readonly name: string
  /** Default Europe/Madrid. */
  readonly timeZone?: string | undefined
  readonly closedDates?: readonly LocalDate[] | undefined
  /** By ids of records of tables. */
  readonly joinable?: readonly JoinableSet[] | undefined
  /** Default: 90 minutes for two, 120 for more. */
  readonly stays?: House['stays'] | undefined
  /** Default 15. */
  readonly bufferMinutes?: number | undefined
  /** Default: the shortest interval of the services, or 30. */
  readonly gridMinutes?: number | undefined
  /** Default 60. */
  readonly leadMinutes?: number | undefined
  /** Default 90. */
  readonly maxAdvanceDays?: number | undefined
  /** Default 12. */
  readonly maxPeople?: number | undefined
  /** Zones that can be reached without a step. Default: all but the bar. */
  readonly accessibleZones?: readonly Zone[] | undefined
  /** Default: the terrace. */
  readonly petZones?: readonly Zone[] | undefined
  /** Default: all but the bar. */
  readonly highChairZones?: readonly Zone[] | undefined
}

const TABLE_ZONES: readonly Zone[] = ['indoor', 'terrace', 'private']
const STAYS: House['stays'] = [
  { upTo: 2, minutes: 90 },
  { upTo: 100, minutes: 120 },
]

/** The same with every default in its place; the grid is the base's unless it is said here. */
export function resolveHouseRules(rules: HouseRules): ResolvedHouseRules {
  return {
    name: rules.name,
    timeZone: rules.timeZone ?? 'Europe/Madrid',
    closedDates: rules.closedDates ?? [],
    joinable: rules.joinable ?? [],
    stays: rules.stays ?? STAYS,
    bufferMinutes: rules.bufferMinutes ?? 15,
    gridMinutes: rules.gridMinutes,
    leadMinutes: rules.leadMinutes ?? 60,
    maxAdvanceDays: rules.maxAdvanceDays ?? 90,
    maxPeople: rules.maxPeople ?? 12,
    accessibleZones: rules.accessibleZones ?? TABLE_ZONES,
    petZones: rules.petZones ?? ['terrace'],
    highChairZones: rules.highChairZones ?? TABLE_ZONES,
  }
}

export interface ResolvedHouseRules extends Omit<House, 'services' | 'tables' | 'gridMinutes'> {
  readonly gridMinutes: number | undefined
  readonly accessibleZones: readonly Zone[]
  readonly petZones: readonly Zone[]
  readonly highChairZones: readonly Zone[]
}
