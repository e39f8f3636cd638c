/** The language of the page: chosen here, or else the first of the browser's that the page speaks. */
import { speak, type Language } from '../text'
import { readPreference, writePreference } from './preference'

export type { Language } from '../text'

export class Speech {
  #language = $state<Language>('en')

  constructor() {
    this.#speak(languageOf(readPreference('language'), navigator.languages))
  }

  get language(): Language {
    return this.#language
  }

  choose(language: Language): void {
    writePreference('language', language)
    this.#speak(language)
  }

  #speak(language: Language): void {
    speak(language)
    document.documentElement.lang = language
    this.#language = language
  }
}

/** `stored`: what was chosen before; anything else: nothing. `preferred`: BCP 47 tags, best first. */
export function languageOf(stored: string, preferred: readonly string[]): Language {
  for (const tag of [stored, ...preferred]) {
    const [primary = ''] = tag.toLowerCase().split('-')
    if (primary === 'zh') return 'zh-CN'
    if (primary === 'en') return 'en'
  }
  return 'en'
}
