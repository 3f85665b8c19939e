import { chooseHalf, chooseOffer } from './choose-offer.ts'
import type { Task } from './conversation.ts'
import type { HeardMessage } from './heard.ts'
import type { Scene } from './scene.ts'
import { mergeSlots, settleWhen, symbolicDate, symbolicTime, wantedOfOffer } from './wanted.ts'

/** What is wanted once the guest has taken one of several things; `undefined` when the message takes none of them. */
export function takeChoice(
  { awaiting, wanted }: Task,
  heard: HeardMessage,
  scene: Scene,
): Task['wanted'] | undefined {
  const { message, slots } = heard
  if (awaiting?.for === 'offer') {
    const date =
      slots.date === undefined ? undefined : settleWhen({ saidDate: slots.date }, scene).wanted.date
    const seating = chooseOffer(awaiting.seatings, { message, slots, date })
    return (
      seating && mergeSlots(wantedOfOffer(wanted, seating), { ...slots, date: undefined, time: undefined })
    )
  }
  if (awaiting?.for === 'time' && slots.date === undefined) {
    const time =
      chooseOffer(
        awaiting.times.map((time) => ({ time })),
        { message, slots },
      )?.time ?? chooseHalf(awaiting.times, message)
    return time === undefined ? undefined : mergeSlots(wanted, { ...slots, time: symbolicTime(time) })
  }
  if (awaiting?.for === 'date') {
    const said =
      slots.date === undefined ? undefined : settleWhen({ saidDate: slots.date }, scene).wanted.date
    const date = chooseOffer(
      awaiting.dates.map((date) => ({ date })),
      { message, slots: {}, date: said },
    )?.date
    return date === undefined ? undefined : mergeSlots(wanted, { ...slots, date: symbolicDate(date) })
  }
  return undefined
}
