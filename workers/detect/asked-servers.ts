/** Turns of connections, gathered by tap and by the server that was asked. */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord } from '../model/records'
import { TURN_BINS, type Turn, type TurnCounts, type TurnsRecord } from '../model/turns'
import type { Nanos, Port } from '../model/units'

/** A connection that is looked at by itself: something was slow, or it does not go to and fro. */
export interface AskedConn extends TurnCounts {
  stream: number
  client: string
  clientPort: Port
  /** What the way to the server and back takes at most; infinite: not known. */
  rtt: Nanos
  bins: readonly number[]
  slow: readonly Turn[]
  open: Turn | null
  /** The last frame, and whether the connection was closed then. */
  lastTime: Nanos
  closed: boolean
}

export class AskedServer {
  answers = 0
  disturbed = 0
  conns = 0
  /** Of its data: segments, and those that were sent again or are missing. */
  segments = 0
  troubled = 0
  readonly bins: number[] = Array.from({ length: TURN_BINS }, () => 0)
  readonly rtts: Nanos[] = []
  readonly clientRtts: Nanos[] = []
  /** Answers by client. */
  readonly clients = new Map<string, number>()
  readonly remarkable: AskedConn[] = []
  readonly capture: number
  readonly tap: number
  readonly address: string
  readonly port: Port
  readonly server: string

  constructor({ capture, tap, resp }: ConnRecord) {
    this.capture = capture
    this.tap = tap
    this.address = resp.address
    this.port = resp.port
    this.server = formatEndpoint(resp.address, resp.port)
  }

  add(record: TurnsRecord): void {
    const { conn, answered, disturbed, unprompted, early, unanswered, slowTotal, open } = record
    const { respSide } = conn
    this.conns++
    this.segments += respSide.dataFrames
    this.troubled +=
      respSide.retransmissions + respSide.outOfOrder + respSide.gaps + respSide.ackedUnseen
    const rtt = serverRtt(conn)
    if (rtt < Infinity) this.rtts.push(rtt)
    const clientRtt = clientRttOf(conn)
    if (clientRtt < Infinity) this.clientRtts.push(clientRtt)
    if (unprompted + early + unanswered + slowTotal === 0 && open === null) {
      this.tally(conn.orig.address, answered, disturbed)
      record.addBins(this.bins)
      return
    }
    const { orig, stream, lastTime, closedBy } = conn
    this.remarkable.push({
      ...{ answered, disturbed, unprompted, early, unanswered, slowTotal, stream, rtt, open },
      ...{ client: orig.address, clientPort: orig.port, lastTime, closed: closedBy !== 'none' },
      ...{ bins: record.bins, slow: record.slow },
    })
  }

  /** Takes the answers of a connection for such as count. */
  count({
    client,
    answered,
    disturbed,
    bins,
  }: Pick<AskedConn, 'client' | 'answered' | 'disturbed' | 'bins'>): void {
    this.tally(client, answered, disturbed)
    bins.forEach((count, bin) => {
      this.bins[bin] = (this.bins[bin] ?? 0) + count
    })
  }

  private tally(client: string, answered: number, disturbed: number): void {
    this.answers += answered
    this.disturbed += disturbed
    this.clients.set(client, (this.clients.get(client) ?? 0) + answered)
  }
}

export class AskedServers {
  /** By address, then by tap and port: no key is put together, addresses of records are shared strings. */
  private readonly byAddress = new Map<string, Map<number, AskedServer>>()
  private readonly servers: AskedServer[] = []
  /** Connections of servers that found no room. */
  turnedAway = 0

  add(record: TurnsRecord): void {
    const { tap, resp } = record.conn
    const place = tap * 65_536 + resp.port
    let here = this.byAddress.get(resp.address)
    let server = here?.get(place)
    if (server === undefined) {
      if (this.servers.length >= MAX_PATHS) {
        this.turnedAway++
        return
      }
      if (here === undefined) {
        here = new Map()
        this.byAddress.set(resp.address, here)
      }
      server = new AskedServer(record.conn)
      here.set(place, server)
      this.servers.push(server)
    }
    server.add(record)
  }

  /** In the order in which they were first asked. */
  all(): readonly AskedServer[] {
    return this.servers
  }
}

/** The fastest ACK of what was said to it, the handshake's included; infinite: none was seen. */
function serverRtt({ handshake, origSide }: ConnRecord): Nanos {
  const { answerLatency, synTotal } = handshake
  const opened = answerLatency >= 0 && synTotal === 1 ? answerLatency : Infinity
  return Math.min(opened, origSide.rttSamples > 0 ? origSide.rttMin : Infinity)
}

function clientRttOf({ handshake, respSide }: ConnRecord): Nanos {
  const { synAckTime, ackTime, synAckTotal } = handshake
  const opened =
    synAckTime >= 0 && ackTime >= 0 && synAckTotal === 1 ? ackTime - synAckTime : Infinity
  return Math.min(opened, respSide.rttSamples > 0 ? respSide.rttMin : Infinity)
}
