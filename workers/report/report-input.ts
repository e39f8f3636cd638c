/** What the report is made of. */
import type { Language } from '../model/language'
import type { Note } from '../model/note'
import type { Phrases } from '../model/phrases'
import type { CaseResult } from '../model/run'
import type { Pseudonyms } from './pseudonyms'

export interface ReportInput {
  language: Language
  /** What detectors say in this language; empty: English. */
  phrases: Phrases
  title: string
  appVersion: string
  result: CaseResult
  /** Keys `detector key` of the findings that are left out. */
  leaveOut: readonly string[]
  /** One line under the title: when and with what the case was analysed. */
  generatedNote: string
  /** What the analyst wrote; empty: nothing, or it is to stay out. */
  notes: readonly Note[]
  /** By id of a note on a connection: its ends; absent: not known. */
  connections?: ReadonlyMap<string, string>
  /** False: no octets of packets. Absent: those of key frames. */
  octets?: boolean
  /** Stands for addresses and names; octets and comments of files are left out then. Absent: nothing is hidden. */
  hide?: Pseudonyms
}
