/** What the cache takes: a response with more, or longer ones, could not be purged by them, and so is not stored. */
const MAX_TAGS = 64
const MAX_TAG_BYTES = 256

/** Those of the application and those of the header, once each; `undefined` beyond the limits. */
export function tagsOf(own: readonly string[], header: string | null): readonly string[] | undefined {
  const named = (header ?? '').split(/[\s,]+/).filter((tag) => tag !== '')
  const tags = [...new Set([...own, ...named])]
  const isGood = (tag: unknown) =>
    typeof tag === 'string' && tag !== '' && tag.isWellFormed() && Buffer.byteLength(tag) <= MAX_TAG_BYTES
  return tags.length <= MAX_TAGS && tags.every(isGood) ? tags : undefined
}
