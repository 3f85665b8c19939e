/** Airtable's name of every refusal of a formula. */
const TYPE = 'INVALID_FILTER_BY_FORMULA'
const INTRODUCTION = 'The formula for filtering records is invalid: '
const BAD_TEXT = 'Invalid formula. Please check your formula text.'

/** A formula that Airtable refuses as a whole, with status 422: nothing is evaluated. */
export class FormulaRefusal extends Error {
  override readonly name = 'FormulaRefusal'
  /** Of the answer that Airtable gives. */
  readonly status = 422
  /** The answer's JSON body, word by word Airtable's. */
  readonly body: { readonly error: { readonly type: string; readonly message: string } }
  /** What is wrong, for people; Airtable does not tell. */
  readonly reason: string
  /** Where in the text it is, counted in UTF-16 units from 0. */
  readonly position: number

  constructor(wording: string, reason: string, position: number) {
    super(`${INTRODUCTION}${wording}`)
    this.body = { error: { type: TYPE, message: this.message } }
    this.reason = reason
    this.position = position
  }
}

/** Syntax, an unknown function, or a wrong number of arguments: Airtable has one message for all. */
export function badText(reason: string, position: number): FormulaRefusal {
  return new FormulaRefusal(BAD_TEXT, `${reason} at position ${position}`, position)
}

/** Airtable lower-cases the names. */
export function unknownFields(names: readonly string[], position: number): FormulaRefusal {
  const list = names.map((name) => name.toLowerCase()).join(', ')
  return new FormulaRefusal(`Unknown field names: ${list}`, `no field is called ${list}`, position)
}
