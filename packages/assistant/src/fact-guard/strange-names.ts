import { isGivenName, plainWord } from '../redaction/given-names.ts'

/** Words with a capital that a polite reply may have of its own. */
const COMMON = new Set(
  `lunes martes miercoles jueves viernes sabado domingo monday tuesday wednesday thursday friday saturday sunday january february
  march april may june july august september october november december i am pm usted ustedes sr sra don dona mr mrs ms ok`.split(
    /\s+/,
  ),
)

/** Whether a text has a word that looks like a name and is not in the other one. */
export function strangeNames(text: string, known: string): boolean {
  const allowed = new Set(words(known).map(plainWord))
  return [...text.matchAll(/(?<before>^|[.!?¡¿:"«]\s*|\s)(?<word>\p{L}[\p{L}'’-]*)/gu)].some(({ groups }) => {
    const { before = '', word = '' } = groups ?? {}
    const plain = plainWord(word)
    if (allowed.has(plain) || COMMON.has(plain)) return false
    const isInside = /^\s$/.test(before)
    return isInside
      ? /^\p{Lu}/u.test(word) && !/^I['’]/.test(word)
      : isGivenName(word) && /^\p{Lu}/u.test(word)
  })
}

function words(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}'’-]*/gu) ?? []
}
