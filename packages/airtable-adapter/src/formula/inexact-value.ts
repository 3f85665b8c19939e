/**
 * Thrown when a record's answer is not known here: a cell of an unexpected shape, or values that nobody has told what
 * Airtable makes of together. Airtable has to be asked.
 */
export class InexactValue extends Error {
  override readonly name = 'InexactValue'

  constructor(reason: string) {
    super(`Only Airtable knows ${reason}.`)
  }
}
