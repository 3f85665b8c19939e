import { isLanguageWord } from './language-of.ts'
import { MONTH_WORDS } from './month-words.ts'
import { isCommonWord } from './spelling.ts'
import { WEEKDAY_WORDS } from './weekday-words.ts'

/** Words that talk about bookings is made of: with a capital or without, they are no name. */
export function isVocabulary(word: string): boolean {
  return (
    isLanguageWord(word) ||
    isCommonWord(word) ||
    Object.hasOwn(WEEKDAY_WORDS, word) ||
    Object.hasOwn(MONTH_WORDS, word)
  )
}
