import { plainWord } from '../redaction/given-names.ts'

/** Lower case, no accents, one space between words, and of the signs those that end a sentence. */
export function plainText(text: string): string {
  return plainWord(text)
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/(?<=\w)\.(?=[a-z])/g, ' ')
    .replaceAll(/[^a-z0-9.;!?\n']+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim()
}
