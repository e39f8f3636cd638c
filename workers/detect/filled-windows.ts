/**
 * Connections whose sender filled the window of its receiver and waited for room, gathered by
 * receiver. The same connection at several taps counts once, at the tap that shows most of it.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord } from '../model/records'
import { BoundedMap } from './bounded-map'
import type { FilledConn, FilledFacts } from './facts/receiver-window-full'
import { append, sum } from './grouping'
import { placeNumber, type Places } from './way'

type Filled = Omit<FilledConn, 'place'>

interface Sightings {
  isService: boolean
  byPlace: Map<number, Filled[]>
}

export class FilledWindows {
  private readonly sightings = new BoundedMap<string, Sightings>(MAX_PATHS)

  conn(record: ConnRecord): void {
    this.receiver(record, true)
    this.receiver(record, false)
  }

  get turnedAway(): number {
    return this.sightings.turnedAway
  }

  /** Of the connections that `counts`; those whose senders waited longest first. */
  receivers(places: Places, counts: (conn: Filled) => boolean): FilledFacts[] {
    const groups = new Map<string, { isService: boolean; conns: FilledConn[] }>()
    for (const { isService, byPlace } of this.sightings.values()) {
      for (const conn of nearest([...byPlace.values()]).filter(counts)) {
        const { receiver, sender, capture, tap } = conn
        const service = isService ? receiver.port : sender.port
        const key = `${formatEndpoint(receiver.address, service)} ${String(isService)}`
        const group = groups.get(key) ?? { isService, conns: [] }
        groups.set(key, group)
        group.conns.push({ ...conn, place: places.name(capture, tap) })
      }
    }
    return [...groups.values()].map(factsOf).sort((a, b) => b.waited - a.waited)
  }

  private receiver(record: ConnRecord, isService: boolean): void {
    const [receiver, receiving] = isService
      ? [record.resp, record.respSide]
      : [record.orig, record.origSide]
    const [sender, sending] = isService
      ? [record.orig, record.origSide]
      : [record.resp, record.respSide]
    const full = receiving.fullWindow
    if (full === null) return
    const { capture, tap, tunnel, stream, firstFrame, firstTime: first, lastTime: last } = record
    const { dataFrames, dataOctets, retransmissions, rttMean } = sending
    const { latency } = record.handshake
    const ends = `${formatEndpoint(sender.address, sender.port)} ${formatEndpoint(receiver.address, receiver.port)}`
    const seen = this.sightings.upsert(ends, () => ({ isService, byPlace: new Map() }))
    if (!seen) return
    append(seen.byPlace, placeNumber(capture, tap), {
      ...{ capture, tap, tunnel, stream, firstFrame, first, last, sender, receiver, full },
      ...{ octets: dataOctets, dataFrames, retransmissions },
      roundTrip: latency > 0 ? latency : rttMean,
    })
  }
}

const waitedOf = (conns: readonly Filled[]) => sum(conns.map(({ full }) => full.time))

/** The tap that shows most of the waiting. */
const nearest = (taps: readonly Filled[][]): Filled[] =>
  taps.reduce((best, next) => (waitedOf(next) > waitedOf(best) ? next : best), taps[0] ?? [])

function factsOf({ isService, conns }: { isService: boolean; conns: FilledConn[] }): FilledFacts {
  conns.sort((a, b) => b.full.time - a.full.time)
  const [first] = conns
  return {
    receiver: first?.receiver.address ?? '',
    port: (isService ? first?.receiver.port : first?.sender.port) ?? 0,
    isService,
    conns,
    waits: sum(conns.map(({ full }) => full.waits)),
    waited: waitedOf(conns),
    lasted: sum(conns.map(({ first: begin, last }) => last - begin)),
  }
}
