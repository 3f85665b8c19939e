import type { InfoTopic, Language } from './slots.ts'

/** What the house tells about itself beyond its hours. Guests are answered with these texts as they are. */
export interface HousePage {
  /** Where people answer. */
  readonly phone?: string | undefined
  readonly topics: Partial<Record<InfoTopic, Readonly<Record<Language, string>>>>
}
