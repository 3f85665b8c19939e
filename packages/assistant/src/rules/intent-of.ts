import type { Intent } from '../slots.ts'
import {
  asksForRoom,
  asksForSeats,
  asksForTable,
  asksOfBooking,
  asksOfTheHouse,
  asksOfThings,
  asksPeopleOfHouse,
  asksWhatIsAllowed,
} from './asking.ts'
import { mayBook, wantsToCancel, wantsToChange } from './booking-acts.ts'
import { bringsWish } from './brings-wish.ts'
import {
  beginsWith,
  isBooking,
  isOnlyDay,
  isOver,
  isPast,
  isQuestion,
  isUnseated,
  namesHour,
  saysYesOrNo,
  seeksTable,
  type IntentQuestion,
} from './intent-question.ts'
import {
  confirms,
  isForPeople,
  isOnlyGreeting,
  isOnlyNo,
  isOnlyYes,
  isPartOfDay,
  isShort,
  praises,
  takesLeave,
  tellsDetail,
} from './talking.ts'

type Rule = (question: IntentQuestion) => boolean

/** The first rule that holds. What would be worst to miss comes first; what is said beside anything else comes last. */
const INTENT_RULES: readonly (readonly [Intent, Rule])[] = [
  ['other', (asked) => asked.cues.has('offTopic') && !isBooking(asked) && isUnseated(asked)],
  ['greet', isOnlyGreeting],
  ['affirm', isOnlyYes],
  ['deny', isOnlyNo],
  ['info', asksOfBooking],
  ['human', isForPeople],
  ['thank', praises],
  ['human', (asked) => asked.cues.has('human') && (isPast(asked) || !seeksTable(asked))],
  ['thank', takesLeave],
  ['inform', bringsWish],
  ['info', asksWhatIsAllowed],
  ['cancel', wantsToCancel],
  ['change', wantsToChange],
  ['inform', tellsDetail],
  ['check', (asked) => asksForSeats(asked) && asked.cues.has('room')],
  ['info', (asked) => asked.cues.has('infoSure') && asksOfTheHouse(asked)],
  ['info', asksOfThings],
  ['affirm', confirms],
  ['check', asksForTable],
  ['info', (asked) => isQuestion(asked) && asksOfTheHouse(asked)],
  ['book', ({ cues, expecting }) => expecting === undefined && cues.has('strongBook')],
  ['human', (asked) => isPast(asked) && !isQuestion(asked) && !namesHour(asked)],
  ['check', asksForRoom],
  [
    'info',
    (asked) => asked.cues.has('infoSure') && isQuestion(asked) && isUnseated(asked) && !isBooking(asked),
  ],
  ['book', mayBook],
  ['human', ({ cues }) => cues.has('human')],
  ['greet', (asked) => beginsWith(asked, 'greet') && isShort(asked) && asked.topic === undefined],
  ['info', asksPeopleOfHouse],
  ['thank', (asked) => asked.cues.has('thank') && isOnlyDay(asked) && !saysYesOrNo(asked)],
  ['inform', (asked) => Object.keys(asked.slots).length > 0 && !isOver(asked)],
  ['deny', (asked) => beginsWith(asked, 'deny')],
  ['affirm', (asked) => beginsWith(asked, 'affirm') && (!asked.cues.has('thank') || saysYesOrNo(asked))],
  ['thank', ({ cues }) => cues.has('thank')],
  ['info', (asked) => asked.expecting === undefined && asked.topic !== undefined && isShort(asked)],
  ['greet', (asked) => asked.cues.has('greet') && asked.reading.items.length <= 8 && !isPartOfDay(asked)],
  ['affirm', ({ cues, reading }) => cues.has('affirm') && reading.items.length <= 6],
]

/** What the guest wants; `other` where nothing shows it. */
export function intentOf(question: IntentQuestion): Intent {
  return INTENT_RULES.find(([, holds]) => holds(question))?.[0] ?? 'other'
}
