/**
 * Fields of QUIC's long headers: RFC 8999 §5.1, RFC 9000 §17.2. Numbers of packets are under header
 * protection: those of a client's first packets can be told, as their keys follow from the packet.
 */
import { INITIAL, RETRY } from '../../protocol/quic/header'
import { readFramesOf } from '../../protocol/quic/frames-by-version'
import { openInitial } from '../../protocol/quic/initial'
import { isKnownVersion, isReserved, VERSION_2 } from '../../protocol/quic/version'
import { joined, latin1, Vector } from '../../protocol/tls/vector'
import { Fault } from '../../wire/fault'
import type { Octets } from '../../wire/octets'
import { octetsAt, type Tell } from './found'
import { tellMessages } from './tls-fields'

const LONG = 0x80
const FIXED = 0x40
const MIN_LONG = 13
const MAX_CID = 20
/** RFC 9001 §5.4.2: fewer octets hold no sample for header protection. */
const MIN_INITIAL = 20

/** Names of the protocols; empty: it is none that a single datagram gives away. */
export function tellQuic(octets: Octets, tell: Tell): string {
  if (octets.captured < MIN_LONG || (octets.u8(0) & LONG) === 0 || octets.u8(5) > MAX_CID) {
    return ''
  }
  const version = octets.u32(1)
  if (!isKnownVersion(version) && !isReserved(version)) return ''
  const told = new Set<string>()
  const tellAll: Tell = (field, value) => {
    told.add(field)
    tell(field, value)
  }
  const bytes = octetsAt(octets, 0, octets.captured)
  try {
    for (let at = 0; at < bytes.length;) at += tellPacket(bytes.subarray(at), tellAll)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
  // A reserved version alone is found by chance.
  if (!isKnownVersion(version) && !told.has('quic.packet_number')) return ''
  return told.has('tls.handshake') ? 'quic:tls' : 'quic'
}

/** Returns where it ends. @throws Fault */
function tellPacket(bytes: Uint8Array, tell: Tell): number {
  const vector = new Vector(bytes, 'quic')
  const first = vector.u8()
  if (first < LONG) {
    tell('quic.packet_length', bytes.length)
    tell('quic.header_form', 0)
    tell('quic.fixed_bit', (first & FIXED) >>> 6)
    return bytes.length
  }
  const version = vector.u32()
  const [dcid, scid] = [vector.vector8().octetsLeft(), vector.vector8().octetsLeft()]
  const type = (first >>> 4) & 3
  const kind = version === VERSION_2 ? (type + 3) & 3 : type
  const open = kind === RETRY ? null : lengths(vector, kind)
  tell('quic.packet_length', open?.end ?? bytes.length)
  tell('quic.header_form', 1)
  if (open !== null && kind === INITIAL && open.length < MIN_INITIAL) return bytes.length
  tell('quic.fixed_bit', (first & FIXED) >>> 6)
  tell(version === VERSION_2 ? 'quic.long.packet_type_v2' : 'quic.long.packet_type', type)
  tell('quic.version', version)
  tell('quic.dcil', dcid.length)
  if (dcid.length > 0) tell('quic.dcid', dcid)
  tell('quic.scil', scid.length)
  if (scid.length > 0) tell('quic.scid', scid)
  if (open === null) return bytes.length
  if (kind === INITIAL) tell('quic.token_length', open.token)
  tell('quic.length', open.length)
  if (kind === INITIAL) tellNumber(bytes.subarray(0, open.end), open.numberAt, version, dcid, tell)
  return open.end
}

interface Lengths {
  readonly token: number
  readonly length: number
  readonly numberAt: number
  readonly end: number
}

function lengths(vector: Vector, kind: number): Lengths {
  const token = kind === INITIAL ? vector.varint() : 0
  vector.octets(token)
  const length = vector.varint()
  const numberAt = vector.at
  return { token, length, numberAt, end: numberAt + length }
}

function tellNumber(
  packet: Uint8Array,
  numberAt: number,
  version: number,
  dcid: Uint8Array,
  tell: Tell,
): void {
  const initial = openInitial(packet, { version, dcid: latin1(dcid), numberAt })
  if (initial === null) return
  tell('quic.packet_number', initial.opened.number)
  tellHandshake(initial.opened.payload, initial.version, tell)
}

/** What of the handshake stands in this packet from its beginning on. @throws Fault */
function tellHandshake(payload: Uint8Array, version: number, tell: Tell): void {
  const parts: { offset: number; octets: Uint8Array }[] = []
  readFramesOf(version, new Vector(payload, 'quic.frame'), {
    crypto: (offset, octets) => parts.push({ offset, octets }),
    connectionId: () => undefined,
    close: () => undefined,
  })
  let begin: Uint8Array = new Uint8Array(0)
  for (const { offset, octets } of parts.sort((a, b) => a.offset - b.offset)) {
    if (offset === begin.length) begin = joined(begin, octets)
  }
  const first = new Vector(begin, 'tls.handshake')
  // What goes on in other packets is told by its record
  if (first.left < 4 || first.u8() === 0 || first.u24() > first.left) return
  tellMessages(begin, false, tell, 'q')
}
