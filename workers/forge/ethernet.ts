/**
 * Ethernet II (RFC 894), VLAN tags (IEEE 802.1Q §9.6), ARP (RFC 826).
 */
import { ipAddress, join, mac, setMac, setU16, u16, u8, type Bytes } from './fields'

export const ETHERTYPE = { ipv4: 0x0800, arp: 0x0806, vlan: 0x8100, ipv6: 0x86dd } as const

export const BROADCAST = 'ff:ff:ff:ff:ff:ff'

const HEADER = 14 // octets, without tags
const MINIMUM_FRAME = 60 // octets without the frame check sequence, IEEE 802.3 §3.2.8

export interface EthernetSpec {
  src?: string
  dst?: string
  /** Default: IPv4 or IPv6, by the first nibble of the payload. */
  type?: number
  /** VLAN tags, the outermost first; `tpid` is 0x8100 unless told. */
  vlans?: readonly { id: number; tpid?: number; priority?: number }[]
}

export function ethernet(spec: EthernetSpec, payload: Uint8Array): Bytes {
  const { src = '02:00:00:00:00:01', dst = '02:00:00:00:00:02', vlans = [] } = spec
  const type = spec.type ?? ((payload[0] ?? 0) >>> 4 === 6 ? ETHERTYPE.ipv6 : ETHERTYPE.ipv4)
  const header = new Uint8Array(HEADER + 4 * vlans.length)
  setMac(header, 0, dst)
  setMac(header, 6, src)
  let at = 12
  for (const { id, tpid = ETHERTYPE.vlan, priority = 0 } of vlans) {
    setU16(header, at, tpid)
    setU16(header, at + 2, (priority << 13) | id)
    at += 4
  }
  setU16(header, at, type)
  return join(header, payload)
}

/** Fills a frame up to the least that Ethernet carries; captures of *arriving* frames show this. */
export function padded(frame: Uint8Array): Uint8Array {
  if (frame.length >= MINIMUM_FRAME) return frame
  return join(frame, new Uint8Array(MINIMUM_FRAME - frame.length))
}

export interface ArpSpec {
  op: 'request' | 'reply'
  senderMac: string
  sender: string
  targetMac?: string
  target: string
}

export function arp({ op, senderMac, sender, targetMac, target }: ArpSpec): Bytes {
  return join(
    u16(1, ETHERTYPE.ipv4),
    u8(6, 4),
    u16(op === 'request' ? 1 : 2),
    mac(senderMac),
    ipAddress(sender),
    mac(targetMac ?? '00:00:00:00:00:00'),
    ipAddress(target),
  )
}
