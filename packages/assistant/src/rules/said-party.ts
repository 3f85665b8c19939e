import type { PartySaid, Said } from './finding.ts'
import type { Captures } from './pattern-trie.ts'
import { numberOf } from './said-when.ts'

export function party(party: PartySaid): Said {
  return { party }
}

/** `{n}`, where it can be a party at all. */
export function peopleOf(captures: Captures): Said | undefined {
  const people = numberOf(captures['n'])
  return people > 500 ? undefined : party({ people })
}

/** "For 8" beside nothing that says of what: an hour, where another phrase counts the people. */
export function bareCountOf(captures: Captures, mayBeHour = false): Said | undefined {
  const people = numberOf(captures['n'])
  return people > 500 ? undefined : party({ people, isBare: true, mayBeHour })
}

/** `{least}` to `{most}`; the same number twice is no range. */
export function rangeOf(captures: Captures): Said | undefined {
  const [least, most] = [numberOf(captures['least']), numberOf(captures['most'])]
  if (least === most) return party({ people: least })
  return least < most && most <= 500 ? party({ range: [least, most] }) : undefined
}
