import { type Guest, isSamePhone } from '@larder/assistant'
import type { AirtableRecord } from '../airtable-record.ts'
import { withEmail, withIds, withPhone } from './book-formulas.ts'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import { textIn } from './cells.ts'

/** A guest's record, and what the booking itself has to say of the guest. */
export interface KnownGuest {
  readonly id: string
  /** The name where the record has another; phone and address as they were given, so that those of the record are never told. */
  readonly said: Partial<Guest>
}

/** Digits that tell phones apart; what comes before them may be left out. */
const PHONE_DIGITS = 9
/** Ids that fit into one formula. */
const MAX_IDS = 50

/** The guests of a base. What is known of them is read from Airtable each time, and kept nowhere. */
export class GuestRecords {
  readonly #records: BookRecords
  readonly #layout: BookLayout

  constructor(records: BookRecords, layout: BookLayout) {
    this.#records = records
    this.#layout = layout
  }

  /** By phone, else by e-mail address; of several the oldest. What is there is not changed. */
  async findOrCreate(guest: Guest, signal: AbortSignal): Promise<KnownGuest> {
    const { guests } = this.#layout
    const [known] = (await this.#lookUp(guest, signal)).toSorted((a, b) =>
      a.createdTime === b.createdTime ? (a.id < b.id ? -1 : 1) : a.createdTime < b.createdTime ? -1 : 1,
    )
    if (known) return { id: known.id, said: saidOf(guest, this.#toGuest(known)) }
    const fields = {
      [guests.name]: guest.name,
      ...(guest.phone === undefined ? {} : { [guests.phone]: guest.phone }),
      ...(guest.email === undefined ? {} : { [guests.email]: guest.email }),
    }
    const { id } = await this.#records.create(guests.table, fields, signal)
    return { id, said: saidOf(guest, guest) }
  }

  async read(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Guest>> {
    const { table } = this.#layout.guests
    const found = new Map<string, Guest>()
    const wanted = [...new Set(ids)]
    for (let from = 0; from < wanted.length; from += MAX_IDS) {
      const formula = withIds(wanted.slice(from, from + MAX_IDS))
      for (const record of await this.#records.list({ table, formula, fields: this.#fields() }, signal))
        found.set(record.id, this.#toGuest(record))
    }
    return found
  }

  async #lookUp({ phone = '', email = '' }: Guest, signal: AbortSignal): Promise<readonly AirtableRecord[]> {
    const { guests } = this.#layout
    const digits = phone.replaceAll(/\D/g, '')
    const wish = { table: guests.table, fields: this.#fields() }
    if (digits !== '') {
      const formula = withPhone(digits.slice(-PHONE_DIGITS), guests.phone)
      const found = await this.#records.list({ ...wish, formula }, signal)
      return found.filter(({ fields }) => isSamePhone(phone, textIn(fields[guests.phone])))
    }
    return email === ''
      ? []
      : this.#records.list({ ...wish, formula: withEmail(email, this.#layout) }, signal)
  }

  #fields(): readonly string[] {
    const { name, phone, email } = this.#layout.guests
    return [name, phone, email]
  }

  #toGuest({ fields }: AirtableRecord): Guest {
    const { guests } = this.#layout
    const [phone, email] = [textIn(fields[guests.phone]), textIn(fields[guests.email])]
    return {
      name: textIn(fields[guests.name]),
      ...(phone === '' ? {} : { phone }),
      ...(email === '' ? {} : { email }),
    }
  }
}

function saidOf({ name, phone, email }: Guest, known: Guest): Partial<Guest> {
  return {
    ...(name === known.name ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  }
}
