/** Why no model's answer was used. */
export type RulesReason =
  /** None is configured. */
  | 'no-model'
  /** All of them failed, or took too long. */
  | 'failed'
  /** What it said was not in the facts. */
  | 'not-in-the-facts'
  /** There was nothing to ask it. */
  | 'not-needed'

/** Who did the work of an agent in one reply. */
export type ServedAs =
  | { readonly by: 'model'; readonly provider: string; readonly model: string }
  | {
      readonly by: 'fallback'
      readonly provider: string
      readonly model: string
      /** The provider that was asked first, where it is known. */
      readonly fallbackFrom?: string | undefined
    }
  | { readonly by: 'rules'; readonly because: RulesReason }

/** What an agent made, who made it, and what that cost. */
export interface Served<T> {
  readonly value: T
  readonly servedAs: ServedAs
  /** `undefined`: a model was used whose price is not known. */
  readonly usd: number | undefined
}

/** By the rules, at no cost. */
export function byRules<T>(value: T, because: RulesReason, usd: number | undefined = 0): Served<T> {
  return { value, servedAs: { by: 'rules', because }, usd }
}
