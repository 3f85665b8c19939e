import { isLanguageWord } from './language-of.ts'
import { MONTH_WORDS } from './month-words.ts'
import { isCommonWord } from './spelling.ts'
import { WEEKDAY_WORDS } from './weekday-words.ts'

/** Parts of the names of days and of the house. */
const NAMED_DAYS = new Set(
  "reyes ano fin san santa pascua halloween christmas xmas new years year year's easter valentine valentine's valentines st boxing day eve nye noches tardes dias claro perfecto vale genial bye see later muchas mil amable " +
    'nochevieja navidades mother father madre padre puente inmaculada pilar bar terraza vegan'.split(' '),
)

/** Words that talk about bookings is made of: with a capital or without, they are no name. */
export function isVocabulary(word: string): boolean {
  return (
    NAMED_DAYS.has(word) ||
    isLanguageWord(word) ||
    isCommonWord(word) ||
    Object.hasOwn(WEEKDAY_WORDS, word) ||
    Object.hasOwn(MONTH_WORDS, word)
  )
}
