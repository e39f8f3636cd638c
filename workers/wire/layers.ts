/**
 * One frame as a tree of layers, for the frame viewer. The dissector says which headers there are
 * and where; `describe/` writes their fields; this file adds what stands around them.
 */
import type { Layer } from '../model/frame-view'
import type { StreamNumbers } from '../model/stream-numbers'
import { describerOf } from './describe/describers'
import { describePayload } from './describe/payload'
import { formatOctets } from './describe/rows'
import { Sheet } from './describe/sheet'
import { Dissector } from './dissect'
import { Fault } from './fault'
import { linkTypeName } from '../model/link-type-names'
import { Octets } from './octets'
import { newPacket, type Packet } from './packet'
import { PROTOCOL_NAMES, type ProtocolName } from './protocols'
import { shownNumbers } from './relative'
import { summarize } from './summary'

/** A header that was entered: where its window began, captured and reported octets. */
export interface Entered {
  protocol: ProtocolName
  at: number
  captured: number
  reported: number
}

/** A packet that was followed, and the headers on the way. */
interface Followed {
  packet: Packet
  entered: Entered[]
}

/**
 * Describes the frame that `octets` holds; `origLen` octets of it were on the wire. `numbers`: what
 * those of its TCP connection count from; null: not known, or not asked for.
 */
export function describeFrame(
  octets: Uint8Array,
  linktype: number,
  origLen: number,
  numbers: StreamNumbers | null = null,
): { layers: Layer[]; summary: string } {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
  const dissector = new Dissector()
  const frame = follow((packet) => {
    packet.capLen = octets.length
    packet.origLen = origLen
    dissector.frame(view, 0, linktype, packet)
  })
  const quote = quotation(dissector, frame.packet)
  const layers = [
    ...linkHeader(linktype, frame),
    ...frame.entered.flatMap((header) => describeHeader(view, header, linktype)),
  ]
  addPadding(layers, view, frame)
  if (numbers !== null) addRelative(layers, frame.packet, numbers)
  if (quote === null) layers.push(...payload(view, frame, ''))
  else {
    const headers = quote.entered.flatMap((header) =>
      describeHeader(view, header, linktype, 'quoted '),
    )
    layers.push(...headers, ...payload(view, quote, 'quoted '))
  }
  return { layers, summary: summarize(frame.packet, quote?.packet ?? null, numbers) }
}

/** Numbers that count from the beginning of the stream, beside those on the wire. */
function addRelative(layers: readonly Layer[], packet: Packet, numbers: StreamNumbers): void {
  const layer = layers.findLast(({ protocol }) => protocol === 'tcp')
  if (packet.transport !== 'tcp' || layer === undefined) return
  const { seq, ack, raw, window } = shownNumbers(packet, numbers)
  if (raw) return
  const put = (before: string, name: string, label: string, number: number): void => {
    const beside = layer.fields.findIndex((field) => field.name === before)
    const { at = 0, length = 0 } = layer.fields[beside] ?? {}
    if (length === 0) return // it is cut off
    layer.fields.splice(beside, 0, { name, label, value: String(number), number, at, length })
  }
  put('tcp.seq_raw', 'tcp.seq', 'Sequence number (relative)', seq)
  put('tcp.ack_raw', 'tcp.ack', 'Acknowledgment number (relative)', ack)
  put('tcp.window_size_value', 'tcp.window_size', 'Window', window)
}

function follow(dissect: (packet: Packet) => void): Followed {
  const packet = newPacket()
  const entered: Entered[] = []
  packet.onLayer = (index, { base, captured, reported }) => {
    const protocol = PROTOCOL_NAMES[index]
    if (protocol !== undefined) entered.push({ protocol, at: base, captured, reported })
  }
  dissect(packet)
  return { packet, entered }
}

/** The packet that an ICMP error quotes; null when there is none, or nothing of it can be read. */
function quotation(dissector: Dissector, packet: Packet): Followed | null {
  const icmp = packet.transport === 'icmp' || packet.transport === 'icmpv6'
  if (!icmp || !packet.icmp.quotes) return null
  const { view, payloadAt, payloadCaptured, payloadLength } = packet
  const quote = follow((into) => {
    dissector.quoted(view, payloadAt, payloadCaptured, payloadLength, into)
  })
  return quote.entered.length === 0 ? null : quote
}

/** The layers of one header; `prefix` goes before their titles. */
export function describeHeader(
  view: DataView,
  header: Entered,
  linktype: number,
  prefix = '',
): Layer[] {
  const sheet = new Sheet(window(view, header), prefix)
  try {
    describerOf(header.protocol, linktype)(sheet, linktype)
  } catch (error) {
    if (!(error instanceof Fault)) throw error // else it ends where the header was cut
  }
  return sheet.layers
}

/** The octets before the first header that is described. */
function linkHeader(linktype: number, { packet, entered }: Followed): Layer[] {
  const length = entered[0]?.at ?? packet.payloadAt
  if (length === 0) return []
  const name = linkTypeName(linktype)
  const title = `Link type ${String(linktype)}${name === undefined ? '' : ` (${name})`}`
  return [{ protocol: 'frame', title, at: 0, length, fields: [] }]
}

function payload(view: DataView, { packet, entered }: Followed, prefix: string): Layer[] {
  if (packet.arpOperation !== 0) return []
  const { payloadAt: at, payloadCaptured: captured, payloadLength: reported } = packet
  const sheet = new Sheet(window(view, { at, captured, reported }), prefix)
  const insideHeader = entered.at(-1)?.at === at
  const told = packet.fault === null && packet.undecoded === 0 && packet.fragmentLevel < 0
  if (insideHeader && told) return [] // its describer goes on to the end
  describePayload(sheet, { packet, insideHeader, quoted: prefix !== '' })
  return sheet.layers
}

/**
 * What Ethernet frames hold behind the packet they carry: padding, when it is zeros up to octet 60,
 * else a trailer (the frame check sequence, what a switch added).
 */
function addPadding(layers: readonly Layer[], view: DataView, { packet, entered }: Followed): void {
  if (packet.fault !== null) return
  const arp = layers.find(({ protocol }) => protocol === 'arp')
  let end = arp === undefined ? packet.payloadAt + packet.payloadCaptured : arp.at + arp.length
  for (const { protocol, at, captured } of [...entered].reverse()) {
    const length = at + captured - end
    if (protocol !== 'eth' || length <= 0) continue
    const octets = window(view, { at: end, captured: length, reported: length })
    const zeros = captured <= MINIMUM_FRAME && allZero(octets)
    const [name, label] = zeros ? ['eth.padding', 'Padding'] : ['eth.trailer', 'Trailer']
    const value = formatOctets(octets, 0, length)
    layers.find((layer) => layer.at === at)?.fields.push({ name, label, value, at: end, length })
    end += length
  }
}

/** IEEE 802.3 §3.2.8, without the frame check sequence. */
const MINIMUM_FRAME = 60 // octets

function allZero({ view, base, captured }: Octets): boolean {
  return new Uint8Array(view.buffer, view.byteOffset + base, captured).every((octet) => octet === 0)
}

function window(
  view: DataView,
  { at, captured, reported }: { at: number; captured: number; reported: number },
): Octets {
  const octets = new Octets(view)
  octets.aim(view, at, captured, reported)
  return octets
}
