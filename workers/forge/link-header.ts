/**
 * The cooked headers that Linux gives to `tcpdump -i any`: LINKTYPE_LINUX_SLL and
 * LINKTYPE_LINUX_SLL2, https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html.
 */
import { getU16, join, u16, u32, u8, type Bytes } from './fields'

const ETHERNET_HEADER = 14 // octets
const ARPHRD_ETHER = 1
const PACKET = { toUs: 0, broadcast: 1, multicast: 2, outgoing: 4 }

/** An untagged Ethernet frame with an SLL header in place of its own. */
export function asSll(frame: Uint8Array, { outgoing = false } = {}): Bytes {
  const { protocol, sender, packetType } = cooked(frame, outgoing)
  const address = join(sender, u16(0))
  return join(u16(packetType, ARPHRD_ETHER, 6), address, u16(protocol), payloadOf(frame))
}

/** An untagged Ethernet frame with an SLL2 header in place of its own. */
export function asSll2(frame: Uint8Array, { ifindex = 2, outgoing = false } = {}): Bytes {
  const { protocol, sender, packetType } = cooked(frame, outgoing)
  const head = join(u16(protocol, 0), u32(ifindex), u16(ARPHRD_ETHER), u8(packetType, 6))
  return join(head, sender, u16(0), payloadOf(frame))
}

const payloadOf = (frame: Uint8Array) => frame.subarray(ETHERNET_HEADER)

function cooked(frame: Uint8Array, outgoing: boolean) {
  const first = frame[0] ?? 0
  const group = first === 0xff ? PACKET.broadcast : first & 1 ? PACKET.multicast : PACKET.toUs
  return {
    protocol: getU16(frame, 12),
    sender: frame.subarray(6, 12),
    packetType: outgoing ? PACKET.outgoing : group,
  }
}
