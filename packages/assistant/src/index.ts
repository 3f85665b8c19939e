export { type AgentContext, type Answered, askModels, type ModelsOptions } from './agents/ask-models.ts'
export { HumanAgent, type HumanAgentOptions, type ToSay } from './agents/human-agent.ts'
export { type Dilemma, LogicAgent, type LogicAgentOptions } from './agents/logic-agent.ts'
export { type Heard, type MessageRules, RouterAgent, type RouterAgentOptions } from './agents/router-agent.ts'
export type { RulesReason, Served, ServedAs } from './agents/served-as.ts'
export { AssistantError, type AssistantErrorCode } from './assistant-error.ts'
export {
  type Assistant,
  type AssistantModels,
  type AssistantOptions,
  createAssistant,
  MOST_MESSAGE_CHARACTERS,
  type ReplyOptions,
} from './assistant.ts'
export { occupancyDates } from './availability-dates.ts'
export type { Availability, AvailabilityReason, AvailabilityRequest, Seating } from './availability-result.ts'
export { type AvailabilityOptions, findAvailability } from './availability.ts'
export { factGuard, type GuardedReply } from './fact-guard.ts'
export type { AskedSlot, DoubtfulReading, Extras, Fact, KeptBooking, ServiceHours, Sitting } from './facts.ts'
export { isSeatingFree } from './availability-conflict.ts'
export { isProof, isSameCode, isSamePhone, matchesClaim } from './booking-claim.ts'
export { type BookingWish, fingerprintOf } from './booking-fingerprint.ts'
export {
  type BookingRules,
  mayBook,
  mayCancel,
  mayChange,
  mayHold,
  type PolicyReason,
  type PolicyVerdict,
} from './booking-policy.ts'
export { HouseClock } from './house-clock.ts'
export { dateOfDay, dayNumberOf, weekdayOfDay } from './house-date.ts'
export type { House, JoinableSet, LocalDate, LocalTime, Service, Table } from './house.ts'
export type { HousePage } from './house-page.ts'
export {
  ChatModelError,
  type ChatModelErrorCode,
  type ChatModelErrorOptions,
  type SpentInVain,
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
export { type KnownPrivate, Redaction } from './redaction.ts'
export { type Register, replyFromTemplate, type ReplyStyle } from './replies/reply-templates.ts'
export type { ConversationState, Reply, ReplyEvent } from './reply.ts'
export { replyEvents } from './reply-events.ts'
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
