/** What follows such a word belongs to it, up to the next pause: "alérgica a los frutos secos". */
const OPENERS = String.raw`al[eé]rgi[ac]s?|al[eé]rgic[oa]s?|intoleran\p{L}*|allerg\p{L}*|intoleran(?:t|ce)|can(?:'|no)?t eat|cannot eat|no pued[eo]n? (?:comer|tomar)|no com(?:o|e|emos|en)`

const ALONE = String.raw`cel[ií]ac\p{L}*|c(?:o)?eliac\p{L}*|diab[eé]tic\p{L}*|embarazad\p{L}*|pregnan\p{L}*|vegan\p{L}*|vegetarian\p{L}*|gluten[- ]?free|(?:sin|no|without) (?:gluten|lactosa|lactose|dairy|az[uú]car|sal|cerdo|pork|nuts)|lactos[ae]\p{L}*|gluten|halal|kosher|epil[eé]p\p{L}*|hipertens\p{L}*|keto|low[- ]?salt|sin sal|frutos secos|cacahuetes?|marisco|shellfish|peanuts?|nuts`

const PHRASES: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\p{L}])(?:${OPENERS})(?![\p{L}])[^.,;!?\n]*`, 'giu'),
  new RegExp(String.raw`(?<![\p{L}])(?:${ALONE})(?![\p{L}])`, 'giu'),
]

/** Phrases that tell of somebody's health or diet: a model sees only that there are such. */
export function healthPhrases(text: string): readonly string[] {
  return PHRASES.flatMap((pattern) => text.match(pattern) ?? [])
}
