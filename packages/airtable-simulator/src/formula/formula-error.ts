/** A formula that cannot be read: the whole request fails with it. */
export class FormulaError extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'FormulaError'
  }
}

export function unreadable(): FormulaError {
  return new FormulaError('Invalid formula. Please check your formula text.')
}
