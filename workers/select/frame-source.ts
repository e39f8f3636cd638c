/**
 * One frame with its octets, as filters ask for it: every field that opening it would show, and those
 * that follow from them.
 */
import type { FieldSource, Occurrence } from '../filter/field-source'
import type { FieldInfo } from '../filter/registry'
import type { Span, Value } from '../filter/values'
import { formatAddress, formatIpv4 } from '../model/address'
import type { Field, Layer } from '../model/frame-view'
import { describeFrame, describeHeader } from '../wire/layers'
import { TUNNEL_KINDS, type TunnelHeader } from '../wire/packet'
import { ACK, FIN, SYN } from '../wire/tcp'
import type { RecordFields } from './application/record-fields'
import { isApplication, tellApplication } from './application/tell-application'
import { tellByPort } from './application/tell-by-port'
import { valueOfField } from './field-values'
import { FrameWalk, type WalkedHeader } from './frame-walk'
import { INNER, OUTER, QUOTED } from './header-words'
import { rowField } from './row-fields'
import type { CaptureContext, RowSource } from './row-source'
import { tcpOptionsIn } from './tcp-options'

interface Found extends Occurrence {
  readonly marks: number
}

export interface FrameOctets {
  readonly octets: Uint8Array
  readonly origLen: number
  readonly linktype: number
  readonly iface: number
}

const NOWHERE = 0

export class FrameSource implements FieldSource {
  readonly references: FieldSource['references']
  private readonly row: RowSource
  private readonly context: CaptureContext
  private readonly records: RecordFields
  private readonly walk = new FrameWalk(true)
  private readonly found = new Map<string, Found[]>()
  private frame: FrameOctets | null = null
  private headers: WalkedHeader[] = []
  /** First parts of the names that were asked for, and the headers described for them. */
  private readonly asked = new Set<string>()
  private readonly described = new Set<WalkedHeader>()
  private application: string | null = null

  /** `row` tells of the same frame what its row in the index tells. */
  constructor(row: RowSource, context: CaptureContext, records: RecordFields) {
    this.row = row
    this.context = context
    this.records = records
    this.references = row.references
  }

  aim(frame: FrameOctets): void {
    const { octets, origLen, linktype } = frame
    this.frame = frame
    this.found.clear()
    this.asked.clear()
    this.described.clear()
    this.application = null
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
    this.walk.follow(view, 0, octets.length, origLen, linktype)
    this.headers = this.walk.walked()
  }

  occurrences(field: FieldInfo): readonly Occurrence[] {
    const { base, scope } = field
    const known = rowField(field)
    if (known !== undefined && known.kind !== 'levels') return this.row.occurrences(field)
    if (base === 'udp.stream') return this.row.occurrences(field)
    this.describe(base.split('.', 1)[0] ?? '')
    const found = this.found.get(base) ?? []
    if (scope === null) return found
    const mark = scope === 'outer' ? OUTER : INNER
    return found.filter(({ marks }) => (marks & mark) !== 0)
  }

  /** Makes the values of all fields whose names begin so. */
  private describe(first: string): void {
    if (this.asked.has(first) || this.frame === null) return
    this.asked.add(first)
    const { octets, linktype } = this.frame
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
    const wanted = HEADERS_OF[first] ?? [first]
    for (const header of this.headers) {
      if (!wanted.includes(header.protocol) || this.described.has(header)) continue
      this.described.add(header)
      const layers = describeHeader(view, header, linktype)
      for (const layer of layers) this.addLayer(layer, header, octets)
      this.addTransport(header, octets)
    }
    if (first === 'frame') this.addFrame(octets)
    else if (first === '_ws') this.addFault()
    else if (first === 'tunnel' || first === 'tap') this.addPlace()
    else if (first === 'eth') this.addPadding()
    else if (isApplication(first)) this.addApplication()
    else if (first === 'data') this.addData(octets)
  }

  private addLayer(layer: Layer, { marks, layer: number }: WalkedHeader, octets: Uint8Array): void {
    const { protocol, at, length } = layer
    this.add(protocol, span(octets, at, length), number, marks)
    for (const field of layer.fields) this.addField(field, octets, number, marks)
  }

