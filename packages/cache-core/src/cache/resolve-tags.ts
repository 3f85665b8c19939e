import { refuse } from './option-checks.ts'

const NO_TAGS: readonly string[] = Object.freeze([])
const MAX_TAGS = 64
const MAX_TAG_BYTES = 256

/** Checks tags: at most MAX_TAGS non-empty strings of at most MAX_TAG_BYTES. Throws INVALID_ARGUMENT. */
export function resolveTags(tags: readonly string[] | undefined): readonly string[] {
  if (tags === undefined) return NO_TAGS
  if (!Array.isArray(tags)) refuse([`tags is ${typeof tags}; it must be an array of strings`])
  if (tags.length === 0) return NO_TAGS
  const problems = tags.length > MAX_TAGS ? [`${tags.length} tags were given; the limit is ${MAX_TAGS}`] : []
  for (const tag of tags) {
    if (
      typeof tag !== 'string' ||
      tag === '' ||
      !tag.isWellFormed() ||
      Buffer.byteLength(tag) > MAX_TAG_BYTES
    )
      problems.push(`a tag must be a non-empty string of at most ${MAX_TAG_BYTES} bytes`)
  }
  refuse(problems)
  return Object.freeze([...new Set(tags)])
}
