/** The language of the page: components read `text`, and are made anew when another one is spoken. */
import type { Language } from '../../workers/model/language'
import { en, type Text } from './en'
import { zh } from './zh'

export type { Text } from './en'

export type { Language } from '../../workers/model/language'

export const TEXTS: Readonly<Record<Language, Text>> = { en, 'zh-CN': zh }

// The one thing here that changes: a page has one language, and every part of it reads it.
let spoken: Text = en

/** From now on. `state/language` calls this; what was read before stays as it was said. */
export function speak(language: Language): void {
  spoken = TEXTS[language]
}

/** Sections of the chosen language. */
export const text: Text = new Proxy(en, {
  get: (_, section) => Reflect.get(spoken, section) as unknown,
})
