/** Values of fields that stand in the words of headers: see `header-words.ts`. */
import type { Occurrence } from '../filter/field-source'
import type { FieldInfo } from '../filter/registry'
import { formatAddress, formatIpv4 } from '../model/address'
import { TUNNEL_KINDS } from '../wire/packet'
import { PROTOCOL_NAMES } from '../wire/protocols'
import {
  CUT,
  entryWords,
  ETH,
  GENEVE,
  ICMP,
  ICMPV6,
  INNER,
  IP,
  IPV6,
  OUTER,
  PLACE,
  SCTP,
  TCP,
  TUNNEL,
  UDP,
  VLAN,
  VXLAN,
} from './header-words'

type Value = Occurrence['value']
type Words = Uint32Array

/** Values of one header, whose words begin at `at`. */
type Read = (words: Words, at: number) => Value[]

interface Reader {
  readonly protocol: number
  readonly read: Read
}

const word = (words: Words, at: number) => words[at] as number

function mac(words: Words, at: number, shift: 0 | 1): Uint8Array {
  const octets = new Uint8Array(12)
  const view = new DataView(octets.buffer)
  for (let i = 0; i < 3; i++) view.setUint32(4 * i, word(words, at + i))
  return octets.subarray(6 * shift, 6 * shift + 6)
}

function ipv6(words: Words, at: number): Uint8Array {
  const octets = new Uint8Array(16)
  const view = new DataView(octets.buffer)
  for (let i = 0; i < 4; i++) view.setUint32(4 * i, word(words, at + i))
  return octets
}

const ipv4Text: Read = (words, at) => [formatIpv4(word(words, at))]
const ipv6Text: Read = (words, at) => [
  formatAddress(word(words, at), word(words, at + 1), word(words, at + 2), word(words, at + 3)),
]
const ipv6Octets: Read = (words, at) => [ipv6(words, at)]
const number: Read = (words, at) => [word(words, at)]
const high: Read = (words, at) => [word(words, at) >>> 16]
const low: Read = (words, at) => [word(words, at) & 0xffff]
const highOctet: Read = (words, at) => [word(words, at) >>> 8]
const lowOctet: Read = (words, at) => [word(words, at) & 0xff]

/** The values `by` words further on. */
const further =
  (read: Read, by: number): Read =>
  (words, at) =>
    read(words, at + by)
const both =
  (first: Read, second: Read): Read =>
  (words, at) => [...first(words, at), ...second(words, at)]

const ports = (name: string, protocol: number): [string, Reader][] => [
  [`${name}.srcport`, { protocol, read: high }],
  [`${name}.dstport`, { protocol, read: low }],
  [`${name}.port`, { protocol, read: both(high, low) }],
]

const addresses = (
  name: string,
  protocol: number,
  read: Read,
  text: Read,
  size: number,
): [string, Reader][] => {
  const src = further(read, 1)
  const dst = further(read, 1 + size)
  const srcText = further(text, 1)
  const dstText = further(text, 1 + size)
  return [
    [`${name}.src`, { protocol, read: src }],
    [`${name}.dst`, { protocol, read: dst }],
    [`${name}.addr`, { protocol, read: both(src, dst) }],
    [`${name}.src_host`, { protocol, read: srcText }],
    [`${name}.dst_host`, { protocol, read: dstText }],
    [`${name}.host`, { protocol, read: both(srcText, dstText) }],
  ]
}

const dstMac: Read = (words, at) => [mac(words, at, 0)]
const srcMac: Read = (words, at) => [mac(words, at, 1)]

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['eth.dst', { protocol: ETH, read: dstMac }],
  ['eth.src', { protocol: ETH, read: srcMac }],
  ['eth.addr', { protocol: ETH, read: both(dstMac, srcMac) }],
  ['vlan.id', { protocol: VLAN, read: number }],
  ['ip.proto', { protocol: IP, read: number }],
  ...addresses('ip', IP, number, ipv4Text, 1),
  ['ipv6.nxt', { protocol: IPV6, read: number }],
  ...addresses('ipv6', IPV6, ipv6Octets, ipv6Text, 4),
  ...ports('tcp', TCP),
  ...ports('udp', UDP),
  ...ports('sctp', SCTP),
  ['icmp.type', { protocol: ICMP, read: highOctet }],
  ['icmp.code', { protocol: ICMP, read: lowOctet }],
  ['icmpv6.type', { protocol: ICMPV6, read: highOctet }],
  ['icmpv6.code', { protocol: ICMPV6, read: lowOctet }],
  ['vxlan.vni', { protocol: VXLAN, read: number }],
  ['geneve.vni', { protocol: GENEVE, read: number }],
])

/** Numbers of protocols, by name; what is told by a layer of its own alone. */
const PROTOCOLS: ReadonlyMap<string, number> = new Map(
  PROTOCOL_NAMES.map((name, index) => [name, index] as const).filter(
    ([name]) => name !== 'ipv6.fraghdr',
  ),
)

/** Number of a protocol that a layer of the frame may have; −1: there is none of that name. */
export function protocolNumber(name: string): number {
  return PROTOCOLS.get(name) ?? -1
}

/** Can all values of the field be told from words? Of protocols: whether they are there. */
export function isHeaderField({ base }: FieldInfo): boolean {
  return READERS.has(base) || PROTOCOLS.has(base) || ELSEWHERE.includes(base)
}

/** What no single header tells. */
const ELSEWHERE = ['tunnel', 'tunnel.kind', 'tunnel.vni', 'tap', 'udp.stream']

/** `tapName`: of interface and ifindex. */
export function headerOccurrences(
  words: Words,
  field: FieldInfo,
  tapName: (iface: number, ifindex: number) => string,
): Occurrence[] {
  const { base } = field
  if (base === 'tap') return placeOf(words, tapName)
  if (base === 'tunnel' || base === 'tunnel.kind' || base === 'tunnel.vni') {
    return tunnelsOf(words, base)
  }
  const reader = READERS.get(base)
  const protocol = reader?.protocol ?? protocolNumber(base)
  const scope = field.scope === null ? 0 : field.scope === 'outer' ? OUTER : INNER
  const found: Occurrence[] = []
  let layer = 0
  for (let at = 0; at < words.length;) {
    const tag = word(words, at)
    const own = (tag & (TUNNEL | PLACE)) === 0 && (tag & 0xff) === protocol
    if (own) {
      layer++
      if ((tag & scope) === scope) {
        if (reader === undefined) found.push({ value: 1, layer })
        else if ((tag & CUT) === 0) {
          for (const value of reader.read(words, at + 1)) found.push({ value, layer })
        }
      }
    }
    at += entryWords(tag)
  }
  return found
}

function tunnelsOf(words: Words, base: string): Occurrence[] {
  const found: Occurrence[] = []
  let layer = 0
  for (let at = 0; at < words.length; at += entryWords(word(words, at))) {
    if (word(words, at) !== TUNNEL) continue
    layer++
    const vni = word(words, at + 2)
    if (base === 'tunnel') found.push({ value: 1, layer })
    else if (base === 'tunnel.kind') {
      found.push({ value: TUNNEL_KINDS[word(words, at + 1)] ?? '', layer })
    } else if (vni > 0) found.push({ value: vni - 1, layer })
  }
  return found
}

function placeOf(words: Words, tapName: (iface: number, ifindex: number) => string): Occurrence[] {
  for (let at = 0; at < words.length; at += entryWords(word(words, at))) {
    if (word(words, at) !== PLACE) continue
    const value = tapName(word(words, at + 1), word(words, at + 2))
    return [{ value, layer: 1 }]
  }
  return []
}
