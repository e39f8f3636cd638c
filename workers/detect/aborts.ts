/** Gathers open connections that were aborted with RST, each once, and all others to compare with. */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { CaptureRecord, ConnRecord, ConnReset } from '../model/records'
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import { type Abort, type AbortKind, HARMFUL, type StormFacts } from './facts/reset-storm'
import { append, greatest, least, sum } from './grouping'
import { OpenConns } from './open-conns'
import { beginsOf, SameConns } from './same-conns'
import { median } from './statistics'
import { placeKey, Places } from './way'

type Shared = StormFacts['shared']

export class Aborts {
  open = 0
  uncounted = 0
  readonly all: Abort[] = []
  private readonly places = new Places()
  private readonly same = new SameConns()
  private readonly hosts = new OpenConns()

  capture(record: CaptureRecord): void {
    this.places.add(record)
  }

  conn(record: ConnRecord): void {
    const { reset } = record
    if (!wasOpen(record)) return
    this.open++
    const afterFin = reset !== null && reset.finBefore !== 'none'
    const { capture, tap } = record
    this.hosts.add(capture, tap, 'orig', record.orig.address, afterFin)
    this.hosts.add(capture, tap, 'resp', record.resp.address, afterFin)
    if (
      !reset ||
      afterFin ||
      isForgotten(reset) ||
      this.same.isKnown(record, beginsOf(record, reset))
    )
      return
    if (this.all.length < MAX_PATHS) this.all.push(this.abortOf(record, reset))
    else this.uncounted++
  }

  /**
   * Hosts that were asked with at least `minimum` harmful aborts; of the others, hosts that asked.
   * To be called once.
   */
  groups(minimum: number): StormFacts[] {
    const facts: StormFacts[] = []
    let rest: readonly Abort[] = this.all
    for (const shared of ['resp', 'orig'] as const) {
      const byHost = new Map<string, Abort[]>()
      for (const abort of rest) append(byHost, abort[shared].address, abort)
      const alone: Abort[] = []
      for (const [host, aborts] of byHost) {
        if (aborts.filter(isHarmful).length < minimum) alone.push(...aborts)
        else facts.push(this.factsOf(shared, host, aborts))
      }
      rest = alone
    }
    return facts
  }

  private abortOf(record: ConnRecord, reset: ConnReset): Abort {
    const { capture, tap, stream, orig, resp, tunnel, firstTime } = record
    const foreign = reset.otherTtls.length > 0 && !reset.otherTtls.includes(reset.ttl)
    return {
      ...{ capture, tap, stream, orig, resp, tunnel, reset, foreign },
      place: this.places.name(capture, tap),
      kind: kindOf(reset),
      age: reset.time - firstTime,
    }
  }

  private factsOf(shared: Shared, host: string, unsorted: readonly Abort[]): StormFacts {
    const aborts = [...unsorted].sort(
      (a, b) => a.capture - b.capture || a.reset.time - b.reset.time,
    )
    const taps = new Map(aborts.map((abort) => [placeKey(abort.capture, abort.tap), abort]))
    const tallies = [...taps.values()].flatMap(
      ({ capture, tap }) => this.hosts.of(capture, tap, shared, host) ?? [],
    )
    const [first] = aborts
    const here = aborts.filter(({ capture }) => capture === first?.capture)
    const times = here.map(({ reset }) => reset.time)
    return {
      ...{ shared, host, aborts },
      ...peakOf(times),
      kinds: counted(aborts.map(({ kind }) => kind)).map(([kind, conns]) => ({ kind, conns })),
      harmful: aborts.filter(isHarmful).length,
      origResets: sum(aborts.map(({ reset }) => reset.origTotal)),
      respResets: sum(aborts.map(({ reset }) => reset.respTotal)),
      connections: Math.max(aborts.length, sum(tallies.map(({ open }) => open))),
      afterFin: sum(tallies.map(({ afterFin }) => afterFin)),
      foreign: aborts.filter(({ foreign }) => foreign).length,
      wentOn: aborts.filter(({ reset }) => reset.sentAfter > 0).length,
      withAck: aborts.filter(({ reset }) => reset.hasAck).length,
      services: counted(aborts.map(({ resp }) => formatEndpoint(resp.address, resp.port))).map(
        ([name, conns]) => ({ name, conns }),
      ),
      peers: counted(aborts.map((abort) => abort[shared === 'resp' ? 'orig' : 'resp'].address)).map(
        ([name]) => name,
      ),
      places: [...new Set(aborts.map(({ place }) => place))],
      medianAge: median(aborts.map(({ age }) => age)),
      capture: first?.capture ?? 0,
      first: least(times),
      last: greatest(times),
    }
  }
}

export const isHarmful = ({ kind }: Abort): boolean => HARMFUL.includes(kind)

/** Both sides agreed on the connection, or had both spoken when the capture began. */
function wasOpen({ handshake, origSide, respSide, reset }: ConnRecord): boolean {
  if (handshake.outcome !== 'not-captured') return handshake.outcome === 'complete'
  return origSide.frames > (reset?.origTotal ?? 0) && respSide.frames > (reset?.respTotal ?? 0)
}

/** The connection was unknown after a silence: that has a detector of its own. */
const isForgotten = ({ silence, hasAck, from }: ConnReset): boolean =>
  silence !== null && silence.from !== from && !hasAck

function kindOf({ from, lastData, senderUnacked }: ConnReset): AbortKind {
  if (from === 'orig') {
    return lastData === 'none' ? 'probe' : lastData === 'orig' ? 'gave-up' : 'done'
  }
  if (lastData === 'none') return 'dropped'
  if (lastData === 'orig') return 'rejected'
  return senderUnacked > 0 ? 'cut' : 'ended'
}

/** How often each value occurs, most first. */
function counted<T extends string>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

/** `times` in order. */
function peakOf(times: readonly Nanos[]): { peak: number; peakTime: Nanos } {
  let peak = 0
  let peakTime = 0
  let from = 0
  times.forEach((time, index) => {
    while (time - (times[from] ?? time) >= NANOS_PER_SECOND) from++
    if (index - from + 1 <= peak) return
    peak = index - from + 1
    peakTime = times[from] ?? time
  })
  return { peak, peakTime }
}
