/** A locale's canonical name, such as `es` or `en-GB`; `undefined` for what is none. */
export function localeOf(name: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(name.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}
