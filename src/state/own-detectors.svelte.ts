/** Detectors that the analyst wrote: remembered by this browser, and given to others as a file. */
import {
  MAX_OWN_DETECTORS,
  ownDetectorsFile,
  type OwnDetector,
} from '../../workers/model/own-detector'
import type { Engine } from '../engine'
import { text } from '../text'
import { DetectorTrial } from './detector-trial.svelte'
import type { ExportedFile } from './exporter.svelte'
import { importedFrom, listFrom, MAX_FILE_OCTETS, withKept, withSaved } from './own-list'
import { readPreference, writePreference } from './preference'

/** What the editor was opened with. */
export interface EditorPlace {
  /** `new`, or the id of a detector; empty: the editor is closed. */
  edit: string
  /** Of a new one: its filter, or the example that it starts from. */
  filter: string
  example: string
}

/** What is being written. */
interface Draft {
  at: EditorPlace
  detector: OwnDetector
}

/** What the analyst let go of, and may take back. */
export type LetGo =
  { kind: 'deleted'; detector: OwnDetector; index: number } | { kind: 'left'; draft: Draft }

export class OwnDetectors {
  list = $state.raw<readonly OwnDetector[]>(listFrom(readPreference('own-detectors')))
  readonly full = $derived(this.list.length >= MAX_OWN_DETECTORS)
  letGo = $state.raw<LetGo | null>(null)
  /** What came of a file; empty: none was chosen. */
  told = $state('')
  readonly trial: DetectorTrial
  #draft: Draft | null = null

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.trial = new DetectorTrial(engine, caseId)
  }

  /** What was written there so far; null: nothing. */
  draftAt({ edit, filter, example }: EditorPlace): OwnDetector | null {
    const { at, detector } = this.#draft ?? {}
    const isThere = at?.edit === edit && at.filter === filter && at.example === example
    return isThere ? (detector ?? null) : null
  }

  /** Survives the screen, not the page. */
  write(at: EditorPlace, detector: OwnDetector): void {
    this.#draft = { at, detector }
  }

  /** The editor is left without saving; `changed`: something would be lost. */
  leave(changed: boolean): void {
    this.letGo = changed && this.#draft !== null ? { kind: 'left', draft: this.#draft } : null
    this.#draft = null
  }

  /** Gives its id; a new one gets one. */
  save(detector: OwnDetector): string {
    const { list, id } = withSaved(this.list, detector)
    this.#draft = null
    this.#keep(list)
    return id
  }

  /** One that the case at hand was analysed with, and that this browser does not have. */
  take(detector: OwnDetector): void {
    if (!this.full) this.#keep(withKept(this.list, detector))
  }

  remove(id: string): void {
    const index = this.list.findIndex((one) => one.id === id)
    const detector = this.list[index]
    if (detector === undefined) return
    this.#draft = null
    this.#keep(this.list.toSpliced(index, 1))
    this.letGo = { kind: 'deleted', detector, index }
  }

  /** Gives where the editor is to be opened; null: it was not the editor that was left. */
  takeBack(): EditorPlace | null {
    const gone = this.letGo
    this.letGo = null
    if (gone?.kind === 'deleted') this.#keep(this.list.toSpliced(gone.index, 0, gone.detector))
    if (gone?.kind !== 'left') return null
    this.#draft = gone.draft
    return gone.draft.at
  }

  turn(id: string, on: boolean): void {
    this.#keep(this.list.map((one) => (one.id === id ? { ...one, off: !on } : one)))
  }

  turnAllOn(): void {
    this.#keep(this.list.map((one) => ({ ...one, off: false })))
  }

  async importFile(file: File): Promise<void> {
    this.letGo = null
    const content = file.size > MAX_FILE_OCTETS ? '' : await file.text()
    const imported = importedFrom(this.list, content)
    if (imported === null) {
      this.told = text.own.noDetectors(file.name)
      return
    }
    const { list, added, known, refused, beyond } = imported
    this.#keep(list)
    this.told = text.own.imported(added, known, refused, beyond)
  }

  exportFile(): ExportedFile {
    const content = ownDetectorsFile(this.list)
    return { name: 'tailfirst-detectors.json', type: 'application/json', content }
  }

  #keep(list: readonly OwnDetector[]): void {
    this.list = list
    this.letGo = null
    this.told = ''
    writePreference('own-detectors', list.length === 0 ? '' : ownDetectorsFile(list))
  }
}
