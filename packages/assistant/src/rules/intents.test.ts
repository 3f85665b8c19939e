import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { INTENTS, LANGUAGES } from '../slots.ts'
import { RulesRouter } from './rules-router.ts'

const router = new RulesRouter()

/** Sentences by hand, one a line, in a file that begins with the name of what is wanted; nothing was asked before. */
const FOLDER = new URL('intent-sentences/', import.meta.url)

describe.each(LANGUAGES)('intents in %s', (language) => {
  const folder = new URL(`${language}/`, FOLDER)
  const files = readdirSync(folder).sort()

  test('each intent has sentences', () => {
    expect(new Set(files.map(intentOfFile))).toEqual(new Set(INTENTS))
  })

  describe.each(files)('%s', (file) => {
    const sentences = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n')

    test.each(sentences)('%s', (sentence) => {
      expect(router.understand(sentence, { language }).intent).toBe(intentOfFile(file))
    })
  })
})

/** `book-terse-and-spoken.txt` has sentences of `book`. */
function intentOfFile(file: string): string {
  return file.replace('.txt', '').split('-')[0] ?? ''
}
