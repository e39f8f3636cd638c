/** Counts of the compatible view against the display filters of tshark 4.0.17. */
import { describe, expect, it } from 'vitest'
import { fragmentAt, lose, tailFirst } from '../../../workers/forge/faults'
import {
  type Bytes,
  EMPTY,
  ethernet,
  ipv4,
  ipv6,
  ipv6FragmentHeader,
  join,
  NEXT,
  tcp,
  text,
} from '../../../workers/forge/packet'
import { ping } from '../../../workers/forge/ping'
import { Random } from '../../../workers/forge/random'
import { Scene } from '../../../workers/forge/scene'
import { analyse, captureOf } from '../../support/analyse'
import { hasTshark, withTshark } from '../forge/tshark'
import { troubled } from './troubled'

const LONG = { timeout: 120_000 }
const EXPERIMENT = 253 // a protocol for experiments, RFC 3692: nothing is read inside

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

/**
 * Pieces of a few datagrams of 48 octets: in any order, again, overlapping, of both versions.
 * `unruly` ones go beyond the end that others name.
 */
function pieces({ unruly = false } = {}) {
  const random = new Random(7)
  const frames = Array.from({ length: 800 }, (_, index) => {
    const [id, offset] = [random.integer(1, 30), 8 * random.integer(0, 6)]
    const longest = unruly ? 24 : 48 - offset
    const length = Math.min(random.pick([8, 16, 24]), longest)
    const more = unruly ? random.chance(0.8) : offset + length < 48
    const payload = new Uint8Array(length)
    const six = join(ipv6FragmentHeader({ proto: EXPERIMENT, id, offset, more }), payload)
    const packet = random.chance(0.5)
      ? ipv6({ src: 'fd00::1', dst: 'fd00::2', proto: NEXT.fragment }, six)
      : ipv4({ src: '10.0.0.1', dst: '10.0.0.2', proto: EXPERIMENT, id, offset, mf: more }, payload)
    return { time: index * 1e6, octets: ethernet({}, packet) }
  })
  return captureOf(frames)
}

describe.skipIf(!hasTshark)('counts', () => {
  /** Our name → display filter. */
  const same = async (octets: Bytes, filters: Record<string, string>) => {
    const { captures } = await analyse(octets)
    const flat = flatten(captures[0]?.counts ?? {})
    const ours = Object.keys(filters).map((name) => [name, flat.get(name) ?? 0])
    const theirs = withTshark(octets, ({ count }) =>
      Object.entries(filters).map(([name, filter]) => [name, count(filter)]),
    )
    expect(ours).toEqual(theirs)
  }

  it('of TCP equal what its filters find', LONG, async () => {
    await same(captureOf(troubled().node2.frames()), {
      'tcp.syn': 'tcp.flags.syn == 1 && tcp.flags.ack == 0',
      'tcp.synack': 'tcp.flags.syn == 1 && tcp.flags.ack == 1',
      'tcp.sack_frames': 'tcp.options.sack',
      'tcp.analysis.retransmission': 'tcp.analysis.retransmission',
      'tcp.analysis.duplicate_ack': 'tcp.analysis.duplicate_ack',
      'vxlan_vni.100': 'vxlan.vni == 100',
      'frames_with_protocol.tcp': 'tcp',
      arp_frames: 'arp',
    })
  })

  it('of SYN-ACKs that accept data of the SYN do', LONG, async () => {
    const opening = (srcPort: number, ack: number) => {
      const there = { src: '10.0.0.1', dst: '10.0.0.2', srcPort, dstPort: 80 }
      const back = { src: '10.0.0.2', dst: '10.0.0.1', srcPort: 80, dstPort: srcPort }
      return [
        ipv4({ ...there, proto: 6 }, tcp({ ...there, seq: 100, flags: 'S' }, text('GET'))),
        ipv4({ ...back, proto: 6 }, tcp({ ...back, seq: 900, ack, flags: 'SA' }, EMPTY)),
      ]
    }
    const packets = [...opening(40_000, 101), ...opening(40_001, 104), ...opening(40_002, 104)]
    const frames = packets.map((packet, n) => ({ time: n * 1e6, octets: ethernet({}, packet) }))
    await same(captureOf(frames), { 'tcp.analysis.tfo_ack': 'tcp.analysis.tfo_ack' })
  })

  it('of fragments and echoes do', LONG, async () => {
    const isFragment = '(ip.flags.mf == 1 || ip.frag_offset > 0)'
    await same(fragmented(), {
      'ipv4.fragment_frames': isFragment,
      'ipv4.reassembled': 'ip.reassembled.length',
      'ipv6.fragment_headers': 'ipv6.fraghdr',
      'ipv6.reassembled': 'ipv6.reassembled.length',
      'icmp.8/0': 'icmp.type == 8',
      'icmpv6.128/0': 'icmpv6.type == 128',
    })
  })

  it('of overlapping fragments do', LONG, async () => {
    await same(pieces(), {
      'ipv4.reassembled': 'ip.reassembled.length',
      'ipv4.overlap': 'ip.fragment.overlap',
      'ipv4.overlap.conflict': 'ip.fragment.overlap.conflict',
      'ipv6.reassembled': 'ipv6.reassembled.length',
      'ipv6.overlap': 'ipv6.fragment.overlap',
    })
  })

  it('of fragments beyond the end do', LONG, async () => {
    await same(pieces({ unruly: true }), {
      'ipv4.reassembled': 'ip.reassembled.length',
      'ipv4.error': 'ip.fragment.error',
      'ipv4.toolongfragment': 'ip.fragment.toolongfragment',
      'ipv6.error': 'ipv6.fragment.error',
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
