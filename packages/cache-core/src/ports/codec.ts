/** Carries values that JSON cannot: dates, maps, sets, bigints. */
export interface Codec {
  /**
   * Travels with every entry, so that no other codec reads it: 1 to 32 letters, digits, `_`, `-` or `.`. A codec whose text
   * changes its meaning needs another name.
   */
  readonly name: string
  /**
   * The value as text. Throws for what `decode` would not give back equal: best a CacheError VALUE_NOT_CARRIABLE with the
   * path, and without the value.
   */
  readonly encode: (value: unknown) => string
  /** A new value each time. Throws for text that `encode` does not write: it may come from anybody who can write to the shared tier. */
  readonly decode: (text: string) => unknown
}
