/** Which detectors run, and with which parameters: remembered by this browser. */
import {
  AS_DOCUMENTED,
  isValueOf,
  knownSettings,
  settingsFrom,
  type DescribedDetector,
  type DetectorSettings as Settings,
} from '../../workers/model/detector-settings'
import type { Engine } from '../engine'
import { readPreference, writePreference } from './preference'

export class DetectorSettings {
  /** All detectors of this version; empty until the engine has told. */
  described = $state.raw<readonly DescribedDetector[]>([])
  #kept = $state.raw<Settings>(readSettings())

  /** What of them this version knows. */
  readonly current = $derived(
    this.described.length === 0 ? this.#kept : knownSettings(this.#kept, this.described),
  )

  constructor(engine: Engine) {
    void this.#describe(engine)
  }

  isOn(id: string): boolean {
    return !this.current.off.includes(id)
  }

  /** Parameters of a detector that differ from their documented values. */
  changedOf(id: string): Readonly<Record<string, number>> {
    return this.current.changed[id] ?? {}
  }

  turn(id: string, on: boolean): void {
    const others = this.current.off.filter((other) => other !== id)
    this.#keep({ ...this.current, off: on ? others : [...others, id] })
  }

  /** False: it is no value of a parameter. One that equals the documented value is a change no more. */
  set(id: string, param: string, value: number): boolean {
    const known = this.described.find((each) => each.id === id)?.params[param]
    if (known === undefined || !isValueOf(known, value)) return false
    const { changed } = this.current
    this.#keep({
      ...this.current,
      changed: { ...changed, [id]: { ...changed[id], [param]: value } },
    })
    return true
  }

  reset(id: string, param: string): void {
    const value = this.described.find((each) => each.id === id)?.params[param]?.value
    if (value !== undefined) this.set(id, param, value)
  }

  restore(): void {
    this.#keep(AS_DOCUMENTED)
  }

  #keep(settings: Settings): void {
    if (this.described.length === 0) return
    const known = knownSettings(settings, this.described)
    const isDefault = known.off.length === 0 && Object.keys(known.changed).length === 0
    this.#kept = known
    writePreference('detectors', isDefault ? '' : JSON.stringify(known))
  }

  async #describe(engine: Engine): Promise<void> {
    const answer = await engine.detectors()
    if (answer.kind === 'answer') this.described = answer.value
  }
}

/** Somebody may have changed it, or another version written it. */
function readSettings(): Settings {
  try {
    return settingsFrom(JSON.parse(readPreference('detectors') || '{}'))
  } catch {
    return AS_DOCUMENTED
  }
}
