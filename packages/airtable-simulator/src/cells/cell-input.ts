import { readAttachments, readBarcode, readCollaborator, readCollaborators } from './read-objects.ts'
import { readCheckbox, readDuration, readNumber, readRating, readText } from './read-scalars.ts'
import { readDate, readDateTime } from './read-dates.ts'
import { readSelect, readSelects } from './read-selects.ts'
import type { CellReader } from './cell-reader.ts'
import { COMPUTED_TYPES } from '../base/base-data.ts'
import { invalidValue } from '../api/api-error.ts'
import { readLinks } from './read-links.ts'

/** A value given by a client as the cell keeps it; `undefined` clears. Throws the 422 that Airtable answers. */
export const cellFromInput: CellReader = (field, value, context) => {
  if (COMPUTED_TYPES.has(field.type)) throw invalidValue(field.name)
  if (isEmpty(value)) return undefined
  const read = READERS[field.type]
  return read ? read(field, value, context) : value
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
}

/** A type that is not here keeps what it is given. */
const READERS: Readonly<Record<string, CellReader>> = {
  singleLineText: readText,
  multilineText: readText,
  richText: readText,
  email: readText,
  url: readText,
  phoneNumber: readText,
  number: readNumber,
  currency: readNumber,
  percent: readNumber,
  duration: readDuration,
  rating: readRating,
  checkbox: readCheckbox,
  date: readDate,
  dateTime: readDateTime,
  singleSelect: readSelect,
  multipleSelects: readSelects,
  multipleRecordLinks: readLinks,
  multipleAttachments: readAttachments,
  singleCollaborator: readCollaborator,
  multipleCollaborators: readCollaborators,
  barcode: readBarcode,
}
