import { expect, it } from 'vitest'
import { arp, ethernet } from '../../../workers/forge/ethernet'
import { hex } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import { vxlan } from '../../../workers/forge/tunnel'
import { describeFrame } from '../../../workers/wire/layers'
import { ETHERNET, RAW_IP } from './dissect-frame'
import * as frames from './frames'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }

const summaryOf = (octets: Uint8Array, linktype = ETHERNET, origLen = octets.length) =>
  describeFrame(octets, linktype, origLen).summary

it('tells a segment', () => {
  const spec = { ...ends, srcPort: 45_678, dstPort: 8080, seq: 2879, ack: 1, flags: 'PA' }
  expect(summaryOf(ipv4({ ...ends, proto: 6 }, tcp(spec, new Uint8Array(1398))), RAW_IP)).toBe(
    '10.0.0.1 → 10.0.0.2 · TCP 45678 → 8080 [PSH, ACK] seq 2879 ack 1 (raw) len 1398',
  )
})

it('leaves out an acknowledgment that is none', () => {
  expect(summaryOf(frames.TCP_SYN)).toBe(
    '192.168.1.34 → 65.55.223.33 · TCP 50026 → 40002 [SYN] seq 2157231763 (raw) len 0',
  )
})

it.each([
  [
    'a ping in VXLAN',
    frames.VXLAN_PING,
    '172.16.16.121 → 172.16.16.122 · VXLAN 16621 › 10.42.0.15 → 10.42.1.23 ICMP echo request id 17702 seq 1',
  ],
  [
    'the head of a datagram',
    frames.FRAGMENT_HEAD,
    '172.16.16.121 → 172.16.16.122 · fragment id 37026 offset 0 MF 1 · VXLAN 16621 › 10.42.0.15 → 10.42.1.23 ICMP echo request id 17704 seq 1',
  ],
  [
    'its tail',
    frames.FRAGMENT_TAIL,
    '172.16.16.121 → 172.16.16.122 · fragment id 37026 offset 1440 MF 0 (no headers)',
  ],
  [
    'an IPv6 fragment',
    frames.IPV6_HEAD,
    '2001:db8:1::2 → 2001:db8:1::1 · fragment id 0xfacef103 offset 0 MF 1 · ICMPv6 echo request id 64206 seq 47806',
  ],
  [
    'Geneve',
    frames.GENEVE,
    '172.16.16.121 → 172.16.16.122 · Geneve 16621 › 10.42.0.15 → 10.42.1.23 TCP 51458 → 8080 [ACK] seq 340146840 ack 4152170012 (raw) len 0',
  ],
  [
    'GRE with a key',
    frames.GRE_ETHERNET,
    '10.200.0.3 → 10.200.0.224 · GRE key 0 › 192.168.69.10 → 192.168.69.2 ICMP echo request id 1 seq 779',
  ],
  ['GRE without a payload', frames.PPTP_ACK, '20.0.0.2 → 20.0.0.1 · GRE'],
  [
    'IP in IP',
    frames.IPIP,
    '192.0.2.60 → 198.51.100.60 · IP in IP › 10.60.0.10 → 10.60.0.20 TCP 49160 → 443 [SYN] seq 1 (raw) len 0',
  ],
  [
    'neighbor discovery',
    frames.NEIGHBOR,
    '2001:db8:1::1 → 2001:db8:1::2 · ICMPv6 neighbor advertisement',
  ],
  [
    'an ICMP error',
    frames.ICMP_FRAGMENTATION_NEEDED,
    '172.16.16.1 → 172.16.16.123 · ICMP fragmentation needed MTU 1460 about 172.16.16.123 → 172.16.16.121 · VXLAN 1 › 10.42.2.44 → 10.42.0.31 TCP 80 → 59256 [ACK] seq 3454787852 ack 532294687 (raw) len 1398',
  ],
  [
    'an ICMPv6 error',
    frames.PACKET_TOO_BIG,
    '2001:db8:2::1 → 2001:db8:2::80 · ICMPv6 packet too big MTU 1280 about 2001:db8:2::80 → 2001:db8:1::10 · TCP 80 → 33264 [ACK] seq 2623747536 ack 162406296 (raw) len 1428',
  ],
  ['an ARP reply', frames.ARP_REPLY, 'ARP 172.16.16.122 is at 52:54:00:a1:10:02'],
  ['a protocol of routers', frames.ROUTER_ALERT, '10.0.0.1 → 224.0.0.1 · IGMP'],
])('tells %s', (_what, frame, summary) => {
  expect(summaryOf(frame, ETHERNET, 1500)).toBe(summary)
})

it('tells a datagram', () => {
  const spec = { ...ends, srcPort: 4242, dstPort: 53 }
  const packet = ipv4({ ...ends, proto: 17 }, udp(spec, new Uint8Array(45)))
  expect(summaryOf(packet, RAW_IP)).toBe('10.0.0.1 → 10.0.0.2 · UDP 4242 → 53 len 45')
})

it('asks and tells in ARP, inside of a tunnel too', () => {
  const message = { op: 'request', senderMac: '02:00:00:00:00:01', sender: '10.42.0.15' } as const
  const request = ethernet({ type: 0x0806 }, arp({ ...message, target: '10.42.1.23' }))
  expect(summaryOf(request)).toBe('ARP who has 10.42.1.23? tell 10.42.0.15')
  const spec = { ...ends, srcPort: 50_000, dstPort: 8472 }
  const packet = ipv4({ ...ends, proto: 17 }, udp(spec, vxlan({ vni: 5 }, request)))
  expect(summaryOf(packet, RAW_IP)).toBe(
    '10.0.0.1 → 10.0.0.2 · VXLAN 5 › ARP who has 10.42.1.23? tell 10.42.0.15',
  )
  expect(summaryOf(request.slice(0, 30), ETHERNET, 42)).toBe('ARP')
  const rarp = frames.ARP_REPLY.slice()
  rarp.set([0x80, 0x35], 12)
  rarp[21] = 4
  expect(summaryOf(rarp)).toMatch(/^RARP [0-9a-f:]{17} is [0-9.]+$/)
})

it('names an ICMP message by type and code where it has no name', () => {
  const packet = ipv4({ ...ends, proto: 1 }, hex('2a07 0000 0000 0000'))
  expect(summaryOf(packet, RAW_IP)).toBe('10.0.0.1 → 10.0.0.2 · ICMP type 42 code 7')
})

it('says that a frame was cut or is malformed', () => {
  expect(summaryOf(frames.TCP_SYN.slice(0, 40), ETHERNET, 78)).toBe(
    '192.168.1.34 → 65.55.223.33 · cut off by the snapshot length',
  )
  const broken = frames.TCP_SYN.slice()
  broken[46] = 0x30
  expect(summaryOf(broken)).toBe(
    '192.168.1.34 → 65.55.223.33 · TCP 50026 → 40002 [SYN] seq 2157231763 (raw) len 32 · malformed (tcp.hdr_len)',
  )
  expect(summaryOf(hex('aabb'), ETHERNET, 60)).toBe('cut off by the snapshot length')
})

it('names a frame that holds nothing known', () => {
  expect(summaryOf(hex('aabbcc'), 195)).toBe('link type 195 (IEEE802_15_4_WITHFCS), not decoded')
})
