import { describe, expect, it } from 'vitest'
import { LINKTYPE, writePcap, writePcapng } from '../../../workers/forge/capture-writer'
import { type TunnelSpec } from '../../../workers/forge/encapsulation'
import {
  between,
  dropAbove,
  during,
  fragmentAt,
  hold,
  lose,
  onSyn,
  tailFirst,
  towards,
} from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { type NodeSpec } from '../../../workers/forge/node'
import { anyInterface, merged, oneDirection, skewed, twice } from '../../../workers/forge/observe'
import { ping } from '../../../workers/forge/ping'
import { Scene, type SceneOptions } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { BROKEN, hasTshark, withTshark } from './tshark'

const SECONDS = 1e9

function twoNodes(options: SceneOptions = {}, second: Partial<NodeSpec> = {}) {
  const scene = new Scene(options)
  const node1 = scene.node({ address: '172.16.16.121' })
  const node2 = scene.node({ address: '172.16.16.122', ...second })
  const client = node1.pod('10.42.0.15', { vni: 100 })
  const server = node2.pod('10.42.1.23', { vni: 200 })
  return { scene, node1, node2, client, server }
}

const lengths = (frames: readonly { octets: Uint8Array }[]) =>
  frames.map((frame) => frame.octets.length)

describe('a scene', () => {
  it('shows at the sender what is lost later, and at the receiver only what arrives', () => {
    const { scene, node1, node2, client, server } = twoNodes()
    scene.path.push(dropAbove(1460))
    const small = ping(scene, { from: client, to: server, count: 2 })
    const large = ping(scene, { from: client, to: server, count: 3, payload: 1400 })
    scene.run(10 * SECONDS)
    expect(small).toEqual({ sent: 2, answered: 2 })
    expect(large).toEqual({ sent: 3, answered: 0 })
    const outer = 14 + 50 + 1428
    expect(lengths(node1.frames()).filter((length) => length === outer)).toHaveLength(3)
    expect(lengths(node2.frames()).filter((length) => length === outer)).toHaveLength(0)
  })

  it('answers with ICMP 3/4 where the router is honest, and TCP obeys outside tunnels', () => {
    const { scene, node1, node2 } = twoNodes({ tunnel: { kind: 'none' } })
    scene.path.push(dropAbove(1400, { router: '172.16.16.1' }))
    const download = talk(scene, {
      client: node2.host(),
      server: node1.host(),
      exchanges: [httpExchange({ octets: 20_000 })],
    })
    scene.run(10 * SECONDS)
    expect(download.exchangesDone).toBe(1)
    const largest = Math.max(...lengths(node2.frames()))
    expect(largest).toBeLessThanOrEqual(14 + 1400)
    expect(lengths(node1.frames())).toContain(14 + 576)
  })

  it('loses datagrams whose tail comes first only where the receiver minds', () => {
    for (const reassembly of ['head-first', 'any-order'] as const) {
      const { scene, node2, client, server } = twoNodes({}, { reassembly })
      scene.path.push(fragmentAt(1460), towards(node2, tailFirst(1)))
      const pings = ping(scene, { from: client, to: server, payload: 1400, count: 4 })
      scene.run(60 * SECONDS)
      expect(pings.answered).toBe(reassembly === 'any-order' ? 4 : 0)
      expect(node2.tally).toEqual({
        datagrams: 4,
        tailFirst: 4,
        reassembled: pings.answered,
        timeouts: reassembly === 'any-order' ? 0 : 4,
      })
    }
  })

  it('fragments at the sender when its own interface is too small', () => {
    const scene = new Scene()
    const node1 = scene.node({ address: '172.16.16.121', mtu: 1400 })
    const node2 = scene.node({ address: '172.16.16.122' })
    const pod = node1.pod('10.42.0.15', { mtu: 1450 })
    const pings = ping(scene, { from: pod, to: node2.pod('10.42.1.23'), payload: 1400, count: 1 })
    scene.run(5 * SECONDS)
    expect(pings.answered).toBe(1)
    const sent = oneDirection(node1.frames(), 'sent')
    expect(lengths(sent)).toEqual([42, 14 + 1396, 14 + 20 + 82])
  })

  it('repeats a lost SYN after one and three seconds', () => {
    const { scene, node1, client, server } = twoNodes()
    scene.path.push(during({ period: 100e9, length: 2.9e9 }, onSyn(lose())))
    const call = talk(scene, { client, server, exchanges: [httpExchange()] })
    scene.run(20 * SECONDS)
    expect(Math.round(call.connectLatency / SECONDS)).toBe(3)
    const [, , ...rest] = oneDirection(node1.frames(), 'sent').map((frame) => frame.time)
    expect(rest.slice(0, 2).map((time) => Math.round(time / SECONDS))).toEqual([1, 3])
  })

  it('delays only SYNs, only between the two machines, when told so', () => {
    const { scene, node1, node2, client, server } = twoNodes()
    scene.path.push(between(node1, node2, onSyn(hold(520e6))))
    const call = talk(scene, { client, server, exchanges: [httpExchange({ octets: 5000 })] })
    scene.run(20 * SECONDS)
    expect(call.connectLatency).toBeGreaterThan(510e6)
    expect(call.connectLatency).toBeLessThan(530e6)
    expect(call.exchangesDone).toBe(1)
    const times = node1.frames().map((frame) => frame.time)
    expect(Math.max(...times)).toBeLessThan(0.6 * SECONDS)
  })

  it('refuses where nobody listens', () => {
    const { scene, client, server } = twoNodes()
    const call = talk(scene, { client, server, listening: false })
    scene.run(5 * SECONDS)
    expect(call.connectLatency).toBe(-1)
    expect(call.client.sender.retransmissions).toBe(0)
  })

  it('is the same for the same seed and differs for another', () => {
    const file = (seed: number) => {
      const { scene, node1, client, server } = twoNodes({ seed })
      scene.path.push(lose(0.05))
      talk(scene, { client, server, exchanges: [httpExchange({ octets: 50_000 })] })
      scene.run(20 * SECONDS)
      return writePcap(node1.frames())
    }
    expect(Buffer.compare(file(3), file(3))).toBe(0)
    expect(Buffer.compare(file(3), file(4))).not.toBe(0)
  })
})

