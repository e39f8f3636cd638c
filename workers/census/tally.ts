/** Counts frames: what protocols they hold, who sends and who receives them, which pings were answered. */
import { formatAddress } from '../model/address'
import type { Census, EndpointKind } from '../model/census'
import type { IpHeader } from '../wire/ip-header'
import type { Octets } from '../wire/octets'
import { innermost, type Packet, type TunnelHeader } from '../wire/packet'
import { PROTOCOL_NAMES } from '../wire/protocols'
import { Echoes } from './echoes'
import { Endpoints } from './endpoints'
import { formatMac } from './mac'
import { Neighbours } from './neighbours'
import { ProtocolTree } from './protocol-tree'

const ETHERNET = PROTOCOL_NAMES.indexOf('eth')
const IPV4 = PROTOCOL_NAMES.indexOf('ip')
const IPV6 = PROTOCOL_NAMES.indexOf('ipv6')
const ARP = PROTOCOL_NAMES.indexOf('arp')

export class CensusTally {
  private frames = 0
  private octets = 0
  private readonly tree = new ProtocolTree()
  private readonly echoes = new Echoes()
  private readonly neighbours = new Neighbours()
  private readonly eth = new Endpoints(2)
  private readonly ipv4 = new Endpoints(4)
  private readonly ipv6 = new Endpoints(4)
  private readonly tcp = new Endpoints(5)
  private readonly udp = new Endpoints(5)
  private frameOctets = 0

  /** For `Packet.onLayer`, between `begin` and `end`. */
  readonly layer = (protocol: number, octets: Octets): void => {
    this.tree.enter(protocol)
    if (protocol === IPV4 || protocol === IPV6) this.neighbours.ip(octets)
    else if (protocol === ETHERNET) {
      this.neighbours.ethernet(octets)
      this.ethernet(octets)
    } else if (protocol === ARP) this.neighbours.arp(octets)
  }

  begin(octets: number): void {
    this.frames++
    this.octets += octets
    this.frameOctets = octets
    this.tree.begin()
    this.neighbours.begin()
  }

  end(packet: Packet): void {
    this.tree.end(this.frameOctets)
    for (let level = 0; level < packet.depth; level++) {
      const header = packet.ip[level] as IpHeader
      this.pair(header.version === 4 ? this.ipv4 : this.ipv6, header, -1, -1)
      if (level === packet.depth - 1) break
      const { udpPort, srcPort } = packet.tunnels[level] as TunnelHeader
      if (udpPort > 0) this.pair(this.udp, header, srcPort, udpPort)
    }
    if (packet.fault !== null || packet.depth === 0) return
    const { transport, tcp, udp } = packet
    if (transport === 'tcp') this.pair(this.tcp, innermost(packet), tcp.srcPort, tcp.dstPort)
    else if (transport === 'udp') this.pair(this.udp, innermost(packet), udp.srcPort, udp.dstPort)
    this.echoes.packet(packet)
  }

  result(message: string): Census {
    const { eth, ipv4, ipv6, tcp, udp, tree, echoes, neighbours } = this
    const lists = { eth: eth.list(macName), ipv4: ipv4.list(addressName) }
    const endpoints: Census['endpoints'] = {
      ...lists,
      ipv6: ipv6.list(addressName),
      tcp: tcp.list(portName),
      udp: udp.list(portName),
    } satisfies Record<EndpointKind, unknown>
    return {
      frames: this.frames,
      octets: this.octets,
      protocols: tree.nodes(),
      names: PROTOCOL_NAMES,
      endpoints,
      echoes: echoes.list,
      echoTotal: echoes.total,
      echoUnanswered: echoes.lost,
      neighbours: neighbours.list(),
      left: tree.left + neighbours.left,
      message,
    }
  }

  private ethernet({ view, base, captured }: Octets): void {
    if (captured < 12) return
    const { key } = this.eth
    key[0] = view.getUint16(base + 6)
    key[1] = view.getUint32(base + 8)
    this.eth.sent(this.frameOctets)
    key[0] = view.getUint16(base)
    key[1] = view.getUint32(base + 2)
    this.eth.received(this.frameOctets)
  }

  /** Ports −1: endpoints without. */
  private pair(to: Endpoints, header: IpHeader, srcPort: number, dstPort: number): void {
    const { key } = to
    key[0] = header.s0
    key[1] = header.s1
    key[2] = header.s2
    key[3] = header.s3
    if (srcPort >= 0) key[4] = srcPort
    to.sent(this.frameOctets)
    key[0] = header.d0
    key[1] = header.d1
    key[2] = header.d2
    key[3] = header.d3
    if (dstPort >= 0) key[4] = dstPort
    to.received(this.frameOctets)
  }
}

type Words = (index: number) => number

const macName = (word: Words) => ({ address: formatMac(word(0), word(1)), port: -1 })
const addressOf = (word: Words) => formatAddress(word(0), word(1), word(2), word(3))
const addressName = (word: Words) => ({ address: addressOf(word), port: -1 })
const portName = (word: Words) => ({ address: addressOf(word), port: word(4) })
