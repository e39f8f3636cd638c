/** What a case says of its layer, and the packets that the cases share. */
import { ethernet } from '../../../../workers/forge/ethernet'
import { hex, text } from '../../../../workers/forge/fields'
import { ipv4 } from '../../../../workers/forge/ipv4'
import { ipv6 } from '../../../../workers/forge/ipv6'
import { tcp, udp } from '../../../../workers/forge/transport'
import { ETHERNET } from '../dissect-frame'

const outer = { src: '192.0.2.1', dst: '192.0.2.2' }
const inner = { src: '10.42.0.15', dst: '10.42.1.23' }
const inner6 = { src: 'fd42::15', dst: 'fd42:0:0:1::23' }

const ports = { srcPort: 45_678, dstPort: 8080 }
const segment = tcp({ ...inner, ...ports, seq: 1, flags: 'S' }, text(''))
export const PACKET = ipv4({ ...inner, proto: 6 }, segment)
export const PACKET6 = ipv6(
  { ...inner6, proto: 6 },
  tcp({ ...inner6, ...ports, seq: 1, flags: 'S' }, text('')),
)
export const FRAME = ethernet({}, PACKET)

export const INNER = '10.42.0.15 > 10.42.1.23'
export const INNER6 = 'fd42::15 > fd42:0:0:1::23'
export const OUTER = '192.0.2.1 > 192.0.2.2'

export const overIp = (proto: number, payload: Uint8Array) =>
  ethernet({}, ipv4({ ...outer, proto }, payload))
export const overUdp = (dstPort: number, payload: Uint8Array, srcPort = 50_000) =>
  overIp(17, udp({ ...outer, srcPort, dstPort }, payload))

/** Where tshark says something else, or cannot say anything. */
export type Beside = 'same' | 'not there'

export interface LayerCase {
  readonly name: string
  readonly octets: Uint8Array
  readonly linktype: number
  /** In the order of `PROTOCOL_NAMES`. */
  readonly protocols: readonly string[]
  readonly paths: readonly string[]
  readonly tshark: Beside
}

interface Expected {
  linktype?: number
  protocols: string
  paths?: readonly string[]
  tshark?: Beside
}

export const one = (name: string, octets: Uint8Array, expected: Expected): LayerCase => ({
  name,
  octets,
  linktype: expected.linktype ?? ETHERNET,
  protocols: expected.protocols.split(' '),
  paths: expected.paths ?? [INNER],
  tshark: expected.tshark ?? 'same',
})

export const SNAP = hex('aaaa03 000000 0800')
