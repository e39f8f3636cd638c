/** Counters of the compatible view, and the groups of the analysis document they make. */
import type { Counts } from '../model/run'
import { GENEVE, GRE, VXLAN } from '../wire/packet'
import { ACK, RST, SYN } from '../wire/tcp'
import { add, hex, keyed, named, sorted } from './counts'
import { NumberTally } from './number-tally'
import { ProtocolFrames } from './protocol-frames'
import { ANALYSIS_NAMES } from './tcp-flags'

export class CompatibleTallies {
  readonly protocols = new ProtocolFrames()
  /** `ip.fragment.*` and `ipv6.fragment.*`. */
  readonly ipv4 = new Map<string, number>()
  readonly ipv6 = new Map<string, number>()
  private readonly analysisFrames = new Float64Array(ANALYSIS_NAMES.length)
  private readonly icmp = new Map<string, number>()
  private readonly icmpv6 = new Map<string, number>()
  private readonly vxlan = new NumberTally()
  private readonly geneve = new NumberTally()
  private readonly gre = new NumberTally()
  private readonly vlans = new Map<number, number>()
  private syn = 0
  private synAck = 0
  private resets = 0
  private sacks = 0

  /** Packets of tunnels whose numbers are not listed, because there are too many. */
  get beyond(): number {
    return this.vxlan.beyond + this.geneve.beyond + this.gre.beyond
  }

  vlan(id: number): void {
    add(this.vlans, id)
  }

  /** `vni`: of GRE the key; −1: none. */
  tunnel(kind: number, vni: number): void {
    if (kind === VXLAN) this.vxlan.add(vni)
    else if (kind === GENEVE) this.geneve.add(vni)
    else if (kind === GRE && vni >= 0) this.gre.add(vni)
  }

  segment(flags: number, sacks: number): void {
    if ((flags & (SYN | RST)) !== 0) {
      if ((flags & RST) !== 0) this.resets++
      if ((flags & (SYN | ACK)) === SYN) this.syn++
      else if ((flags & SYN) !== 0) this.synAck++
    }
    if (sacks > 0) this.sacks++
  }

  /** Counts each bit of the `tcp.analysis` flags. */
  analysis(flags: number): void {
    for (let bit = 0, rest = flags; rest !== 0; bit++, rest >>>= 1) {
      if ((rest & 1) !== 0) this.analysisFrames[bit] = (this.analysisFrames[bit] as number) + 1
    }
  }

  control(version: 4 | 6, type: number, code: number): void {
    add(version === 4 ? this.icmp : this.icmpv6, `${String(type)}/${String(code)}`)
  }

  /** Groups of `counts`, with what the tables of streams add. */
  summary(tcpStreams: number, udpStreams: number, fastOpens: number): Counts {
    return {
      tcp: {
        streams: tcpStreams,
        syn: this.syn,
        synack: this.synAck,
        rst_frames: this.resets,
        sack_frames: this.sacks,
        analysis: named([...ANALYSIS_NAMES, 'tfo_ack'], [...this.analysisFrames, fastOpens]),
      },
      udp: { streams: udpStreams },
      ipv4: sorted(this.ipv4),
      ipv6: this.ipv6Counts(),
      icmp: sorted(this.icmp),
      icmpv6: sorted(this.icmpv6),
      arp_frames: this.protocols.of('arp'),
      frames_with_protocol: this.protocols.summary(),
      vxlan_vni: sorted(keyed(this.vxlan.counts(), String)),
      geneve_vni: sorted(keyed(this.geneve.counts(), (vni) => hex(vni, 6))),
      gre_key: sorted(keyed(this.gre.counts(), (key) => hex(key, 8))),
      vlan_ids: sorted(keyed(this.vlans, String)),
    }
  }

  /** Atomic fragments count as well (RFC 6946): whatever has the header. */
  private ipv6Counts(): Record<string, number> {
    const headers = this.protocols.of('ipv6.fraghdr')
    if (headers > 0) this.ipv6.set('fragment_headers', headers)
    return sorted(this.ipv6)
  }
}
