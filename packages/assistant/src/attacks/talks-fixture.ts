/** Conversations from a text: one a line, messages divided by ` | `; `\\n` is a new line within one, and lines after # say of what kind they are. */
export function talksOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' | ').map((message) => message.replaceAll(String.raw`\n`, '\n')))
}
