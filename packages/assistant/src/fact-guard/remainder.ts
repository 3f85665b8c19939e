/** A text from which one thing after the other is taken out, so that nothing is read twice. */
export class Remainder {
  text: string

  constructor(text: string) {
    this.text = text
  }

  /** What `read` makes of each find; `undefined` leaves it where it is. */
  take(pattern: RegExp, read: (...groups: readonly string[]) => string | undefined): string[] {
    const found: string[] = []
    this.text = this.text.replace(pattern, (...match) => {
      const groups = match.slice(
        0,
        match.findIndex((part) => typeof part === 'number'),
      )
      const meaning = read(...groups.map((group: string | undefined) => group ?? ''))
      if (meaning === undefined) return groups[0] as string
      found.push(meaning)
      return ' · '
    })
    return found
  }
}
