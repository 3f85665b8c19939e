import { bareCountOf, party, peopleOf, rangeOf } from './said-party.ts'
import { numberOf } from './said-when.ts'
import type { Rule } from './spot.ts'
import { phrases } from './phrases.ts'

const PEOPLE =
  'people|persons|person|pax|guests|guest|adults|adult|diners|covers|friends|folks|seats|seat|grown-ups|grownups|heads|mates|lads|girls|ladies|peeps|ppl|colleagues|spots|places'
const CHILDREN =
  'child|children|kid|kids|teenagers|teenager|kiddies|son|sons|daughter|daughters|grandchildren|youngsters|boys'
const BABIES = 'baby|babies|infant|infants|toddler|toddlers|newborn|bub'
const JOIN = 'and|plus|with|&|+'

/** How many come, as it is said in English. Babies take a high chair and no seat. */
export const ENGLISH_PARTIES: readonly Rule[] = [
  {
    ways: phrases(`
    {n} has|have dropped out / {n} dropped out / {n} can't|won't come|make|be / {n} isn't|aren't coming / minus {n}
    less {n} / {n} has|have pulled|bailed|cancelled / {n} less / {n} fewer / lost {n} / {n} is|are not coming / {n} is|are ill|sick
    `),
    says: ({ n }) => party({ less: numberOf(n) }),
  },
  { ways: ['we were {n}', 'it was {n}', 'were going to be {n}'], says: peopleOf },
  {
    ways: phrases(`
      {n} ${PEOPLE} / for {n} ${PEOPLE} / party|group|family|table of {n}
      party|group|family|table of {n} ${PEOPLE} / a party|group|table of {n} / table for {n}
      table for {n} ${PEOPLE} / {n} of us !is|has|are|have|can't|doesn't|uses|needs|don't / for {n} of us / for the {n} of us / the {n} of us / we're {n}
      we are {n} / we'll be {n} !minutes|mins|min|late|hours|there
       we will be {n} !minutes|mins|min|late|hours
       will be {n} /
      be {n} !minutes|mins|min|late|hours
      be {n} of us / there are {n} of us
      there's {n} of us / there will be {n} / there will be {n} of us / we're {n} now / make it {n} people
      {n} in total / {n} altogether / for just {n} / just {n} / just the {n} of us
      for about|around|roughly {n} people|of / about|around {n} ${PEOPLE} / party size {n}
      for {n} ${PEOPLE} in total / {n} in our party / {n} - person table / {n} top / we are {n} people
      we're {n} people / number of guests : {n} / seating for {n} / it's {n} of us / it's {n} people
      it will be {n} / it'll be {n} / seats {n} / sit {n} / fit {n} / squeeze in {n} / another table for {n}
      for {n} total / we'd be {n} / we would be {n} / a {n} - top / now {n} of us / all {n} of us
    `),
    says: peopleOf,
  },
  { ways: ['for {n}'], says: (captures) => bareCountOf(captures, true) },
  {
    ways: phrases(`
    {n:least} or|to|- {n:most} ${PEOPLE} / for|be|party|group {n:least} or {n:most}
    for {n:least} or|to|- {n:most} ${PEOPLE} / table for {n:least} or|- {n:most}
    between {n:least} and {n:most} ${PEOPLE} / for|be between {n:least} and {n:most}
    for {n:least} maybe|possibly|perhaps {n:most} / {n:least} or {n:most} of us
    between {n:least} and {n:most} of us / {n:least} , maybe|possibly|perhaps {n:most}
    for {n:least} , maybe|possibly|perhaps {n:most} / for {n:least} to {n:most}
    party|group of {n:least} or|to|- {n:most} / we're|be {n:least} or {n:most}
    for between {n:least} and {n:most} ${PEOPLE} / either {n:least} or {n:most}
    either {n:least} or {n:most} ${PEOPLE}
  `),
    says: rangeOf,
  },
  {
    ways: phrases(`
    {n} ${PEOPLE} ${JOIN} {n:more} ${CHILDREN} / {n} ${JOIN} {n:more} ${CHILDREN}
    for|party {n} ${PEOPLE} ${JOIN} {n:more} ${CHILDREN} / for {n} ${JOIN} {n:more} ${CHILDREN}
    {n} ${PEOPLE} , {n:more} ${CHILDREN} / for {n} ${PEOPLE} , {n:more} ${CHILDREN}
    {n} ${CHILDREN} ${JOIN} {n:more} ${PEOPLE}
  `),
    says: ({ n, more }) => party({ people: numberOf(n) + numberOf(more) }),
  },
  {
    ways: phrases(`
    {n} ${PEOPLE} ${JOIN} a ${CHILDREN} / {n} ${JOIN} a ${CHILDREN} / for {n} ${PEOPLE} ${JOIN} a ${CHILDREN}
    for {n} ${JOIN} a ${CHILDREN}
  `),
    says: ({ n }) => party({ people: numberOf(n) + 1 }),
  },
  {
    ways: [`${JOIN} {n} ${CHILDREN}`, `, {n} ${CHILDREN}`, 'plus {n} more', 'and {n} more'],
    says: ({ n }) => party({ more: numberOf(n) }),
  },
  { ways: [`${JOIN} a|our|my ${CHILDREN}`], says: () => party({ more: 1 }) },
  {
    ways: phrases(`
    {n} ${PEOPLE} ${JOIN} a|our|my|an ${BABIES} / {n} ${JOIN} a|our|my|an ${BABIES}
    for {n} ${JOIN} a|our|my|an ${BABIES} / for {n} ${PEOPLE} ${JOIN} a|our|my|an ${BABIES}
    {n} of us ${JOIN} a|our|my|an ${BABIES} / we're|be {n} ${JOIN} a|our|an ${BABIES}
  `),
    says: ({ n }) => party({ people: numberOf(n), highChairs: 1 }),
  },
  {
    ways: phrases(`
    {n} ${PEOPLE} ${JOIN} {n:babies} ${BABIES} / {n} ${JOIN} {n:babies} ${BABIES}
    for {n} ${JOIN} {n:babies} ${BABIES} / for {n} ${PEOPLE} ${JOIN} {n:babies} ${BABIES}
    {n} of us ${JOIN} {n:babies} ${BABIES}
  `),
    says: ({ n, babies }) => party({ people: numberOf(n), highChairs: numberOf(babies) }),
  },
  {
    ways: phrases(`
    {n} ${BABIES} / a ${BABIES} / ${JOIN} {n} ${BABIES} / with|and our|my baby|toddler|infant
    {n} high chairs|chair / {n} highchairs|highchair / a high chair / a highchair / highchair / high chair
    an infant / {n} high - chairs|chair / high - chair / booster seat / a booster seat / highchairs
    high chairs
  `),
    says: (captures) => party({ highChairs: 'n' in captures ? numberOf(captures['n']) : 1 }),
  },
  {
    ways: phrases(`
    {n} including|counting|incl a|one|the|our ${BABIES}
    {n} ${PEOPLE} including|counting a|one|the|our ${BABIES}
    {n} of us including|counting a|one|the|our ${BABIES} / for {n} including|counting a|one|the|our ${BABIES}
    {n} of us , including|counting a|one|the|our ${BABIES}
    for {n} , including|counting a|one|the|our ${BABIES} / {n} people , including a|one|the|our ${BABIES}
  `),
    says: ({ n }) => party({ people: numberOf(n) - 1, highChairs: 1 }),
  },
  {
    ways: phrases(`
    half a dozen / for half a dozen / a half dozen / half a dozen people|of / half - dozen
  `),
    says: () => party({ people: 6 }),
  },
  { ways: ['a dozen', 'for a dozen', 'a dozen people|of', 'one dozen'], says: () => party({ people: 12 }) },
  {
    ways: phrases(`
    a couple / for a couple / couples table / my {word} and i|me|myself / me and my {word}
    for my {word} and i|me|myself / for me and my {word} / just us two / us two / the pair of us
    the both of us / both of us / for the two / myself and my {word} / for myself and my {word}
    for me and a {word} / me plus one / me and one other / me + 1
  `),
    says: () => party({ people: 2 }),
  },
  { ways: ['{n} couples', 'for {n} couples'], says: ({ n }) => party({ people: 2 * numberOf(n) }) },
  {
    ways: phrases(`
    just me / for myself / only me / by myself / on my own / just myself / for me / solo diner / table for one
    just for me / alone
  `),
    says: () => party({ people: 1 }),
  },
]
