/** A formula that may be good, but whose answer is not known here: Airtable has to be asked. */
export class UnsupportedFormula extends Error {
  override readonly name = 'UnsupportedFormula'
}
