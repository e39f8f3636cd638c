/** Tells findings in the language of some phrases; a detector's own go before those of all. */
import type { Finding } from '../../model/finding'
import type { Phrases } from '../../model/phrases'
import { saidFinding } from '../../model/said-finding'
import { Catalogue, type Translated } from '../catalogue'

/** A finding in one language. */
export interface ToldFinding {
  finding: Finding
  /** False: something in it could be said in English only. */
  whole: boolean
}

/** Two words, and not names of anything. */
const ENGLISH = /(?<![\w.:/-])[a-z]{2,} [a-z]{2,}(?![\w.:/-])/

/** How the ids of detectors begin that an analyst wrote; they share their phrases. */
export const OWN = 'own-'

export class Teller {
  private readonly phrases: Phrases
  private readonly catalogues = new Map<string, Catalogue>()

  constructor(phrases: Phrases) {
    this.phrases = phrases
  }

  /** A sentence, or a paragraph, of a finding; what is not known stays English. */
  sentence(detector: string, sentence: string): string {
    return this.translated(detector, sentence).said
  }

  finding(finding: Finding): ToldFinding {
    let whole = true
    const say = (sentence: string) => {
      const translated = this.translated(finding.detector, sentence)
      // Addresses, names and numbers are what they are in every language.
      if (!translated.whole && ENGLISH.test(sentence)) whole = false
      return translated.said
    }
    const told = saidFinding(finding, say, (unit) => this.sentence('', unit))
    return { finding: told, whole }
  }

  private translated(detector: string, sentence: string): Translated {
    const name = detector.startsWith(OWN) ? OWN : detector
    const known = Object.hasOwn(this.phrases, name) ? name : ''
    let catalogue = this.catalogues.get(known)
    if (catalogue === undefined) {
      const own = known === '' ? [] : (this.phrases[known] ?? [])
      catalogue = new Catalogue([...own, ...(this.phrases[''] ?? [])])
      this.catalogues.set(known, catalogue)
    }
    return catalogue.paragraph(sentence)
  }
}
