/** What the readers of tunnels tell beside the headers inside, and what they refuse. */
import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join, text, u16 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { udp } from '../../../workers/forge/transport'
import { vxlan } from '../../../workers/forge/tunnel'
import { TUNNEL_KINDS, type Packet } from '../../../workers/wire/packet'
import { summarize } from '../../../workers/wire/summary'
import { formatUndecoded } from '../../../workers/wire/undecoded'
import { dissect, pathsOf, protocolsOf, RAW_IP } from './dissect-frame'
import { LAYER_CASES, PACKET, PACKET6 } from './layer-frames'

const outer = { src: '192.0.2.1', dst: '192.0.2.2' }
const FRAME = ethernet({}, PACKET)

const overIp = (proto: number, payload: Uint8Array) =>
  dissect(ipv4({ ...outer, proto }, payload), { linktype: RAW_IP })
const overUdp = (dstPort: number, payload: Uint8Array, srcPort = 50_000) =>
  overIp(17, udp({ ...outer, srcPort, dstPort }, payload))

function caseOf(name: string): Packet {
  const found = LAYER_CASES.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no case ${name}`)
  return dissect(found.octets, { linktype: found.linktype })
}

const reasonOf = (packet: Packet) => formatUndecoded(packet.undecoded)

describe('a tunnel', () => {
  it.each([
    ['GTP-U', 'gtp', 0xabcd0001, 2152, 50_000],
    ['L2TP', 'l2tp', 9, 1701, 1701],
    ['L2TPv3 over UDP', 'l2tp', 0x17, 1701, 1701],
    ['L2TPv3 over IP', 'l2tp', 0x17, 0, 0],
    ['Teredo', 'teredo', -1, 3544, 3544],
    ['MPLS in UDP', 'mpls', -1, 6635, 50_000],
    ['MPLS in IP', 'mpls', -1, 0, 0],
    ['VXLAN-GPE with IP', 'vxlan', 7, 4790, 50_000],
    ['VXLAN with a group policy', 'vxlan', 7, 4789, 50_000],
    ['NVGRE', 'gre', 0x123401, 0, 0],
    ['EoIP', 'gre', -1, 0, 0],
  ])('%s tells its ends', (name, kind, vni, udpPort, srcPort) => {
    const tunnel = caseOf(name).tunnels[0]
    expect(TUNNEL_KINDS[tunnel?.kind ?? 0]).toBe(kind)
    expect(tunnel).toMatchObject({ vni, udpPort, srcPort })
  })

  it('in a tunnel has its own', () => {
    const { tunnels } = caseOf('two VXLANs')
    expect(tunnels.slice(0, 2).map(({ vni, udpPort }) => [vni, udpPort])).toEqual([
      [7, 4789],
      [8, 8472],
    ])
  })

  it('is followed no deeper than the bound', () => {
    let packet = PACKET
    for (let depth = 0; depth < 5; depth++) {
      const payload = vxlan({ vni: depth }, ethernet({}, packet))
      packet = ipv4({ ...outer, proto: 17 }, udp({ ...outer, srcPort: 1, dstPort: 4789 }, payload))
    }
    const deep = dissect(packet, { linktype: RAW_IP })
    expect(deep).toMatchObject({ depth: 4, fault: null })
    expect(reasonOf(deep)).toBe('tunnels nested deeper than 4 IP headers')
  })

  it.each([
    ['GTP-U', '192.0.2.1 → 192.0.2.2 · GTP 2882338817'],
    ['L2TP', '192.0.2.1 → 192.0.2.2 · L2TP 9'],
    ['Teredo', '192.0.2.1 → 192.0.2.2 · Teredo'],
    ['MPLS in UDP', '192.0.2.1 → 192.0.2.2 · MPLS'],
  ])('%s is summed up', (name, start) => {
    expect(summarize(caseOf(name), null).startsWith(`${start} › `)).toBe(true)
  })
})

describe('a tunnel that its structure gives away', () => {
  it('says up to where its port is known', () => {
    const packet = overUdp(18_472, vxlan({ vni: 7 }, FRAME))
    expect(packet).toMatchObject({ guessLevel: 0, depth: 2 })
    expect(protocolsOf({ ...packet, protocols: packet.protocolsBeforeGuess })).toEqual([
      'ip',
      'udp',
    ])
  })

  it('has a group policy or none', () => {
    const policy = (flags: string) => overUdp(18_472, join(hex(flags), hex('00000700'), FRAME))
    expect(policy('88480064').depth).toBe(2)
    expect(policy('88010064').depth).toBe(1)
    expect(policy('80000064').depth).toBe(1)
  })

  it('is none on a port that says so', () => {
    expect(overUdp(4789, vxlan({ vni: 7 }, FRAME)).guessLevel).toBe(-1)
    expect(overUdp(40_000, vxlan({ vni: 7 }, FRAME), 8472).guessLevel).toBe(-1)
  })
})

describe('a port', () => {
  it.each([
    ['of Teredo', 3544],
    ['of L2TP', 1701],
    ['of VXLAN-GPE', 4790],
    ['of GTP', 2152],
  ])('%s does not make a tunnel of what is none', (_what, port) => {
    const packet = overUdp(port, text('some text that is no header'))
    expect(packet).toMatchObject({ depth: 1, fault: null, undecoded: 0, transport: 'udp' })
    expect(protocolsOf(packet)).toEqual(['ip', 'udp'])
  })

  it('of Teredo asks for a packet that fits', () => {
    expect(overUdp(3544, PACKET6.slice(0, -1)).depth).toBe(1)
    expect(overUdp(3544, PACKET6).depth).toBe(2)
  })
})

describe('WireGuard', () => {
  const message = (type: number, length: number) => {
    const octets = new Uint8Array(length)
    octets[0] = type
    return protocolsOf(overUdp(51_820, octets)).includes('wg')
  }

  it.each([
    [1, 148],
    [2, 92],
    [3, 64],
    [4, 32],
    [4, 1424],
  ])('is a message of type %i and %i octets', (type, length) => {
    expect(message(type, length)).toBe(true)
  })

  it.each([
    [0, 32],
    [1, 147],
    [2, 148],
    [3, 92],
    [4, 16],
    [4, 33],
    [5, 64],
  ])('is none of type %i and %i octets', (type, length) => {
    expect(message(type, length)).toBe(false)
  })
})

describe('what is not followed', () => {
  it.each([
    ['IEEE 802.11 protected', 'encrypted: IEEE 802.11 protected frame'],
    ['IEEE 802.11 acknowledgment', 'IEEE 802.11 control frame'],
    ['MACsec, encrypted', 'encrypted: MACsec'],
    ['ESP in UDP', 'encrypted: ESP'],
    ['WireGuard data', 'encrypted: WireGuard'],
    ['IPComp', 'compressed: IPComp'],
  ])('is named: %s', (name, reason) => {
    expect(reasonOf(caseOf(name))).toBe(reason)
  })

  it.each([
    [
      'a fragment of an MSDU',
      hex('0806 3a01 020000000001 020000000002 020000000003 1000 aaaa03'),
      105,
      'IEEE 802.11 fragmented data frame',
    ],
    [
      'a frame of the ring itself',
      hex('1000 020000000001 020000000002 0000'),
      6,
      'LLC service access point 0x00',
    ],
    ['a split ARCNET packet', hex('be00 0000 d4 03 0001 4500'), 129, 'ARCNET protocol 212'],
    ['another ARCNET protocol', hex('be00 0000 fa 00 0001'), 129, 'ARCNET protocol 250'],
    ['another identifier', hex('1841 03 83 0000'), 107, 'network layer protocol identifier 0x83'],
    [
      'another family',
      join(hex('0163 0000 00000000'), new Uint8Array(16)),
      226,
      'address family 99',
    ],
    ['Juniper on ATM', hex('4d4743 00 00000000'), 137, 'link type 137 (JUNIPER_ATM1)'],
    ['IEEE 802.15.4', hex('6188 00'), 230, 'link type 230 (IEEE802_15_4_NOFCS)'],
    ['a wrapped link type', hex('0000 0800 93000000 00'), 192, 'link type 147 (USER0)'],
    ['a VLAN tag in Cisco HDLC', hex('0f00 8100 0001'), 104, 'ethertype 0x8100 (802.1Q VLAN)'],
    [
      'CAN in Linux cooked frames',
      hex('0000 0118 0000 0000000000000000 000c 00'),
      113,
      'ethertype 0x000c',
    ],
  ])('has a reason: %s', (_what, octets, linktype, reason) => {
    expect(reasonOf(dissect(octets, { linktype }))).toBe(reason)
  })

  it('leaves the next protocol of a service header open', () => {
    const frame = ethernet({ type: 0x894f }, hex('0fc2 02 06 000001ff'))
    expect(reasonOf(dissect(frame))).toBe('next protocol 6 of VXLAN-GPE or NSH')
  })
})

describe('lengths that cannot be', () => {
  it.each([
    ['radiotap', hex('0000 0700 00000000 00'), 127, 'radiotap.length'],
    ['PPI', hex('0000 0700 01000000 00'), 192, 'ppi.length'],
    ['PKTAP', hex('08000000 01000000 01000000'), 258, 'pktap.hdrlen'],
    ['AVS', hex('80211001 00000004'), 163, 'wlan.header.length'],
    ['Juniper', hex('000000 00 00000000'), 178, 'juniper.magic_number'],
  ])('are malformed: %s', (_what, octets, linktype, what) => {
    expect(dissect(octets, { linktype }).fault).toMatchObject({ kind: 'malformed', what })
  })

  it('are malformed in a service header', () => {
    expect(dissect(ethernet({ type: 0x894f }, hex('0fc1 02 01 000001ff'))).fault).toMatchObject({
      kind: 'malformed',
      what: 'nsh.length',
    })
  })

  it.each([
    [
      'udp.length',
      ethernet(
        {},
        ipv4(
          { ...outer, proto: 17 },
          udp({ ...outer, srcPort: 1, dstPort: 2, length: 30 }, text('x')),
        ),
      ),
    ],
    ['eth.len', ethernet({ type: 40 }, hex('e0e003'))],
    [
      'pppoe.payload_length',
      ethernet(
        { type: 0x8864 },
        join(hex('1100 0001'), u16(PACKET.length + 9), hex('0021'), PACKET),
      ),
    ],
  ])('are told while the rest is read: %s', (what, octets) => {
    expect(dissect(octets)).toMatchObject({ badLength: what, fault: null })
  })

  it('are none in the head of a fragmented datagram', () => {
    const datagram = udp({ ...outer, srcPort: 1, dstPort: 2, length: 3000 }, text('x'))
    const head = ipv4({ ...outer, proto: 17, mf: true }, join(datagram, new Uint8Array(7)))
    expect(dissect(head, { linktype: RAW_IP })).toMatchObject({ badLength: '', fault: null })
  })

  it('end a list of extension headers that do not advance', () => {
    const packet = overUdp(2152, join(hex('34ff 0020 00000001 0000 00 85 00'), PACKET))
    expect(packet.fault?.kind ?? 'none').toBe('none')
    expect(packet.depth).toBe(1)
  })
})

describe('IPv6 behind the ethertype of IPv4', () => {
  it('is read as what it is', () => {
    const packet = dissect(ethernet({ type: 0x0800 }, PACKET6))
    expect(pathsOf(packet)).toEqual(['fd42::15 > fd42:0:0:1::23'])
  })
})

describe('an action frame of IEEE 802.11 in Ethernet', () => {
  it('is named, and nothing of it is read', () => {
    const packet = dissect(ethernet({ type: 0x890d }, hex('02 0c 0a 01 6512')))
    expect(protocolsOf(packet)).toEqual(['eth', 'wlan'])
    expect(reasonOf(packet)).toBe('ethertype 0x890d (IEEE 802.11 remote frame)')
  })
})
