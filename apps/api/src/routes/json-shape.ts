/** What a text of JSON would be as objects. */
export interface JsonShape {
  /** Objects and lists within each other. */
  readonly depth: number
  /** Members, items, objects and lists, one or two more or less. */
  readonly values: number
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Looks at its bytes alone: nothing is made of it. Of what is no JSON it says something, too. */
export function shapeOf(bytes: Uint8Array): JsonShape {
  let open = 0
  let depth = 0
  let values = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) at = endOfString(bytes, at)
    else if (byte === COMMA) values++
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values++
      depth = Math.max(depth, ++open)
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) open--
  }
  return { depth, values }
}

/** Where the string that begins at `start` ends. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}
