/** Of Spanish and English prose, near enough for a simulator; providers count with vocabularies of their own. */
const CHARS_PER_TOKEN = 4.1

/** Tokens of a text, by its length. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN)
}

/** What a model had written of `text` when its tokens ran out. */
export function firstTokens(text: string, tokens: number): string {
  return text.slice(0, Math.floor(tokens * CHARS_PER_TOKEN))
}

/** A text in pieces of a few tokens, as a stream carries it. */
export function piecesOf(text: string, tokensEach: number): readonly string[] {
  const length = Math.max(1, Math.floor(tokensEach * CHARS_PER_TOKEN))
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  )
}
