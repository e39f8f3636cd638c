/**
 * Draws the topology of a case from its records. What several taps saw is counted once, as the tap
 * that saw most of it counts.
 */
import { MAX_PATHS, MAX_TOPOLOGY } from '../limits/limits'
import type {
  ClockRecord,
  ConnRecord,
  ConnSide,
  EchoPathRecord,
  HostPairRecord,
  PassageRecord,
  RecordHandlers,
  RepeatedSegment,
  Tunnel,
  TunnelWayRecord,
} from '../model/records'
import type { OctetCount } from '../model/units'
import type { Topology, TopologyEdge, TopologyHost, TopologyWay } from '../model/topology'
import { emptyWay, PairTally } from './pair-tally'
import { PodPlaces } from './pod-places'
import { SideCarPlaces } from './side-car-places'

/** Sent so often without any acknowledgement, a segment counts as never delivered. */
const NEVER = 3

interface Edge {
  a: string
  b: string
  tunnel: TopologyEdge['tunnel']
  tally: PairTally
}

const NONE: readonly Edge[] = []

export class TopologyBuilder {
  private readonly edges: Edge[] = []
  /** By the first host, then by the second: one edge without tunnel, and one a tunnel. */
  private readonly peersOf = new Map<string, Map<string, Edge[]>>()
  private readonly hosts = new Map<string, TopologyHost>()
  private readonly clocks: ClockRecord[] = []
  private readonly places = new PodPlaces()
  private told = new SideCarPlaces()
  private left = 0
  /** Of the record at hand. */
  private readonly forth = emptyWay()
  private readonly back = emptyWay()

  /** Hears all records of the case. */
  readonly handlers: RecordHandlers = {
    ...this.places.handlers,
    sidecars: (record) => {
      this.places.handlers.sidecars?.(record)
      this.told = new SideCarPlaces(record)
    },
    hostPair: (record) => {
      this.hostPair(record)
    },
    conn: (record) => {
      this.conn(record)
    },
    echoPath: (record) => {
      this.echoPath(record)
    },
    tunnelWay: (record) => {
      this.places.handlers.tunnelWay?.(record)
      this.tunnelWay(record)
    },
    clock: (record) => {
      this.clocks.push(record)
    },
    passage: (record) => {
      this.passage(record)
    },
  }

  result(): Topology {
    const edges = this.edges.map(edgeOf)
    // Packets of a tunnel are counted at its ends, those inside at the hosts that it carries.
    for (const { a, b, forth, back } of edges) {
      this.traffic(a, forth.packets, back.packets)
      this.traffic(b, back.packets, forth.packets)
    }
    this.told.place(this.hosts, (address, kind) => this.host(address, kind))
    edges.sort((x, y) => packetsOf(y) - packetsOf(x) || compare(x.a, y.a) || compare(x.b, y.b))
    const hosts = [...this.hosts.values()]
      .map((host) => ({ ...host, vnis: host.vnis.sort((x, y) => x - y) }))
      .sort((x, y) => y.sent + y.received - x.sent - x.received || compare(x.address, y.address))
    const left = Math.max(0, hosts.length - MAX_TOPOLOGY) + Math.max(0, edges.length - MAX_TOPOLOGY)
    const { places, left: unplaced } = this.places.result()
    return {
      hosts: hosts.slice(0, MAX_TOPOLOGY),
      edges: edges.slice(0, MAX_TOPOLOGY),
      left: this.left + left + unplaced,
      clocks: this.clocks,
      places,
    }
  }

  /** Outermost addresses: hosts without tunnel that no other record tells of, and tunnels. */
  private hostPair(record: HostPairRecord): void {
    const { capture, tap, tunnel, a, b } = record
    const edge = this.edge(a, b, tunnel)
    if (edge === null) return
    const forth = { ...emptyWay(), packets: record.framesAb, largestDelivered: record.largestAb }
    const back = { ...emptyWay(), packets: record.framesBa, largestDelivered: record.largestBa }
    edge.tally.whole(capture, tap, edge.a === a, forth, back)
    if (tunnel === null) return
    this.host(a, 'node')
    this.host(b, 'node')
  }

  private conn(record: ConnRecord): void {
    const { capture, tap, tunnel, orig, resp, origSide, respSide, repeated } = record
    const edge = this.edge(orig.address, resp.address, null)
    if (edge === null) return
    const { forth, back } = this
    take(forth, origSide, neverDelivered(repeated, 'orig'))
    take(back, respSide, neverDelivered(repeated, 'resp'))
    edge.tally.conversation(capture, tap, edge.a === orig.address, forth, back)
    const { latency, synTotal, synAckTotal } = record.handshake
    if (latency >= 0 && synTotal === 1 && synAckTotal === 1) edge.tally.handshakeTook(latency)
    this.inside(orig.address, tunnel?.src, origSide.frames > 0)
    this.inside(resp.address, tunnel?.dst, respSide.frames > 0)
  }

