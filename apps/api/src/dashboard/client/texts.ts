import { EN, type TextName } from './texts-en.ts'
import { ES } from './texts-es.ts'

export type { TextName }
export type Language = 'en' | 'es'

const TEXTS = { en: EN, es: ES }
const PLACE = 'larder-language'
let language: Language = 'en'

/** The one that was chosen last; before, that of the browser. */
export function keptLanguage(): Language {
  const kept = localStorage.getItem(PLACE) ?? navigator.language
  return kept.startsWith('es') ? 'es' : 'en'
}

export function keepLanguage(chosen: string): void {
  localStorage.setItem(PLACE, chosen)
}

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

/** A state as the server names it, in words. */
export function stateText(state: string): string {
  const name = `state:${state}`
  return name in EN ? text(name as TextName) : state
}

/** The text in the language of the page, with what is in braces put in. */
export function text(name: TextName, values: Readonly<Record<string, string>> = {}): string {
  return TEXTS[language][name].replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}
