/** The language of the page: components read `text`, and are made anew when another one is spoken. */
import type { Finding } from '../../workers/model/finding'
import type { Language } from '../../workers/model/language'
import type { Phrases } from '../../workers/model/phrases'
import { CHINESE, toldInChinese } from '../../workers/translate/findings'
import type { ToldFinding } from '../../workers/translate/findings/teller'
import { en, type Text } from './en'
import { zh } from './zh'

export type { Text } from './en'

export type { Language } from '../../workers/model/language'

export const TEXTS: Readonly<Record<Language, Text>> = { en, 'zh-CN': zh }

// The one thing here that changes: a page has one language, and every part of it reads it.
let spoken: Language = 'en'

/** From now on. `state/language` calls this; what was read before stays as it was said. */
export function speak(language: Language): void {
  spoken = language
}

/** Sections of the chosen language. */
export const text: Text = new Proxy(en, {
  get: (_, section) => Reflect.get(TEXTS[spoken], section) as unknown,
})

/** A finding in the chosen language. */
export const told = (finding: Finding): ToldFinding =>
  spoken === 'en' ? { finding, whole: true } : toldInChinese(finding)

/** For workers that tell findings: they hold no other language themselves. */
export const phrasesIn = (language: Language): Phrases => (language === 'en' ? {} : CHINESE)
