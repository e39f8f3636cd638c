/** The side-cars of a case: collected while its files are read, told to detectors before the captures. */
import { MAX_SIDECARS } from '../limits/limits'
import { noSidecars, type SidecarFile, type Sidecars } from '../model/sidecar'
import type { CaptureRecord, RecordHandlers, Tap } from '../model/records'
import { ifindexOf, tapName } from '../model/tap-name'
import { addSidecar, addUnknown, Fit, resolve, type SidecarOrigin } from '../sidecar'

export class CaseSidecars {
  private readonly facts = noSidecars()
  private beyond = 0
  /** How often a name was given. */
  private readonly names = new Map<string, number>()

  /** Reads a text. `cut`: there is more of it. */
  take(origin: SidecarOrigin, octets: Uint8Array, cut: boolean): void {
    if (this.facts.files.length < MAX_SIDECARS)
      addSidecar(this.facts, this.own(origin), octets, cut)
    else this.beyond++
  }

  /** Lists a text that is of no use. */
  pass(origin: SidecarOrigin): void {
    if (this.facts.files.length < MAX_SIDECARS) addUnknown(this.facts, this.own(origin))
    else this.beyond++
  }

  /** A text of no known format, or none at all, becomes no case. */
  get files(): readonly SidecarFile[] {
    return this.facts.files
  }

  capped(): { what: string; count: number }[] {
    return this.beyond === 0 ? [] : [{ what: 'side-cars', count: this.beyond }]
  }

  /** Sends what they say, and gives handlers that know what they add to the captures' own records. */
  replay(handlers: RecordHandlers): RecordHandlers {
    if (this.facts.files.every(({ format }) => format === '')) return handlers
    resolve(this.facts)
    handlers.sidecars?.(this.facts)
    return { ...handlers, capture: (record) => handlers.capture?.(this.completed(record)) }
  }

  /** As `replay`, and notes what of the side-cars occurs in the captures. */
  fitted(handlers: RecordHandlers): RecordHandlers {
    const through = this.replay(handlers)
    if (through === handlers) return handlers
    const fit = new Fit(this.facts)
    return fit.listen(through)
  }

  /** What is kept with the case; `others`: texts that were read elsewhere. */
  result(others: readonly SidecarFile[]): Sidecars {
    return { ...this.facts, files: [...this.facts.files, ...others] }
  }

  /** Files of two folders may have one name: findings must tell them apart. */
  private own(origin: SidecarOrigin): SidecarOrigin {
    const times = (this.names.get(origin.name) ?? 0) + 1
    this.names.set(origin.name, times)
    return times === 1 ? origin : { ...origin, name: `${origin.name} (${String(times)})` }
  }

  /** Names interfaces that are known by number alone, and takes over what tcpdump lost. */
  private completed(record: CaptureRecord): CaptureRecord {
    const taps = record.taps.map((tap) => this.named(tap))
    const dropped = record.dropped < 0 ? this.droppedOf(record.packets) : record.dropped
    return { ...record, taps, dropped }
  }

  /** `ifindex 4` and `any ifindex 4` become `eth0 ifindex 4`. */
  named(tap: Tap): Tap {
    const ifindex = ifindexOf(tap.name)
    if (ifindex === 0) return tap
    const known = this.facts.devices.filter(({ index }) => index === ifindex)
    const names = new Set(known.map(({ name }) => name))
    const [name] = names
    if (names.size !== 1 || name === undefined) return tap
    return { ...tap, name: tapName(name, ifindex) }
  }

  /** By the only tcpdump that wrote as many packets; −1: none. */
  private droppedOf(packets: number): number {
    const told = this.facts.counters.filter(({ source }) => source === 'tcpdump')
    const fitting = told.filter(({ name, value }) => name === 'captured' && value === packets)
    const [only] = fitting
    if (only === undefined || fitting.length > 1) return -1
    const lost = told.filter(({ file, name }) => file === only.file && name.startsWith('dropped'))
    return lost.length === 0 ? -1 : lost.reduce((sum, { value }) => sum + value, 0)
  }
}