  private addField(field: Field, octets: Uint8Array, layer: number, marks: number): void {
    const value = valueOfField(field, octets)
    if (value === null) return
    const { name } = field
    this.add(name, value, layer, marks)
    const both = EITHER[name]
    if (both === undefined) return
    this.add(both, value, layer, marks)
    const host = HOSTS[name]
    if (host === undefined) return
    const text = typeof value === 'number' ? formatIpv4(value) : ipv6Text(value as Uint8Array)
    this.add(host, text, layer, marks)
    this.add(host.replace(/(?:src|dst)_/u, ''), text, layer, marks)
  }

  /** Lengths and payload of a segment or datagram. */
  private addTransport(header: WalkedHeader, octets: Uint8Array): void {
    const { protocol, at, captured, reported, layer, marks } = header
    if (protocol === 'udp' && captured > 8) {
      this.add('udp.payload', octets.subarray(at + 8, at + captured), layer, marks)
    }
    if (protocol !== 'tcp' || captured < 20) return
    const quoted = (marks & QUOTED) !== 0
    if (quoted) this.addAbsolute(header, octets)
    else this.addRelative(header, octets)
    const size = ((octets[at + 12] ?? 0) >>> 4) * 4
    if (size < 20 || size > reported) return
    if (!quoted) this.add('tcp.len', reported - size, layer, marks)
    if (size > 20) this.add('tcp.options', octets.subarray(at + 20, at + size), layer, marks)
    for (const option of tcpOptionsIn(octets.subarray(at + 20, at + Math.min(size, captured)))) {
      this.add(option.name, span(option.octets, 0, option.octets.length), layer, marks)
    }
    if (captured > size) {
      this.add('tcp.payload', octets.subarray(at + size, at + captured), layer, marks)
    }
  }

  /** Of a segment that an error quotes: it was sent before, and its numbers count from nowhere. */
  private addAbsolute({ at, layer, marks }: WalkedHeader, octets: Uint8Array): void {
    const view = new DataView(octets.buffer, octets.byteOffset + at)
    this.add('tcp.seq', view.getUint32(4), layer, marks)
    this.add('tcp.ack', view.getUint32(8), layer, marks)
    this.add('tcp.window_size', view.getUint16(14), layer, marks)
  }

  /** Numbers that count from the beginning of the stream, and the window as it is meant. */
  private addRelative(header: WalkedHeader, octets: Uint8Array): void {
    const { at, reported, layer, marks } = header
    const side = this.row.streamSide()
    if (side === null) return
    const view = new DataView(octets.buffer, octets.byteOffset + at)
    const flags = view.getUint8(13)
    const size = (view.getUint8(12) >>> 4) * 4
    const seq = (view.getUint32(4) - side.base) >>> 0
    const control = (flags & (SYN | FIN)) !== 0 ? 1 : 0
    this.add('tcp.seq', seq, layer, marks)
    this.add('tcp.nxtseq', (seq + Math.max(0, reported - size) + control) >>> 0, layer, marks)
    // Where nothing is acknowledged the number counts from nowhere
    const base = (flags & ACK) === 0 ? 0 : side.otherBase
    this.add('tcp.ack', (view.getUint32(8) - base) >>> 0, layer, marks)
    const scale = (flags & SYN) === 0 ? side.scale : 0
    this.add('tcp.window_size', view.getUint16(14) * 2 ** scale, layer, marks)
  }

  private addFrame(octets: Uint8Array): void {
    this.add('frame', span(octets, 0, octets.length), 1, OUTER)
    this.addApplication()
    const names = this.headers.flatMap(({ protocol }) =>
      protocol === 'eth' ? ['eth', 'ethertype'] : [protocol],
    )
    if (this.application) names.push(this.application)
    this.add('frame.protocols', names.join(':'), 1, OUTER)
  }

  private addFault(): void {
    const { fault, badLength } = this.walk.packet
    if (fault?.kind === 'truncated') this.add('_ws.short', 1, 1, NOWHERE)
    else if (fault !== null || badLength !== '') this.add('_ws.malformed', 1, 1, NOWHERE)
  }

