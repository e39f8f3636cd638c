/** Fragments → the packets that their senders had, told apart by place and tunnel. */
import { FragmentEngine, isComplete } from '../flow/fragments'
import { fragmentKey } from '../flow/fragment-keys'
import { joinPacket } from '../flow/joined-packet'
import type { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import { newPacket, type Packet } from '../wire/packet'

export class FragmentJoiner {
  private readonly fragments = new FragmentEngine({ timeouts: true, abandoned: () => undefined })
  private readonly whole = newPacket()
  private readonly dissector: Dissector

  constructor(dissector: Dissector) {
    this.dissector = dissector
  }

  /** The packet that the fragment in `packet` completes, until the next call; null: none. */
  join(packet: Packet): Packet | null {
    const level = packet.fragmentLevel
    const ip = packet.ip[level] as IpHeader
    const at = ip.at + ip.headerLength
    const length = ip.length - ip.headerLength
    const captured = Math.max(0, Math.min(length, packet.frameAt + packet.capLen - at))
    const key = fragmentKey(packet, level, packet.iface * 65_536 + packet.ifindex)
    const { view, frame, time } = packet
    const datagram = this.fragments.add(key, ip, view, at, captured, length, frame, time)
    if (!isComplete(datagram)) return null
    const readable = Math.min(datagram.octets.length, datagram.length, datagram.readable)
    joinPacket(datagram, packet, readable, this.dissector, this.whole)
    return this.whole
  }
}