describe('views', () => {
  it('gives both directions, each alone', () => {
    const { scene, node1, client, server } = twoNodes()
    ping(scene, { from: client, to: server, count: 5 })
    scene.run(10 * SECONDS)
    const frames = node1.frames()
    const sent = oneDirection(frames, 'sent').length
    expect([sent, oneDirection(frames, 'received').length]).toEqual([6, 6])
    expect(twice(frames)).toHaveLength(2 * frames.length)
  })

  it('shifts a clock', () => {
    const frames = [{ time: 2e9, octets: new Uint8Array(1) }]
    expect(skewed(frames, { offset: 5, ppm: 50 }).map((frame) => frame.time)).toEqual([
      2e9 + 100_005,
    ])
  })

  it('merges taps into one order of time', () => {
    const at = (time: number) => ({ time, octets: new Uint8Array(1) })
    expect(merged([at(1), at(3)], [at(2)]).map(({ time, iface }) => [time, iface])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
    ])
  })
})

describe.skipIf(!hasTshark)('tshark on a scene', () => {
  const tunnels: [TunnelSpec, string][] = [
    [{ kind: 'none' }, 'ip.src == 10.42.0.15 && eth'],
    [{ kind: 'vxlan' }, 'vxlan.vni == 100 && udp.port == 8472'],
    [
      { kind: 'geneve', options: [{ class: 1, type: 2, data: new Uint8Array(8) }] },
      'geneve.vni == 100',
    ],
    [{ kind: 'gre', key: 5 }, 'gre.key == 5 && ip.src == 10.42.0.15'],
    [{ kind: 'ipip' }, 'ip.proto == 4 && ip.src == 10.42.0.15'],
  ]

  it.each(tunnels)('reads %o', { timeout: 60_000 }, (tunnel, filter) => {
    const { scene, node1, node2, client, server } = twoNodes({ tunnel })
    const options = { exchanges: [httpExchange({ octets: 60_000 })] }
    const talks = [
      talk(scene, { client, server, ...options }),
      talk(scene, { client: node1.pod('fd42::15'), server: node2.pod('fd42:1::23'), ...options }),
    ]
    scene.run(60 * SECONDS)
    expect(talks.map((each) => each.exchangesDone)).toEqual([1, 1])
    withTshark(writePcap(node1.frames()), ({ count }) => {
      expect(count(BROKEN)).toBe(0)
      expect(count(filter)).toBeGreaterThan(20)
      expect(count('http.response.code == 200 && http.content_length == 60000')).toBe(2)
    })
  })

  it('sees one packet at two interfaces of `-i any`, its TTL lower at the second', () => {
    const { scene, node1, client, server } = twoNodes({ tunnel: { kind: 'none' } })
    ping(scene, { from: client, to: server, count: 1 })
    scene.run(5 * SECONDS)
    const file = writePcap(anyInterface(node1), { linktype: LINKTYPE.sll2 })
    const names = ['sll.ifindex', 'sll.pkttype', 'ip.ttl']
    const rows = withTshark(file, ({ fields }) => fields('icmp', ...names))
    expect(rows).toEqual([
      ['14', '0', '64'],
      ['2', '4', '63'],
      ['2', '0', '63'],
      ['14', '4', '62'],
    ])
  })

  it('sees the keep-alives of an idle connection, and its reset', { timeout: 60_000 }, () => {
    const { scene, node1, node2 } = twoNodes()
    const exchanges = [httpExchange(), httpExchange({ pause: 40 * SECONDS })]
    const ends = { client: node1.host(), server: node2.host() }
    talk(scene, { ...ends, exchanges, keepAlive: 15 * SECONDS, closes: 'reset' })
    scene.run(60 * SECONDS)
    withTshark(writePcapng(node1.frames()), ({ count }) => {
      expect(count('tcp.analysis.keep_alive')).toBe(2)
      expect(count('tcp.analysis.keep_alive_ack')).toBe(2)
      expect(count('tcp.flags.reset == 1')).toBe(1)
      expect(count('tcp.analysis.retransmission')).toBe(0)
    })
  })
})
