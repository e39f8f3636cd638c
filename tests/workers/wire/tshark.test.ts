/** The dissector and the layer tree against tshark, frame by frame, where it is installed. */
import { describe, expect, it } from 'vitest'
import { asSll, asSll2, LINKTYPE, writePcap } from '../../../workers/forge/capture-writer'
import type { CapturedFrame } from '../../../workers/forge/captured-frame'
import type { TunnelSpec } from '../../../workers/forge/encapsulation'
import { httpExchange } from '../../../workers/forge/http'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import { hex } from '../../../workers/forge/fields'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { formatAddress } from '../../../workers/model/address'
import type { Field } from '../../../workers/model/frame-view'
import { Dissector } from '../../../workers/wire/dissect'
import { describeFrame } from '../../../workers/wire/layers'
import { newPacket, type Packet } from '../../../workers/wire/packet'
import { hasTshark, withTshark } from '../forge/tshark'
import { dissect, protocolsOf } from './dissect-frame'
import * as examples from './frames'
import { pdmlOf, type PdmlField } from './pdml'

const NO_REASSEMBLY = ['ip', 'ipv6'].flatMap((name) => ['-o', `${name}.defragment:FALSE`])
const SECONDS = 1e9
const ETHERNET = LINKTYPE.ethernet

/** Pings and a request in a tunnel, small and larger than the underlay carries. */
function traffic(tunnel: TunnelSpec, version: 4 | 6 = 4): CapturedFrame[] {
  const scene = new Scene({ seed: 11, tunnel })
  const node1 = scene.node({ address: '172.16.16.121' })
  const node2 = scene.node({ address: '172.16.16.122' })
  const client = node1.pod(version === 4 ? '10.42.0.15' : 'fd42::15', { vni: 16_621 })
  const server = node2.pod(version === 4 ? '10.42.1.23' : 'fd42:0:0:1::23', { vni: 7162 })
  ping(scene, { from: client, to: server, count: 2 })
  ping(scene, { from: client, to: server, payload: 3000, count: 2, start: SECONDS })
  talk(scene, { client, server, start: 2 * SECONDS, exchanges: [httpExchange({ octets: 4000 })] })
  scene.run(10 * SECONDS)
  return node1.frames()
}

const SCENES: readonly [string, CapturedFrame[], number][] = [
  ['no tunnel', traffic({ kind: 'none' }), ETHERNET],
  ['no tunnel, IPv6', traffic({ kind: 'none' }, 6), ETHERNET],
  ['VXLAN', traffic({ kind: 'vxlan' }), ETHERNET],
  ['VXLAN on port 4789, IPv6', traffic({ kind: 'vxlan', port: 4789 }, 6), ETHERNET],
  ['Geneve', traffic({ kind: 'geneve' }), ETHERNET],
  [
    'Geneve with options',
    traffic({ kind: 'geneve', options: [{ class: 0x14b, type: 0x81, data: hex('0a2a000f') }] }),
    ETHERNET,
  ],
  ['GRE', traffic({ kind: 'gre' }), ETHERNET],
  ['GRE with key', traffic({ kind: 'gre', key: 77 }), ETHERNET],
  ['IP in IP', traffic({ kind: 'ipip' }), ETHERNET],
  ['IPv6 in IPv4', traffic({ kind: 'ipip' }, 6), ETHERNET],
  ['SLL', traffic({ kind: 'vxlan' }).map((frame) => as(frame, asSll(frame.octets))), LINKTYPE.sll],
  [
    'SLL2',
    traffic({ kind: 'vxlan' }).map((frame) => as(frame, asSll2(frame.octets))),
    LINKTYPE.sll2,
  ],
]

function as(frame: CapturedFrame, octets: Uint8Array): CapturedFrame {
  return { ...frame, octets }
}

const COMPARED = [
  'eth',
  'sll',
  'arp',
  'ip',
  'ipv6',
  'ipv6.fraghdr',
  'tcp',
  'udp',
  'icmp',
  'icmpv6',
  'vxlan',
  'geneve',
  'gre',
]

/** Protocols and addresses of a frame, those of quoted packets included. */
function facts(octets: Uint8Array, linktype: number) {
  const packet = dissect(octets, { linktype })
  const packets = packet.icmp.quotes ? [packet, quoteOf(packet)] : [packet]
  const headers = packets.flatMap((each) => each.ip.slice(0, each.depth))
  const list = (version: number, address: (ip: (typeof headers)[number]) => string) =>
    headers
      .filter((ip) => ip.version === version)
      .map(address)
      .join()
  const seen = new Set(packets.flatMap(protocolsOf))
  return {
    protocols: COMPARED.filter((name) => seen.has(name)).join(':'),
    src: list(4, (ip) => formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)),
    dst: list(4, (ip) => formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)),
    src6: list(6, (ip) => formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)),
    dst6: list(6, (ip) => formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)),
    id: list(4, (ip) => `0x${ip.id.toString(16).padStart(4, '0')}`),
    length: list(4, (ip) => String(ip.length)),
  }
}

