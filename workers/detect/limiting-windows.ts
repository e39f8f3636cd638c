/**
 * Connections whose receiver closed its window, gathered by receiver. The same connection at several
 * taps counts once, at the tap that shows most of it.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord } from '../model/records'
import { BoundedMap } from './bounded-map'
import type { LimitedConn, WindowFacts } from './facts/receiver-window'
import { append, greatest, sum } from './grouping'
import { placeNumber, type Places } from './way'

type Limited = Omit<LimitedConn, 'place'>

/** One pair of endpoints: a connection at several taps, or several one after another. */
interface Sightings {
  isService: boolean
  byPlace: Map<number, Limited[]>
}

export class LimitingWindows {
  private readonly sightings = new BoundedMap<string, Sightings>(MAX_PATHS)

  conn(record: ConnRecord): void {
    this.receiver(record, true)
    this.receiver(record, false)
  }

  get turnedAway(): number {
    return this.sightings.turnedAway
  }

  /** Those that kept their senders waiting, longest first. */
  receivers(places: Places): WindowFacts[] {
    const groups = new Map<string, { isService: boolean; conns: LimitedConn[] }>()
    for (const { isService, byPlace } of this.sightings.values()) {
      for (const conn of nearest([...byPlace.values()])) {
        const { receiver, sender, capture, tap } = conn
        const service = isService ? receiver.port : sender.port
        const key = `${formatEndpoint(receiver.address, service)} ${String(isService)}`
        const group = groups.get(key) ?? { isService, conns: [] }
        groups.set(key, group)
        group.conns.push({ ...conn, place: places.name(capture, tap) })
      }
    }
    return [...groups.values()].map(factsOf).sort((a, b) => b.closed - a.closed)
  }

  private receiver(record: ConnRecord, isService: boolean): void {
    const { capture, tap, tunnel, stream, firstFrame, firstTime: first, lastTime: last } = record
    const [receiver, receiving] = isService
      ? [record.resp, record.respSide]
      : [record.orig, record.origSide]
    const [sender, sending] = isService
      ? [record.orig, record.origSide]
      : [record.resp, record.respSide]
    const { window, zeroWindows } = receiving
    if (!window || window.closures === 0) return
    const { dataFrames, retransmissions, probes } = sending
    const answeredProbes = probes?.answered ?? 0
    const ends = `${formatEndpoint(sender.address, sender.port)} ${formatEndpoint(receiver.address, receiver.port)}`
    const seen = this.sightings.upsert(ends, () => ({ isService, byPlace: new Map() }))
    if (!seen) return
    append(seen.byPlace, placeNumber(capture, tap), {
      ...{ capture, tap, tunnel, stream, firstFrame, first, last },
      ...{ sender, receiver, window, zeroWindows, dataFrames, retransmissions, answeredProbes },
    })
  }
}

const closedOf = (conns: readonly Limited[]) => sum(conns.map(({ window }) => window.closedTime))

/** The tap that shows most of the closed windows. */
const nearest = (taps: readonly Limited[][]): Limited[] =>
  taps.reduce((best, next) => (closedOf(next) > closedOf(best) ? next : best), taps[0] ?? [])

const longestOf = ({ window: { longest } }: Limited) =>
  greatest(longest.map(({ time, endTime }) => endTime - time))

function factsOf({ isService, conns }: { isService: boolean; conns: LimitedConn[] }): WindowFacts {
  conns.sort((a, b) => b.window.closedTime - a.window.closedTime)
  const total = (count: (conn: LimitedConn) => number) => sum(conns.map(count))
  const [first] = conns
  return {
    receiver: first?.receiver.address ?? '',
    port: (isService ? first?.receiver.port : first?.sender.port) ?? 0,
    isService,
    conns,
    closures: total(({ window }) => window.closures),
    closed: closedOf(conns),
    longest: greatest(conns.map(longestOf)),
    probes: total(({ window }) => window.probes),
    zeroWindows: total(({ zeroWindows }) => zeroWindows),
    filled: total(({ window }) => window.filled),
    lasted: total(({ first, last }) => last - first),
  }
}
