/** What a message shows that may be meant for the machine. One alone may be chance; two of them are not. */
export const HINTS = [
  /** Somebody says to be of the house, or of an authority. */
  'authority',
  /** Somebody says to work there. */
  'staff',
  /** The rules of the machine are spoken of. */
  'rules',
  /** A rule for what is to come: "from now on", "whenever I say". */
  'standing',
  /** The machine is spoken of: assistant, bot, system. */
  'machine',
  /** It is to be somebody else. */
  'role',
  /** It is to answer in a certain way. */
  'wording',
  /** What others want is passed on. */
  'passed-on',
  /** It is called a test, a game, an exception. */
  'exception',
  /** The assistant is said to have agreed to something, or approved it. */
  'agreed',
  /** The assistant is told what it may do, and that nobody will know. */
  'allowed',
  /** It is pressed: not to refuse, not to stop, to trust. */
  'pressing',
  /** Bookings of others are spoken of. */
  'others',
  /** A booking under another name is claimed, or the guest is somebody else now. */
  'claimed',
] as const
export type PhraseHint = (typeof HINTS)[number]

/**
 * Phrases of one language by which somebody gives orders to a machine, in lower case and without accents. They stand on lines
 * of their own or are divided by ` / `. `*` behind a letter stands for the rest of a word, ` … ` for some words in between,
 * `{name}` for one of the words of that name; otherwise they are regular expressions.
 */
export interface OrderPhrases {
  readonly words: Readonly<Record<string, string>>
  /** Each is enough by itself: no guest speaks so of a table. */
  readonly orders: string
  readonly hints: Readonly<Partial<Record<PhraseHint, string>>>
}

/** How far apart the parts of a phrase may stand, in characters; never in two sentences. */
const GAP = String.raw`(?:[^.;!?\n]{0,70} )?`

/** The phrases of a table, a pattern for each of its lines: one for all of them would take the engine a second to prepare. */
export function patternsOf(table: string, words: OrderPhrases['words']): readonly RegExp[] {
  return table
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => new RegExp(`(?<![a-z0-9])(?:${expanded(line, words)})(?![a-z0-9])`))
}

function expanded(table: string, words: OrderPhrases['words']): string {
  return table
    .trim()
    .replaceAll(/\s+\/\s+|\s*\n\s*/g, '|')
    .replaceAll(' … ', ` ${GAP}`)
    .replaceAll(/(?<=[a-z]|[^ ]\))\*|(?<=\])(?<!-z\])\*/g, '[a-z]*')
    .replaceAll(/\{([a-z]+)\}/g, (_, name: string) => `(?:${expanded(words[name] ?? '', words)})`)
}
