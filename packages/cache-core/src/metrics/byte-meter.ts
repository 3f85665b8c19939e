import type { StoreBytes } from '../ports/cache-store.ts'

/** Adds up the sizes of what a store writes and reads, before and after compression, in bytes. Allocates nothing. */
export class ByteMeter {
  readonly #written = { raw: 0, stored: 0 }
  readonly #read = { raw: 0, stored: 0 }

  wrote(raw: number, stored: number): void {
    this.#written.raw += raw
    this.#written.stored += stored
  }

  read(raw: number, stored: number): void {
    this.#read.raw += raw
    this.#read.stored += stored
  }

  get total(): StoreBytes {
    return { written: { ...this.#written }, read: { ...this.#read } }
  }
}