function quoteOf({ view, payloadAt, payloadCaptured, payloadLength }: Packet): Packet {
  const quote = newPacket()
  new Dissector().quoted(view, payloadAt, payloadCaptured, payloadLength, quote)
  return quote
}

const NAMES = ['ip.src', 'ip.dst', 'ipv6.src', 'ipv6.dst', 'ip.id', 'ip.len']

function factsOfTshark([protocols = '', ...values]: readonly string[]) {
  const seen = new Set(protocols.split(':'))
  const [src, dst, src6, dst6, id, length] = values
  const shared = COMPARED.filter((name) => seen.has(name)).join(':')
  return { protocols: shared, src, dst, src6, dst6, id, length }
}

describe.skipIf(!hasTshark)('beside tshark', () => {
  it.each(SCENES)('sees the same headers: %s', (_name, frames, linktype) => {
    const capture = writePcap(frames, { linktype })
    const theirs = withTshark(
      capture,
      ({ fields }) => fields('frame', 'frame.protocols', ...NAMES).map(factsOfTshark),
      NO_REASSEMBLY,
    )
    expect(frames.map(({ octets }) => facts(octets, linktype))).toEqual(theirs)
  })

  it('counts the same frames of each protocol in a sample case', () => {
    const { octets } = tailFirstCase()
    const theirs = withTshark(
      octets,
      ({ fields }) => fields('frame', 'frame.protocols').map(([names = '']) => names.split(':')),
      NO_REASSEMBLY,
    )
    const ours = framesIn(octets).map((frame) => facts(frame, ETHERNET).protocols.split(':'))
    const count = (frames: readonly string[][]) =>
      COMPARED.map((name) => [name, frames.filter((names) => names.includes(name)).length])
    expect(count(ours)).toEqual(count(theirs))
  })

  it.each(SCENES)('shows fields where tshark does: %s', (_name, frames, linktype) => {
    compareFields(frames, linktype)
  })

  it('shows fields of the examples where tshark does', () => {
    const { SLL, SLL2, FDDI_SNAP, NFLOG } = examples
    const others: readonly Uint8Array[] = [SLL, SLL2, FDDI_SNAP, NFLOG]
    const ethernet = Object.values(examples).filter((octets) => !others.includes(octets))
    const framesOf = (octets: readonly Uint8Array[]) =>
      octets.map((each) => ({ time: 0, octets: each, origLen: 1600 }))
    compareFields(framesOf(ethernet), ETHERNET)
    compareFields(framesOf([SLL]), LINKTYPE.sll)
    compareFields(framesOf([SLL2]), LINKTYPE.sll2)
  })
})

/** Frames of a little-endian pcap file. */
function framesIn(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const frames: Uint8Array[] = []
  for (let at = 24; at < file.length;) {
    const length = view.getUint32(at + 8, true)
    frames.push(file.slice(at + 16, at + 16 + length))
    at += 16 + length
  }
  return frames
}

function compareFields(frames: readonly CapturedFrame[], linktype: number): void {
  const theirs = pdmlOf(frames, linktype)
  const differences: string[] = []
  frames.forEach(({ octets, origLen }, index) => {
    const { layers } = describeFrame(octets, linktype, origLen ?? octets.length)
    for (const field of layers.flatMap((layer) => layer.fields)) {
      if (field.length === 0 || isPayload(field)) continue
      const peers = theirs[index]?.get(field.name) ?? []
      const peer = peers.find(({ at, length }) => at === field.at && length === field.length)
      if (peer !== undefined && agree(field.value, peer)) continue
      differences.push(`frame ${index + 1}: ${JSON.stringify(field)} ${JSON.stringify(peers)}`)
    }
  })
  expect(differences).toEqual([])
}

/** tshark gives it to protocols that are not followed here. */
const isPayload = ({ name }: Field) => name.startsWith('data.') || name.endsWith('.payload')

const numbersIn = (text: string) => (text.match(/0x[0-9a-f]+|\d+/gi) ?? []).map(Number)

/** Texts differ in their wording, not in their numbers. */
function agree(value: string, { show, text }: PdmlField): boolean {
  const digits = show.replaceAll(':', '')
  if (value === show || digits.startsWith(value.replace('…', '')) || value.includes(digits))
    return true
  if (value === 'Set' || value === 'Not set') return show === (value === 'Set' ? '1' : '0')
  const numbers = numbersIn(value)
  return [...numbersIn(show), ...numbersIn(text)].some((number) => numbers.includes(number))
}
