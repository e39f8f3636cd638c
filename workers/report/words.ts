/** The words of the report in its language. */
import type { Language } from '../model/language'
import { en, type ReportWords } from './words-en'
import { zh } from './words-zh'

export type { ReportWords } from './words-en'

export const WORDS: Readonly<Record<Language, ReportWords>> = { en, 'zh-CN': zh }
