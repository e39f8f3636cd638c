/**
 * Who claims which address on a link: senders of ARP (RFC 826) and IPv6 neighbour advertisements
 * (RFC 4861 §4.4). Outside of tunnels only: inside, other tenants may have the same addresses.
 * Left out: probes (RFC 5227 §2.1.1), and advertisements that do not override, as proxies send.
 */
import { MAX_INTERFACES, MAX_NEIGHBOURS, MAX_SAMPLES } from '../limits/limits'
import { formatAddress } from '../model/address'
import type { NeighbourClaim, NeighbourRecord } from '../model/neighbour'
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import { innermost, type Packet } from '../wire/packet'
import { PAYLOAD_AT, PAYLOAD_CAPTURED, PROTOCOLS, ROW_WORDS, VLAN } from '../wire/packet-rows'
import type { PacketRows } from '../wire/packet-rows'
import { BIT } from '../wire/protocols'

const ARP_LENGTH = 28
const ETHERNET_IPV4 = 0x0604 // lengths of the two kinds of addresses
const ADVERTISEMENT = 136
const OVERRIDE = 0x2000
const TARGET_LINK_ADDRESS = 2

/** Who comes back so soon after another has claimed its address has not moved away. */
const RETURN = 60 * NANOS_PER_SECOND
/** Two answers within this time are to one question. */
const TOGETHER = NANOS_PER_SECOND
const MOST_CLAIMANTS = 8

interface Known extends Omit<NeighbourRecord, 'capture' | 'claims'> {
  claims: (NeighbourClaim & { number: number })[]
  /** Index of the one that spoke last, when, and whether it was an answer. */
  last: number
  lastTime: Nanos
  lastAnswers: boolean
}

export class Neighbours {
  /** Claims beyond the bound. */
  dropped = 0
  private size = 0
  private readonly byPlace = new Map<number, Map<string | number, Known>>()

  /** Takes the frame without IP in row `index`, if it is ARP. */
  silent({ words, view, time, firstFrame }: PacketRows, index: number, tap: number): void {
    const p = index * ROW_WORDS
    if (((words[p + PROTOCOLS] as number) & BIT.arp) === 0) return
    const at = words[p + PAYLOAD_AT] as number
    if ((words[p + PAYLOAD_CAPTURED] as number) < ARP_LENGTH) return
    const operation = view.getUint16(at + 6)
    const address = view.getUint32(at + 14)
    if (view.getUint16(at + 4) !== ETHERNET_IPV4 || operation > 2 || address === 0) return
    const known = this.known(tap, words[p + VLAN] as number, address, () =>
      formatAddress(0, 0, 0xffff, address),
    )
    const seen = { frame: firstFrame + index, time: time[index] as number }
    if (known !== null) claim(known, macAt(view, at + 8), operation === 2, seen)
  }

  /** Takes the message if it is a neighbour advertisement with the link address of its target. */
  advertisement(packet: Packet, tap: number): void {
    const { icmp, view, payloadAt: at, payloadCaptured, frame, time } = packet
    if (packet.transport !== 'icmpv6' || icmp.type !== ADVERTISEMENT || packet.depth > 1) return
    if (payloadCaptured < 24 || (icmp.ident & OVERRIDE) === 0) return
    // Off the link it is not believed (RFC 4861 §7.1.2).
    if (view.getUint8(at + 16) !== TARGET_LINK_ADDRESS || innermost(packet).ttl !== 255) return
    const words = [0, 4, 8, 12].map((offset) => view.getUint32(at + offset))
    const address = formatAddress(...(words as [number, number, number, number]))
    const vlan = packet.vlanCount === 0 ? 0 : (packet.vlans[0] as number) + 1
    const known = this.known(tap, vlan, address, () => address)
    if (known !== null) claim(known, macAt(view, at + 18), true, { frame, time })
  }

  *records(capture: number): IterableIterator<NeighbourRecord> {
    for (const place of this.byPlace.values()) {
      for (const { tap, vlan, address, claims, returns, doubles, changes } of place.values()) {
        const named = claims.map(({ number, ...told }) => ({ ...told, mac: formatMac(number) }))
        yield { capture, tap, vlan, address, claims: named, returns, doubles, changes }
      }
    }
  }

  /** `vlan`: ID + 1; 0: none. */
  private known(tap: number, vlan: number, key: string | number, name: () => string): Known | null {
    const place = vlan * MAX_INTERFACES + tap
    let byAddress = this.byPlace.get(place)
    const known = byAddress?.get(key)
    if (known !== undefined) return known
    if (this.size >= MAX_NEIGHBOURS) {
      this.dropped++
      return null
    }
    this.size++
    if (byAddress === undefined) {
      byAddress = new Map<string | number, Known>()
      this.byPlace.set(place, byAddress)
    }
    const fresh: Known = {
      ...{ tap, vlan: vlan - 1, address: name(), claims: [], changes: [] },
      ...{ returns: 0, doubles: 0, last: -1, lastTime: 0, lastAnswers: false },
    }
    byAddress.set(key, fresh)
    return fresh
  }
}

function claim(
  known: Known,
  number: number,
  answers: boolean,
  { frame, time }: { frame: number; time: Nanos },
): void {
  // No station has a group address.
  if (number === 0 || Math.floor(number / 2 ** 40) % 2 === 1) return
  const { claims, changes } = known
  let index = claims.findIndex((each) => each.number === number)
  const before = claims[index]
  if (before === undefined) {
    if (claims.length >= MOST_CLAIMANTS) return
    index = claims.length
    const first = { firstFrame: frame, firstTime: time, lastTime: time }
    claims.push({ number, mac: '', frames: 0, ...first })
  }
  const own = claims[index] as Known['claims'][number]
  if (known.last !== index && known.last >= 0) {
    if (before !== undefined && time - before.lastTime <= RETURN) known.returns++
    if (answers && known.lastAnswers && time - known.lastTime <= TOGETHER) known.doubles++
    if (changes.length < MAX_SAMPLES) changes.push({ frame, time, mac: formatMac(number) })
  }
  own.frames++
  own.lastTime = time
  known.last = index
  known.lastTime = time
  known.lastAnswers = answers
}

/** 48 bits fit into a number. */
const macAt = (view: DataView, at: number): number =>
  view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2)

function formatMac(number: number): string {
  const digits = number.toString(16).padStart(12, '0')
  return (digits.match(/../g) ?? []).join(':')
}