  private echoPath(record: EchoPathRecord): void {
    const { capture, tap, tunnel, src, dst, requests, replies, sizes } = record
    const edge = this.edge(src, dst, null)
    if (edge === null) return
    const answered = sizes.filter((size) => size.answered > 0).map(({ ipLength }) => ipLength)
    const largestDelivered = answered.reduce((most, length) => Math.max(most, length), 0)
    const forth = { ...emptyWay(), packets: requests, largestDelivered }
    const back = { ...emptyWay(), packets: replies, largestDelivered }
    edge.tally.conversation(capture, tap, edge.a === src, forth, back)
    // Where no reply was ever seen, they may go another way.
    if (replies > record.unasked) {
      const sent = requests - record.pending
      edge.tally.pingTook(capture, tap, record.rttMin)
      edge.tally.pinged(capture, tap, edge.a === src, sent, replies - record.unasked)
    }
    this.inside(src, tunnel?.src, requests > 0)
    this.inside(dst, tunnel?.dst, replies > 0)
  }

  private passage({ from, lost, lostAcks, smallestLost }: PassageRecord): void {
    const edge = this.edge(from.src, from.dst, null)
    edge?.tally.passed(edge.a === from.src, lost - lostAcks, smallestLost)
  }

  /** Whatever one host sent another inside of a tunnel, and under which VNI. */
  private tunnelWay({ capture, tap, tunnel, src, dst, frames }: TunnelWayRecord): void {
    const edge = this.edge(src, dst, null)
    if (edge === null) return
    const way = { ...emptyWay(), packets: frames }
    edge.tally.whole(capture, tap, edge.a === src, way, emptyWay())
    const sender = this.inside(src, tunnel.src, true)
    this.inside(dst, tunnel.dst, false)
    if (sender !== null && tunnel.vni >= 0 && !sender.vnis.includes(tunnel.vni)) {
      sender.vnis.push(tunnel.vni)
    }
  }

  /** A host that spoke inside of a tunnel lives behind the end that its packets came out of. */
  private inside(address: string, end: string | undefined, spoke: boolean): TopologyHost | null {
    const host = this.host(address, end === undefined ? 'host' : 'pod')
    if (host !== null && end !== undefined && spoke && host.behind === '') host.behind = end
    return host
  }

  private host(address: string, kind: TopologyHost['kind']): TopologyHost | null {
    const known = this.hosts.get(address)
    if (known !== undefined) {
      if (known.kind === 'host') known.kind = kind
      return known
    }
    if (this.hosts.size >= MAX_PATHS) {
      this.left++
      return null
    }
    const host = { address, kind, behind: '', vnis: [], sent: 0, received: 0 }
    this.hosts.set(address, host)
    return host
  }

  private traffic(address: string, sent: number, received: number): void {
    const host = this.host(address, 'host')
    if (host === null) return
    host.sent += sent
    host.received += received
  }

  private edge(x: string, y: string, tunnel: Tunnel | null): Edge | null {
    const [a, b] = x < y ? [x, y] : [y, x]
    // Nested, so that no key is put together: addresses of records are shared strings.
    let peers = this.peersOf.get(a)
    const between = peers?.get(b)
    for (const each of between ?? NONE) if (isSameTunnel(each.tunnel, tunnel)) return each
    if (this.edges.length >= MAX_PATHS) {
      this.left++
      return null
    }
    if (peers === undefined) {
      peers = new Map()
      this.peersOf.set(a, peers)
    }
    const kind = tunnel && { kind: tunnel.kind, udpPort: tunnel.udpPort }
    const edge = { a, b, tunnel: kind, tally: new PairTally() }
    this.edges.push(edge)
    if (between === undefined) peers.set(b, [edge])
    else between.push(edge)
    return edge
  }
}

const isSameTunnel = (known: TopologyEdge['tunnel'], tunnel: Tunnel | null): boolean =>
  known === null || tunnel === null
    ? known === tunnel
    : known.kind === tunnel.kind && known.udpPort === tunnel.udpPort

function take(way: TopologyWay, side: ConnSide, smallestLost: OctetCount): void {
  way.packets = side.frames
  way.segments = side.dataFrames
  way.repeated = side.retransmissions
  way.largestDelivered = side.largestIpAcked
  way.smallestLost = smallestLost
}

/** The smallest segment that was sent again and again in vain; 0: none. */
function neverDelivered(repeated: readonly RepeatedSegment[], from: 'orig' | 'resp'): OctetCount {
  let least = Infinity
  for (const each of repeated) {
    if (each.from !== from || each.acked || each.transmissionTotal < NEVER) continue
    least = Math.min(least, each.ipLength)
  }
  return least === Infinity ? 0 : least
}

const edgeOf = ({ a, b, tunnel, tally }: Edge): TopologyEdge => ({
  a,
  b,
  tunnel,
  ...tally.result(),
})

const packetsOf = ({ forth, back }: TopologyEdge): number => forth.packets + back.packets

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)
