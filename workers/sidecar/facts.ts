/** Gathers what one file says: bounded, repeated facts only once, and counted for its summary. */
import { MAX_SIDECAR_FACTS } from '../limits/limits'
import type { DropFact, Sidecars } from '../model/sidecar'

/** The lists of facts. */
export type FactKind = Exclude<keyof Sidecars, 'files'>
type FactOf<K extends FactKind> = Sidecars[K][number]

export class FactSink {
  /** Lines or objects that were understood, and those that were not. */
  entries = 0
  notUnderstood = 0
  /** Facts that found no room. */
  beyond = 0
  readonly counts = new Map<FactKind, number>()
  private readonly into: Sidecars
  private readonly file: number
  private readonly known = new Set<string>()
  private readonly drops = new Map<string, DropFact>()

  /** `file`: index of the file that is read. */
  constructor(into: Sidecars, file: number) {
    this.into = into
    this.file = file
  }

  /** Adds a fact; one that the same file told before is passed over. */
  add<K extends FactKind>(kind: K, fact: Omit<FactOf<K>, 'file'>): void {
    const key = `${kind} ${JSON.stringify(fact)}`
    if (this.known.has(key)) return
    if (!this.keep(kind, { ...fact, file: this.file } as FactOf<K>)) return
    this.known.add(key)
  }

  /** Adds a drop to those of the same flow and reason. */
  addDrop(drop: Omit<DropFact, 'file' | 'events'>): void {
    const { time, ...rest } = drop
    const key = JSON.stringify(rest)
    const same = this.drops.get(key)
    if (same !== undefined) {
      same.events++
      return
    }
    const fact: DropFact = { ...rest, time, file: this.file, events: 1 }
    if (this.keep('drops', fact)) this.drops.set(key, fact)
  }

  private keep<K extends FactKind>(kind: K, fact: FactOf<K>): boolean {
    const list = this.into[kind] as FactOf<K>[]
    if (list.length >= MAX_SIDECAR_FACTS) {
      this.beyond++
      return false
    }
    list.push(fact)
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1)
    return true
  }
}

/** A format of text, told by its content. One per file of this folder; all are listed in `index.ts`. */
export interface SidecarFormat {
  /** What writes it, e.g. `ip route`. */
  title: string
  /** `head`: the first lines of a file that are not empty. */
  recognise(head: readonly string[]): boolean
  parse(text: string, facts: FactSink): void
}
