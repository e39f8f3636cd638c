/**
 * QUIC over UDP, on any port. RFC 9000, RFC 9001, RFC 9369. A conversation is taken for QUIC once
 * a long header with a known version was seen in it, or a short header with a known connection ID.
 */
import { MAX_QUIC_CONNECTIONS, MAX_QUIC_CONNECTION_IDS } from '../../limits/limits'
import { Fault } from '../../wire/fault'
import type { Octets } from '../../wire/octets'
import type { Context, DatagramAnalyzer, Sink } from '../analyzer'
import { HeldOctets } from '../stream/held-octets'
import { Vector } from '../tls/vector'
import { Connection } from './connection'
import { INITIAL, MAX_CID, readLongHeader, type LongHeader } from './header'
import { openInitial } from './initial'
import { isKnownVersion, isReserved } from './version'

/** Shortest datagram that is believed: flags, version, two lengths, and something behind. */
const MIN_LONG = 13
const FIXED_BIT = 0x40
/** Flags, a packet number of four octets, and a sample of sixteen. */
const MIN_SHORT = 21
/** Connection IDs shorter than this say too little to tell a connection by. */
const MIN_CID = 4

/** One for each capture. */
export const quic = (_: unknown, held: HeldOctets): DatagramAnalyzer => new Quic(held)

export class Quic implements DatagramAnalyzer {
  readonly name = 'quic'
  /** By the number of the UDP conversation. */
  private readonly connections = new Map<number, Connection>()
  private readonly byCid = new Map<string, Connection>()
  private readonly cidLengths = new Set<number>()
  private readonly held: HeldOctets

  constructor(held = new HeldOctets()) {
    this.held = held
  }

  claims(octets: Octets, context: Context): boolean {
    if (octets.captured === 0) return false
    if (this.connections.has(context.stream)) return true
    if (octets.u8(0) >= 0x80) return claimsLong(octets)
    return (octets.u8(0) & 0x40) !== 0 && this.knownCid(octets) !== null
  }

  /** Four octets of a version are soon found by chance. */
  speaks(_: Octets, { stream }: Context): boolean {
    return this.connections.get(stream)?.met ?? false
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('quic')
    const { view, base, captured } = octets
    const bytes = new Uint8Array(view.buffer, view.byteOffset + base, captured)
    let connection = this.connectionOf(octets, context, sink)
    const cut = octets.captured < octets.reported
    let at = 0
    while (at < bytes.length) {
      const rest = bytes.subarray(at)
      if ((rest[0] ?? 0) < 0x80) {
        if (at === 0 && isNothing(rest)) throw new Fault('malformed', 'quic.fixed_bit')
        connection.short(rest, context, sink)
        return
      }
      const header = readLongHeader(new Vector(rest, 'quic', cut))
      const packet = rest.subarray(0, header.end)
      if (this.begins(packet, header, connection)) connection = this.begin(context, sink)
      if (!connection.met) this.learn(header.dcid, connection, sink)
      connection.long(packet, header, context, sink)
      at += header.end
    }
  }

  private connectionOf(octets: Octets, context: Context, sink: Sink): Connection {
    const known = this.connections.get(context.stream)
    if (known !== undefined) return known
    const moved = this.knownCid(octets)
    if (moved === null) return this.begin(context, sink)
    this.keep(moved, context, sink)
    return moved
  }

  /** The sender of the first packet is taken for the client. */
  private begin(context: Context, sink: Sink): Connection {
    const connection: Connection = new Connection(context.direction, this.held, (cid) => {
      this.learn(cid, connection, sink)
    })
    this.keep(connection, context, sink)
    return connection
  }

  /** Does a client begin another connection in the same conversation? */
  private begins(packet: Uint8Array, header: LongHeader, connection: Connection): boolean {
    if (header.type !== INITIAL || !connection.met || this.byCid.has(header.dcid)) return false
    return header.dcid.length >= MIN_CID && openInitial(packet, header) !== null
  }

  private keep(connection: Connection, { stream }: Context, sink: Sink): void {
    if (this.connections.size < MAX_QUIC_CONNECTIONS || this.connections.has(stream)) {
      this.connections.set(stream, connection)
    } else sink.weird('QUIC connections beyond those that are followed')
  }

  private learn(cid: string, connection: Connection, sink: Sink): void {
    if (cid.length < MIN_CID || cid.length > MAX_CID) return
    if (this.byCid.size >= MAX_QUIC_CONNECTION_IDS && !this.byCid.has(cid)) {
      sink.weird('QUIC connection IDs beyond those that are remembered')
      return
    }
    this.byCid.set(cid, connection)
    this.cidLengths.add(cid.length)
  }

  /** The connection of a short header that comes from another address. RFC 9000 §9. */
  private knownCid(octets: Octets): Connection | null {
    if (octets.u8(0) >= 0x80) return null
    for (const length of this.cidLengths) {
      if (octets.captured < 1 + length) continue
      let cid = ''
      for (let i = 1; i <= length; i++) cid += String.fromCharCode(octets.u8(i))
      const connection = this.byCid.get(cid)
      if (connection !== undefined) return connection
    }
    return null
  }
}

/** RFC 9000 §17.3.1: without the fixed bit; and too short for a sample, RFC 9001 §5.4.2. */
function isNothing(packet: Uint8Array): boolean {
  return ((packet[0] ?? 0) & FIXED_BIT) === 0 && packet.length < MIN_SHORT
}

function claimsLong(octets: Octets): boolean {
  if (octets.captured < MIN_LONG || octets.u8(5) > MAX_CID) return false
  const version = octets.u32(1)
  return isKnownVersion(version) || (isReserved(version) && opens(octets))
}

/** A reserved version says nothing, being one of 65,536; that a packet can be opened says all. */
function opens({ view, base, captured }: Octets): boolean {
  const packet = new Uint8Array(view.buffer, view.byteOffset + base, captured)
  try {
    const header = readLongHeader(new Vector(packet, 'quic'))
    return header.type === INITIAL && openInitial(packet.subarray(0, header.end), header) !== null
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}