  private addPlace(): void {
    const { packet } = this.walk
    this.add('tap', this.context.tapName(this.frame?.iface ?? 0, packet.ifindex), 1, OUTER)
    for (let level = 0; level < packet.depth; level++) {
      const { kind, vni } = packet.tunnels[level] as TunnelHeader
      if (kind === 0) continue
      this.add('tunnel', 1, level + 1, OUTER)
      this.add('tunnel.kind', TUNNEL_KINDS[kind] ?? '', level + 1, OUTER)
      if (vni >= 0) this.add('tunnel.vni', vni, level + 1, OUTER)
    }
  }

  /** What Ethernet adds behind its packet is known once all is opened. */
  private addPadding(): void {
    const { octets, linktype, origLen } = this.frame as FrameOctets
    const { layers } = describeFrame(octets, linktype, origLen)
    for (const { fields } of layers) {
      for (const field of fields) {
        if (field.name !== 'eth.padding' && field.name !== 'eth.trailer') continue
        this.add(field.name, octets.subarray(field.at, field.at + field.length), 1, NOWHERE)
      }
    }
  }

  private addApplication(): void {
    if (this.application !== null) return
    const tell = (name: string, value: Value) => this.add(name, value, 1, NOWHERE)
    const own = tellApplication(this.walk.packet, tell)
    const { packet } = this.walk
    // TLS stands in QUIC
    const around = own === 'quic' ? [own] : []
    const name = this.records.tell(this.row.captureRow + 1, around.length > 0 ? '' : own, tell)
    const inside = name === '' ? tellByPort(packet, tell) : [name]
    const names = [...around, ...inside]
    this.application = names.join(':')
    const { payloadAt, payloadCaptured } = packet
    const octets = (this.frame as FrameOctets).octets.subarray(0, payloadAt + payloadCaptured)
    for (const each of names) this.add(each, span(octets, payloadAt, payloadCaptured), 1, NOWHERE)
  }

  private addData(octets: Uint8Array): void {
    this.addApplication()
    const { payloadAt, payloadCaptured, payloadLength, arpOperation } = this.walk.packet
    const insideHeader = this.headers.at(-1)?.at === payloadAt
    if (this.application !== '' || payloadCaptured === 0 || insideHeader || arpOperation > 0) return
    const data = octets.subarray(payloadAt, payloadAt + payloadCaptured)
    this.add('data', span(octets, payloadAt, payloadCaptured), 1, NOWHERE)
    this.add('data.data', data, 1, NOWHERE)
    this.add('data.len', payloadLength, 1, NOWHERE)
  }

  private add(name: string, value: Value, layer: number, marks: number): void {
    const found = this.found.get(name)
    if (found === undefined) this.found.set(name, [{ value, layer, marks }])
    else found.push({ value, layer, marks })
  }
}

/** Headers whose fields begin otherwise than their protocol is called. */
const HEADERS_OF: Readonly<Record<string, readonly string[]>> = {
  ip: ['ip', 'ipv6'],
  mip6: ['ipv6'],
  ieee8021ah: ['ieee8021ah', 'ieee8021ad'],
  pppoe: ['pppoes', 'pppoed'],
}

const EITHER: Readonly<Record<string, string>> = {
  'ipv6.version': 'ip.version',
  'eth.dst': 'eth.addr',
  'eth.src': 'eth.addr',
  'ip.src': 'ip.addr',
  'ip.dst': 'ip.addr',
  'ipv6.src': 'ipv6.addr',
  'ipv6.dst': 'ipv6.addr',
  'tcp.srcport': 'tcp.port',
  'tcp.dstport': 'tcp.port',
  'udp.srcport': 'udp.port',
  'udp.dstport': 'udp.port',
  'sctp.srcport': 'sctp.port',
  'sctp.dstport': 'sctp.port',
}

const HOSTS: Readonly<Record<string, string>> = {
  'ip.src': 'ip.src_host',
  'ip.dst': 'ip.dst_host',
  'ipv6.src': 'ipv6.src_host',
  'ipv6.dst': 'ipv6.dst_host',
}

/** A header, and what follows it. */
function span(octets: Uint8Array, at: number, length: number): Span {
  return { octets: octets.subarray(at), length }
}

function ipv6Text(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  const word = (index: number) => view.getUint32(4 * index)
  return formatAddress(word(0), word(1), word(2), word(3))
}
