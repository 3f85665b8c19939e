import { EN, type TextName } from './texts-en.ts'
import { ES } from './texts-es.ts'

export type { TextName }
export type Language = 'en' | 'es'

const TEXTS = { en: EN, es: ES }

let language: Language = 'en'

export function useLanguage(chosen: Language): void {
  language = chosen
  document.documentElement.lang = chosen
  for (const place of document.querySelectorAll<HTMLElement>('[data-text]'))
    place.textContent = text(place.dataset['text'] as TextName)
  for (const place of document.querySelectorAll<HTMLElement>('[data-label]'))
    place.setAttribute('aria-label', text(place.dataset['label'] as TextName))
}

export function currentLanguage(): Language {
  return language
}

/** The text in the language of the page, with what is in braces put in. */
export function text(name: TextName, values: Readonly<Record<string, string>> = {}): string {
  return TEXTS[language][name].replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}
