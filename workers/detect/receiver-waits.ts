/**
 * Connections whose sender had to wait for its receiver, gathered by receiver. The same connection at
 * several taps counts once, at the tap that shows most of the waiting.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide } from '../model/records'
import type { Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import type { ReceiverFacts, WaitingConn } from './facts/receiver-waits'
import { append, sum } from './grouping'
import { hostsKey, placeNumber, type Places } from './way'

type Seen<Own> = Omit<WaitingConn, 'place'> & Own

/** One pair of endpoints: a connection at several taps, or several one after another. */
interface Sightings<Own> {
  isService: boolean
  byPlace: Map<number, Seen<Own>[]>
}

export class ReceiverWaits<Own extends object> {
  private readonly sightings = new BoundedMap<string, Sightings<Own>>(MAX_PATHS)
  private readonly ownOf: (receiving: ConnSide, sending: ConnSide, record: ConnRecord) => Own | null
  private readonly waitOf: (own: Own) => Nanos

  /** `ownOf`: what it is about; null: the sender did not wait. `waitOf`: for how long. */
  constructor(ownOf: ReceiverWaits<Own>['ownOf'], waitOf: ReceiverWaits<Own>['waitOf']) {
    this.ownOf = ownOf
    this.waitOf = waitOf
  }

  conn(record: ConnRecord): void {
    this.receiver(record, true)
    this.receiver(record, false)
  }

  get turnedAway(): number {
    return this.sightings.turnedAway
  }

  /** Of the connections that `counts`; those that kept their senders waiting longest first. */
  receivers(
    places: Places,
    counts: (conn: Seen<Own>) => boolean = () => true,
  ): ReceiverFacts<WaitingConn & Own>[] {
    const groups = new Map<string, { isService: boolean; conns: (WaitingConn & Own)[] }>()
    for (const { isService, byPlace } of this.sightings.values()) {
      for (const conn of this.nearest([...byPlace.values()]).filter(counts)) {
        const { receiver, sender, capture, tap } = conn
        const service = isService ? receiver.port : sender.port
        const key = `${formatEndpoint(receiver.address, service)} ${String(isService)}`
        const group = groups.get(key) ?? { isService, conns: [] }
        groups.set(key, group)
        group.conns.push({ ...conn, place: places.name(capture, tap) })
      }
    }
    return [...groups.values()]
      .map(({ isService, conns }) => this.factsOf(isService, conns))
      .sort((a, b) => this.waited(b.conns) - this.waited(a.conns))
  }

  private receiver(record: ConnRecord, isService: boolean): void {
    const [receiver, receiving] = isService
      ? [record.resp, record.respSide]
      : [record.orig, record.origSide]
    const [sender, sending] = isService
      ? [record.orig, record.origSide]
      : [record.resp, record.respSide]
    const own = this.ownOf(receiving, sending, record)
    if (own === null) return
    const { capture, tap, tunnel, stream, firstFrame, firstTime: first, lastTime: last } = record
    const { dataFrames, retransmissions } = sending
    const ends = `${formatEndpoint(sender.address, sender.port)} ${formatEndpoint(receiver.address, receiver.port)}`
    const seen = this.sightings.upsert(ends, () => ({ isService, byPlace: new Map() }))
    if (!seen) return
    append(seen.byPlace, placeNumber(capture, tap), {
      ...{ capture, tap, tunnel, stream, firstFrame, first, last },
      ...{ sender, receiver, dataFrames, retransmissions },
      ...own,
    })
  }

  private waited(conns: readonly Own[]): Nanos {
    return sum(conns.map(this.waitOf))
  }

  /** The tap that shows most of the waiting. */
  private nearest(taps: readonly Seen<Own>[][]): Seen<Own>[] {
    return taps.reduce(
      (best, next) => (this.waited(next) > this.waited(best) ? next : best),
      taps[0] ?? [],
    )
  }

  private factsOf(
    isService: boolean,
    conns: (WaitingConn & Own)[],
  ): ReceiverFacts<WaitingConn & Own> {
    conns.sort((a, b) => this.waitOf(b) - this.waitOf(a))
    const [first] = conns
    return {
      receiver: first?.receiver.address ?? '',
      port: (isService ? first?.receiver.port : first?.sender.port) ?? 0,
      isService,
      conns,
      lasted: sum(conns.map(({ first: begin, last }) => last - begin)),
    }
  }
}

/** Connections of a receiver that a finding shows. */
export const RECEIVER_CONNS_SHOWN = 8

/** What tells the receiver from others, in the key of a finding. */
export const receiverKey = ({ receiver, port, isService }: ReceiverFacts<WaitingConn>): string =>
  `${hostsKey(receiver, String(port))} ${isService ? 'service' : 'client'}`

/** Streams of the capture that the finding is of, worst first. */
export const streamsOf = ({ conns }: ReceiverFacts<WaitingConn>): number[] =>
  conns.filter(({ capture }) => capture === conns[0]?.capture).map(({ stream }) => stream)

/** The parts of a finding that say whom it is about. */
export function ofReceiver({ receiver, port, conns }: ReceiverFacts<WaitingConn>) {
  const senders = [...new Set(conns.map(({ sender }) => sender.address))]
  return {
    entities: {
      from: senders.slice(0, RECEIVER_CONNS_SHOWN).join(', '),
      to: receiver,
      port: String(port),
    },
    capture: conns[0]?.capture ?? 0,
  }
}
