export type { Account } from './account.ts'
export {
  type AnswerFormat,
  type Brain,
  type BrainAnswer,
  type BrainRequest,
  echoBrain,
  type ToolCall,
} from './brain.ts'
export type { ChatBody, ChatMessage } from './chat-body.ts'
export type { Chaos, Fault, FaultFilter, FaultyRequest } from './chaos.ts'
export { exampleOf } from './example-of.ts'
export {
  type ContentFault,
  type ErrorFault,
  FAULT_KINDS,
  type FaultKind,
  type WireFault,
} from './fault-kinds.ts'
export type { Journal, JournalAnswer, JournalEntry, RequestCounts, RequestKind } from './journal.ts'
export type { Pace, Pacing } from './pacing.ts'
export type { ProviderName } from './quirks.ts'
export { KNOWN_MODELS, type SimulatedModel } from './simulated-model.ts'
export type { ModelSimulatorOptions, SimulatedLimits } from './simulator-options.ts'
export { type ModelSimulator, startModelSimulator } from './start-model-simulator.ts'
export { tokensOf } from './tokens.ts'
