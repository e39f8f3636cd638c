/** The compatible view against tshark 4.0.17, frame by frame, and its counts against its filters. */
import { describe, expect, it } from 'vitest'
import { type CapturedFrame, LINKTYPE } from '../../../workers/forge/capture-writer'
import { fragmentAt, hold, lose, sometimes, tailFirst } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { anyInterface, twice } from '../../../workers/forge/observe'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { analyse, captureOf, compatibleFrames } from '../../support/analyse'
import { inVxlan, TcpScript, together } from '../../support/tcp-script'
import { tsharkFrames } from '../../support/tshark-frames'
import { wildTcp } from '../../support/wild-tcp'
import { hasTshark, withTshark } from '../forge/tshark'

const LONG = { timeout: 120_000 }

/** Downloads and uploads over a path that loses, delays and overtakes. */
function troubled() {
  const scene = new Scene({ seed: 11 })
  const node1 = scene.node({ address: '172.16.0.1' })
  const node2 = scene.node({ address: '172.16.0.2' })
  const client = node1.pod('10.42.0.15', { vni: 100 })
  const server = node2.pod('10.42.1.23', { vni: 200 })
  scene.path.push(lose(0.03), sometimes(0.05, hold(2e6, 1.9e6)))
  for (let i = 0; i < 12; i++) {
    const exchanges = [httpExchange({ octets: 40_000 }), httpExchange({ upload: 20_000 })]
    talk(scene, { client, server, start: i * 1e9, exchanges, keepAlive: 2e9 })
  }
  scene.run(60e9)
  return { node1, node2 }
}

/** Two tenants use the same addresses and ports at the same time. */
function tenants() {
  const scripts = [100, 300].map((vni, index) => {
    const script = new TcpScript({ wrap: inVxlan(vni), start: index }).handshake()
    for (let i = 0; i < 5; i++) {
      script.client({ length: 100, after: 10 })
      script.server({ after: 10 })
    }
    return script
  })
  return together(...scripts)
}

const captures: Record<string, () => { frames: readonly CapturedFrame[]; linktype?: number }> = {
  'a lossy path, at the client': () => ({ frames: troubled().node1.frames() }),
  'a lossy path, at the server': () => ({ frames: troubled().node2.frames() }),
  'every frame twice': () => ({ frames: twice(troubled().node2.frames()) }),
  'all interfaces of a machine': () => ({
    frames: anyInterface(troubled().node1),
    linktype: LINKTYPE.sll2,
  }),
  'two tenants with the same addresses and ports': () => ({ frames: tenants() }),
  'segments drawn by lot': () => ({ frames: wildTcp(1, 40, 100) }),
  'other segments drawn by lot': () => ({ frames: wildTcp(2, 5, 1000) }),
}

describe.skipIf(!hasTshark)('flags and stream of every frame', () => {
  it.each(Object.entries(captures))('equal those of tshark: %s', LONG, async (_, make) => {
    const { frames, linktype } = make()
    const octets = captureOf(frames, linktype)
    const [ours, theirs] = [await compatibleFrames(octets), tsharkFrames(octets)]
    const differ = ours.flatMap((frame, index) => {
      const [own, other] = [frame, theirs[index]].map((each) => JSON.stringify(each))
      return own === other ? [] : [`frame ${String(index + 1)}: ${String(own)}, ${String(other)}`]
    })
    expect(ours).toHaveLength(theirs.length)
    expect(differ).toEqual([])
  })
})

describe('two tenants with the same addresses and ports', () => {
  it('are one stream, as in Wireshark, with the false alarms of that', async () => {
    const seen = await compatibleFrames(captureOf(tenants()))
    expect(new Set(seen.map(({ stream }) => stream))).toEqual(new Set([0]))
    expect(seen.filter(({ flags }) => flags.includes('retransmission')).length).toBeGreaterThan(5)
  })
})

/** Pings that leave as fragments, some of them overtaken, some lost. */
function fragmented() {
  const scene = new Scene({ seed: 5, tunnel: { kind: 'none' } })
  const node1 = scene.node({ address: '172.16.0.1' })
  const node2 = scene.node({ address: '172.16.0.2' })
  scene.path.push(fragmentAt(576), tailFirst(0.5), lose(0.05))
  ping(scene, { from: node1.host(), to: node2.host(), payload: 1400, count: 30 })
  ping(scene, { from: node1.host('fd16::1'), to: node2.host('fd16::2'), payload: 3000, count: 10 })
  scene.run(60e9)
  return captureOf(node2.frames())
}

describe.skipIf(!hasTshark)('counts', () => {
  /** Our name → display filter. */
  const same = async (octets: Parameters<typeof analyse>[0], filters: Record<string, string>) => {
    const { captures } = await analyse(octets)
    const flat = flatten(captures[0]?.counts ?? {})
    const ours = Object.keys(filters).map((name) => [name, flat.get(name) ?? 0])
    const theirs = withTshark(octets as Uint8Array, ({ count }) =>
      Object.entries(filters).map(([name, filter]) => [name, count(filter)]),
    )
    expect(ours).toEqual(theirs)
  }

  it('of TCP equal what its filters find', LONG, async () => {
    await same(captureOf(troubled().node2.frames()), {
      'tcp.syn': 'tcp.flags.syn == 1 && tcp.flags.ack == 0',
      'tcp.synack': 'tcp.flags.syn == 1 && tcp.flags.ack == 1',
      'tcp.rst_frames': 'tcp.flags.reset == 1',
      'tcp.sack_frames': 'tcp.options.sack',
      'tcp.analysis.retransmission': 'tcp.analysis.retransmission',
      'tcp.analysis.duplicate_ack': 'tcp.analysis.duplicate_ack',
      'vxlan_vni.100': 'vxlan.vni == 100',
      'vxlan_vni.200': 'vxlan.vni == 200',
      'frames_with_protocol.tcp': 'tcp',
      arp_frames: 'arp',
    })
  })

  it('of fragments and echoes do', LONG, async () => {
    const isFragment = '(ip.flags.mf == 1 || ip.frag_offset > 0)'
    await same(fragmented(), {
      'ipv4.fragment_frames': isFragment,
      'ipv4.reassembled': 'ip.reassembled.length',
      'ipv6.fragment_headers': 'ipv6.fraghdr',
      'ipv6.reassembled': 'ipv6.reassembled.length',
      'icmp.8/0': 'icmp.type == 8',
      'icmp.0/0': 'icmp.type == 0',
      'icmpv6.128/0': 'icmpv6.type == 128',
      'frames_with_protocol.icmp': 'icmp',
    })
  })
})

function flatten(tree: Record<string, unknown>, path = ''): Map<string, number> {
  const flat = new Map<string, number>()
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'number') flat.set(path + name, value)
    else if (typeof value === 'object' && value !== null) {
      const inner = flatten(value as Record<string, unknown>, `${path}${name}.`)
      for (const entry of inner) flat.set(...entry)
    }
  }
  return flat
}
