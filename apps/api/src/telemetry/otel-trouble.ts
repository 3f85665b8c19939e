/** What the SDK tells of an error, which is JSON with a stack, in the words that say what is wrong. */
export function troubleOf(told: string): string {
  try {
    const { code, message, name } = JSON.parse(told) as Readonly<Record<string, unknown>>
    const words = [code, message].filter((one) => typeof one === 'string' && one !== '')
    return words.length > 0 ? words.join(': ') : String(name)
  } catch {
    return told
  }
}
