/** Rows of the list of packets, from captures through the real engine. */
import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { readOctets } from '../../../workers/capture/read-octets'
import type { CapturedFrame } from '../../../workers/forge/capture-writer'
import {
  ethernet,
  fragmentIpv4,
  icmpEcho,
  icmpError,
  ipv4,
  PROTO,
  text,
  udp,
  vxlan,
} from '../../../workers/forge/packet'
import type { PacketRow } from '../../../workers/model/packet-row'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse, captureOf, fileOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'
import { freshProfile } from '../store/database'
import { newDesk } from './desk'

const PODS = { src: '10.42.0.5', dst: '10.42.1.7' }
const NODES = { src: '192.0.2.1', dst: '192.0.2.2' }

beforeEach(freshProfile)

/** All rows of a capture with these frames; `kept`: its file is at hand. */
async function rowsOf(frames: readonly CapturedFrame[], kept = true): Promise<PacketRow[]> {
  const file = fileOf(captureOf(frames))
  const { result, lists } = packLists(await analyse(file))
  const desk = newDesk({ readOctets })
  await desk.start('memory', '')
  const { id } = await desk.save(result, lists, kept ? [file] : [])
  const query = { capture: 0, filter: '', from: null, to: null }
  const outcome = await desk.selectPackets(id, query, () => undefined)
  if (outcome.kind !== 'selected') throw new Error(outcome.kind)
  return desk.packetRows(id, 0, outcome.set, 0, 200)
}

const framed = (packets: readonly Uint8Array[]): CapturedFrame[] =>
  packets.map((packet, i) => ({ time: i * 1_000_000, octets: ethernet({}, packet) }))

/** A datagram of VXLAN that carries an echo request, in two fragments. */
function fragments(): Uint8Array[] {
  const ping = icmpEcho({ id: 17, seq: 4 }, new Uint8Array(1400))
  const inner = ethernet({}, ipv4({ ...PODS, proto: PROTO.icmp }, ping))
  const ends = { ...NODES, srcPort: 51_234, dstPort: 8472 }
  const datagram = udp(ends, vxlan({ vni: 16_621 }, inner))
  return fragmentIpv4(ipv4({ ...NODES, id: 54_580, proto: PROTO.udp }, datagram), 1460)
}

it('writes flags, numbers and window of a segment, and the first line of HTTP', async () => {
  const script = new TcpScript({ clientIsn: 1000, serverIsn: 5000 }).handshake()
  script.client({ flags: 'PA', data: 'GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n' })
  const rows = await rowsOf(script.frames)
  expect(rows.map(({ head }) => head?.protocol)).toEqual(['TCP', 'TCP', 'TCP', 'HTTP'])
  expect(rows[0]?.head?.info).toMatch(/^\d+ → \d+ \[SYN\] Seq 0 Win \d+ Len 0$/)
  expect(rows[3]?.head?.info).toMatch(
    /^GET \/a HTTP\/1\.1 · \d+ → \d+ \[PSH, ACK\] Seq 1 Ack 1 Win \d+ Len 36$/,
  )
})

it('tells the time since the frame before, and since the row before', async () => {
  const rows = await rowsOf(framed(fragments()))
  expect(rows.map(({ delta, deltaShown }) => [delta, deltaShown])).toEqual([
    [null, null],
    [1_000_000, 1_000_000],
  ])
})

it.each([
  ['in order', false],
  ['tail first', true],
])('shows the tunnel on the head, and whose ports the tail has, %s', async (_name, reversed) => {
  const packets = fragments()
  const rows = await rowsOf(framed(reversed ? packets.reverse() : packets))
  const [head, tail] = reversed ? [rows[1], rows[0]] : rows
  expect(head?.head).toMatchObject({
    src: PODS.src,
    outerSrc: NODES.src,
    tunnel: { kind: 'vxlan', vni: 16_621 },
    protocol: 'ICMP',
    kind: 'fragment',
  })
  expect(head?.head?.info).toMatch(/^fragment id 54580 off 0 MF 1 · echo request id 17 seq 4/)
  expect(head?.kin.head).toBeNull()
  expect(tail?.head).toMatchObject({ src: NODES.src, tunnel: null, srcPort: -1, protocol: 'IPv4' })
  expect(tail?.kin.head).toEqual({
    frame: head?.frame,
    srcPort: 51_234,
    dstPort: 8472,
    vni: 16_621,
  })
})

it('names the frame that a retransmission repeats', async () => {
  const script = new TcpScript().handshake()
  script.client({ flags: 'PA', length: 100 })
  script.client({ flags: 'PA', length: 100, seq: 1, after: 400 })
  const rows = await rowsOf(script.frames)
  expect(rows[4]?.standing.analysis).not.toBe(0)
  expect(rows.map(({ kin }) => kin.repeats)).toEqual([0, 0, 0, 0, 4])
})

it('says what an ICMP error is about', async () => {
  const lost = ipv4(
    { ...PODS, id: 7, proto: PROTO.udp },
    udp({ ...PODS, srcPort: 40_000, dstPort: 9 }, text('x')),
  )
  const error = icmpError({ type: 3, code: 4, mtu: 1410 }, lost)
  const [row] = await rowsOf(framed([ipv4({ ...NODES, proto: PROTO.icmp }, error)]))
  expect(row?.head?.kind).toBe('icmp-error')
  expect(row?.head?.info).toBe(
    'fragmentation needed MTU 1410 about 10.42.0.5 → 10.42.1.7 · UDP 40000 → 9 len 1',
  )
})

it('reads DNS on its port', async () => {
  // One question, `a.example` AAAA, class IN (RFC 1035 §4.1).
  const name = [1, 0x61, 7, ...text('example'), 0]
  const query = Uint8Array.of(0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...name, 0, 28, 0, 1)
  const datagram = udp({ ...PODS, srcPort: 40_000, dstPort: 53 }, query)
  const [row] = await rowsOf(framed([ipv4({ ...PODS, proto: PROTO.udp }, datagram)]))
  expect(row?.head).toMatchObject({ protocol: 'DNS', srcPort: 40_000, dstPort: 53 })
  expect(row?.head?.info).toContain('query 0x1234 AAAA a.example')
})

it('tells number, time and length of frames whose octets are not at hand', async () => {
  const [row] = await rowsOf(framed(fragments()), false)
  expect(row).toMatchObject({ frame: 1, time: 0, capLen: 1474, origLen: 1474, head: null })
})
