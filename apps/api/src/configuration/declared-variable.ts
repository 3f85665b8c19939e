/** What is said of a variable: its rules stand beside the code that reads it. */
export interface DeclaredVariable {
  readonly name: string
  /** What it is when it is not set, as its own text; `undefined` when it is nothing then. */
  readonly fallback?: string | undefined
  /** What happens when it is not set and has no fallback. */
  readonly without?: string | undefined
  readonly meaning: string
}

export interface VariableGroup {
  readonly title: string
  readonly variables: readonly DeclaredVariable[]
}
