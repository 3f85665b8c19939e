import type { InputError, ProblemName } from '@larder/api-contract'

export interface ProblemErrorOptions {
  /** With `invalid-input`: each part that is wrong. */
  readonly errors?: readonly InputError[] | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Thrown by a route of ours: what it is answered instead. Carries neither secrets nor cached values. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: ProblemName
  readonly errors: readonly InputError[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(problem: ProblemName, detail: string, { errors, headers = {} }: ProblemErrorOptions = {}) {
    super(detail)
    this.problem = problem
    this.errors = errors
    this.headers = headers
  }
}
