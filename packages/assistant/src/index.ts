export { FEASTS, INFO_TOPICS, INTENTS, LANGUAGES, ZONES } from './slots.ts'
export type {
  Feast,
  InfoTopic,
  Intent,
  Language,
  Slots,
  SymbolicDate,
  SymbolicTime,
  Understanding,
  Weekday,
  Zone,
} from './slots.ts'
