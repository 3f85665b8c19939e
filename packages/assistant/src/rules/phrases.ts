/** Phrases in the notation of patterns, divided by ` / ` or by lines. */
export function phrases(text: string): readonly string[] {
  return text
    .split(/ \/(?: |$)|\n/m)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
}
