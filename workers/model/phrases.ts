/** What detectors say, in another language: sentence templates and their translations. */

/** By detector; under the empty name what several of them say. Empty: they speak English. */
export type Phrases = Readonly<Record<string, readonly Phrase[]>>

/** The holes of both are explained in `workers/translate/template.ts`. */
export type Phrase = readonly [english: string, translation: string]
