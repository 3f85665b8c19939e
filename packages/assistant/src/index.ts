export { isSeatingFree } from './availability-conflict.ts'
export { occupancyDates } from './availability-dates.ts'
export type { Availability, AvailabilityReason, AvailabilityRequest, Seating } from './availability-result.ts'
export { type AvailabilityOptions, findAvailability } from './availability.ts'
export { isProof, isSameCode, isSamePhone, matchesClaim } from './booking-claim.ts'
export { type BookingWish, fingerprintOf } from './booking-fingerprint.ts'
export {
  type BookingRules,
  mayBook,
  mayCancel,
  mayChange,
  type PolicyReason,
  type PolicyVerdict,
} from './booking-policy.ts'
export { HouseClock } from './house-clock.ts'
export { dateOfDay, dayNumberOf, weekdayOfDay } from './house-date.ts'
export type { House, JoinableSet, LocalDate, LocalTime, Service, Table } from './house.ts'
export {
  ChatModelError,
  type ChatModelErrorCode,
  type ChatModelErrorOptions,
} from './ports/chat-model-error.ts'
export type {
  AgentName,
  ChatContext,
  ChatDelta,
  ChatMessage,
  ChatModel,
  ChatRequest,
  ChatUsage,
  Completion,
  Effort,
  ResponseSchema,
  ServedBy,
} from './ports/chat-model.ts'
export type {
  BookContext,
  Booking,
  BookingClaim,
  BookingDraft,
  CommitContext,
  CommitOutcome,
  Guest,
  Occupancy,
  ReservationBook,
} from './ports/reservation-book.ts'
export { ReservationBookError, type ReservationBookErrorCode } from './ports/reservation-book-error.ts'
export type { UsageLedger, UsageRecord } from './ports/usage-ledger.ts'
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
export { resolveWhen, type SaidWhen, type WhenContext } from './resolve-when.ts'
export type { ResolvedWhen, WhenNeed } from './resolved-when.ts'
export { EXPECTED, type Expecting } from './rules/expecting.ts'
export { MESSAGE_MAX_CHARACTERS, RulesRouter, type RulesContext } from './rules/rules-router.ts'
