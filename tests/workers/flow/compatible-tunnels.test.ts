/** Conversations and keys of tunnels in the compatible view, beside tshark 4.0.17 and by hand. */
import { describe, expect, it } from 'vitest'
import { httpExchange } from '../../../workers/forge/http'
import type { TunnelSpec } from '../../../workers/forge/encapsulation'
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join, text } from '../../../workers/forge/fields'
import { icmpError } from '../../../workers/forge/icmp'
import { fragmentIpv4, ipv4 } from '../../../workers/forge/ipv4'
import type { Bytes } from '../../../workers/forge/packet'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { udp } from '../../../workers/forge/transport'
import { gre, vxlan } from '../../../workers/forge/tunnel'
import { analyse, captureOf, only } from '../../support/analyse'
import { hasTshark, withTshark } from '../forge/tshark'
import { ETHERNET } from '../wire/dissect-frame'
import { LAYER_CASES, PACKET } from '../wire/layer-frames'

const outer = { src: '192.0.2.1', dst: '192.0.2.2' }
const overUdp = (dstPort: number, payload: Uint8Array, srcPort = 50_000) =>
  ipv4({ ...outer, proto: 17, id: 7 }, udp({ ...outer, srcPort, dstPort }, payload))
const inVxlan = (vni: number, frame: Uint8Array, port = 4789) =>
  overUdp(port, vxlan({ vni }, frame))

const framesOf = (...packets: readonly Uint8Array[]) =>
  captureOf(packets.map((packet, i) => ({ time: i * 1e6, octets: ethernet({}, packet) })))

/** Pings and a request through a tunnel; the underlay answers some of it with ICMP errors. */
function overlay(tunnel: TunnelSpec): Bytes {
  const scene = new Scene({ seed: 3, tunnel })
  const node1 = scene.node({ address: '172.16.16.121' })
  const node2 = scene.node({ address: '172.16.16.122' })
  const client = node1.pod('10.42.0.15', { vni: 16_621 })
  const server = node2.pod('10.42.1.23', { vni: 7162 })
  ping(scene, { from: client, to: server, count: 3 })
  ping(scene, { from: client, to: server, payload: 3000, count: 2 })
  talk(scene, { client, server, start: 1e9, exchanges: [httpExchange({ octets: 4000 })] })
  scene.run(10e9)
  return captureOf(node1.frames())
}

const QUOTE = icmpError({ type: 3, code: 4, mtu: 1400 }, inVxlan(99, ethernet({}, PACKET)))
const FRAGMENTS = fragmentIpv4(
  ipv4({ src: '10.42.0.15', dst: '10.42.1.23', proto: 17, id: 9 }, new Uint8Array(800)),
  576,
)
const EOIP = join(hex('2001 6400 0042 1900'), ethernet({}, PACKET))
const TAGGED = ethernet({ vlans: [{ id: 401 }, { id: 402 }] }, PACKET)
const LONG_DATAGRAM = udp({ ...outer, srcPort: 9, dstPort: 10, length: 99 }, text('short'))

const captures: Record<string, () => Bytes> = {
  'a VXLAN overlay': () => overlay({ kind: 'vxlan' }),
  'a Geneve overlay': () => overlay({ kind: 'geneve' }),
  'a GRE overlay': () => overlay({ kind: 'gre', key: 77 }),
  'VXLAN on a port of its own': () => overlay({ kind: 'vxlan', port: 18_472 }),
  'a quoted tunnel': () => framesOf(ipv4({ ...outer, proto: 1 }, QUOTE)),
  'fragments inside of a tunnel': () =>
    framesOf(...FRAGMENTS.map((packet) => inVxlan(5, ethernet({}, packet)))),
  'tags inside of a tunnel': () => framesOf(inVxlan(5, TAGGED)),
  'GRE keys of both versions': () =>
    framesOf(
      ipv4({ ...outer, proto: 47 }, gre({ protocol: 0x0800, key: 0xdeadbeef }, PACKET)),
      ipv4({ ...outer, proto: 47 }, EOIP),
      ipv4({ ...outer, proto: 47 }, join(hex('3001 880b 0030 0018 00000007 ff03 0021'), PACKET)),
    ),
  'a datagram that claims more than there is': () =>
    framesOf(ipv4({ ...outer, proto: 17 }, LONG_DATAGRAM)),
  'a length field that claims more than there is': () =>
    captureOf([{ time: 0, octets: ethernet({ type: 99 }, hex('e0e003 00')) }]),
  'every layer': () =>
    captureOf(
      LAYER_CASES.filter(({ linktype, tshark }) => linktype === ETHERNET && tshark === 'same').map(
        ({ octets }, i) => ({ time: i * 1e6, octets }),
      ),
    ),
}

const NAMES = ['udp.stream', 'vlan.id', 'vxlan.vni', 'geneve.vni', 'gre.key']

/** How often each value of each field occurs, `udp.stream` as the number of different values. */
function tally(rows: readonly string[][]) {
  const values = (index: number) =>
    rows.flatMap((row) => row[index]?.split(',') ?? []).filter(Boolean)
  const counts = (index: number) => {
    const map: Record<string, number> = {}
    for (const value of values(index)) map[value] = (map[value] ?? 0) + 1
    return map
  }
  return {
    udp: { streams: new Set(values(0)).size },
    vlan_ids: counts(1),
    vxlan_vni: counts(2),
    geneve_vni: counts(3),
    gre_key: counts(4),
  }
}

async function countsOf(octets: Bytes) {
  const { counts } = only((await analyse(octets)).captures)
  return counts
}

describe.skipIf(!hasTshark)('beside tshark', () => {
  it.each(Object.entries(captures))('numbers and keys are the same: %s', async (_name, make) => {
    const octets = make()
    const counts = await countsOf(octets)
    const [theirs, malformed] = withTshark(octets, ({ fields, count }) => [
      tally(fields('frame', ...NAMES)),
      count('_ws.malformed'),
    ])
    expect(counts).toMatchObject({ ...theirs, malformed_frames: malformed })
    expect(counts['vxlan_vni']).toEqual(theirs.vxlan_vni)
    expect(counts['vlan_ids']).toEqual(theirs.vlan_ids)
    expect(counts['gre_key']).toEqual(theirs.gre_key)
  })
})

describe('a conversation around a tunnel', () => {
  it('is numbered beside the one inside', async () => {
    const dns = udp({ src: '10.0.0.1', dst: '10.0.0.2', srcPort: 4000, dstPort: 53 }, text('x'))
    const inside = ethernet({}, ipv4({ src: '10.0.0.1', dst: '10.0.0.2', proto: 17 }, dns))
    const counts = await countsOf(framesOf(inVxlan(5, inside), inVxlan(5, inside)))
    expect(counts['udp']).toEqual({ streams: 2 })
  })

  it('is the only one where the port of the tunnel says nothing', async () => {
    const dns = udp({ src: '10.0.0.1', dst: '10.0.0.2', srcPort: 4000, dstPort: 53 }, text('x'))
    const inside = ethernet({}, ipv4({ src: '10.0.0.1', dst: '10.0.0.2', proto: 17 }, dns))
    const counts = await countsOf(framesOf(inVxlan(5, inside, 18_472)))
    expect(counts).toMatchObject({ udp: { streams: 1 }, vxlan_vni: {} })
    expect(counts['frames_with_protocol']).toEqual({ eth: 1, ip: 1, udp: 1 })
  })
})
