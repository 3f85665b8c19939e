import type { Fact } from '../facts.ts'
import type { Conversation } from './conversation.ts'
import type { HeardMessage } from './heard.ts'
import { claimsPrice } from './price-claims.ts'
import type { Step } from './step.ts'

/** What is told before all else of a message, whatever it led to. */
export function withRemarks(step: Step, before: Conversation, heard: HeardMessage): Step {
  const facts: readonly Fact[] = [
    ...(claimsPrice(heard.message) && isAboutTable(step) ? [{ kind: 'no-promise' } as const] : []),
    ...(isFirstOfSeveral(step, before, heard) ? [{ kind: 'one-by-one', action: 'book' } as const] : []),
    ...step.facts,
  ]
  return { ...step, facts: heard.ruled.isNoName && asksName(step) ? withoutThatName(facts) : facts }
}

const ABOUT_TABLE: ReadonlySet<Fact['kind']> = new Set([
  'ask',
  'available',
  'offer',
  'summary',
  'booked',
  'changed',
])

function isAboutTable({ facts }: Step): boolean {
  return facts.some(({ kind }) => ABOUT_TABLE.has(kind))
}

/** Whoever asks for two at once is told that the first one comes first. */
function isFirstOfSeveral(step: Step, { task }: Conversation, { asksSeveral }: HeardMessage): boolean {
  return task === undefined && asksSeveral && step.conversation.task?.kind === 'book'
}

function asksName({ facts }: Step): boolean {
  return facts.some((fact) => fact.kind === 'ask' && fact.slot === 'name')
}

/** That it is no name is told, and not that it was not understood. */
function withoutThatName(facts: readonly Fact[]): readonly Fact[] {
  return [{ kind: 'not-a-name' }, ...facts.filter(({ kind }) => kind !== 'unclear' && kind !== 'off-topic')]
}
