import { describe, expect, it } from 'vitest'
import tunnelMisdelivery from '../../../workers/detect/tunnel-misdelivery'
import {
  type Bytes,
  ethernet,
  ipv4,
  PROTO,
  tcp,
  udp,
  vxlan as vxlanPayload,
} from '../../../workers/forge/packet'
import type { Tunnel, TunnelWayRecord } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { hostPair, tunnelWay } from '../../support/path-records'
import { TcpScript } from '../../support/tcp-script'
import { absent, conn, SECOND, side, unanswered, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

const [SENDER, WRONG, RIGHT, OTHER] = ['172.16.0.1', '172.16.0.2', '172.16.0.3', '172.16.0.4']
const POD = '10.42.2.1'

/** Cilium's: the VNI is the identity of the sender. */
const via = (src: string, dst: string, vni = 100): Tunnel => ({ ...vxlan(src, dst), vni })
const way = (
  [from, to]: [string, string],
  [src, dst]: [string, string],
  changed: Partial<TunnelWayRecord> & { vni?: number } = {},
): TunnelWayRecord => {
  const { vni = 100, ...rest } = changed
  return tunnelWay({ tunnel: via(from, to, vni), src, dst, ...rest })
}

const astray = way([SENDER, WRONG], ['10.42.0.1', POD])
const lives = way([RIGHT, OTHER], [POD, '10.42.3.1'], { frames: 4, vni: 100 })
const asked = way([OTHER, RIGHT], ['10.42.3.1', POD], { frames: 6 })
/** The wrong node is a node like others. */
const works = [
  way([SENDER, WRONG], ['10.42.0.1', '10.42.1.9']),
  way([WRONG, SENDER], ['10.42.1.9', '10.42.0.1']),
]
const CASE = [astray, lives, asked, ...works]

describe('tunnel-misdelivery', () => {
  it('tells the wrong node, the right one, the pod network, and who does it right', () => {
    const finding = onlyFinding(tunnelMisdelivery, { tunnelWay: CASE })
    expect(finding).toMatchObject({
      severity: 'critical',
      confidence: 'certain',
      entities: {
        sendingNode: SENDER,
        wrongNode: WRONG,
        rightNode: RIGHT,
        podCidr: '10.42.2.0/24',
      },
    })
    expect(finding.claim).toBe(
      `${SENDER} sends VXLAN packets for ${POD} to ${WRONG}, but it lives on ${RIGHT}: 10 packets without an answer`,
    )
    expect(metric(finding, 'packets')).toBe(10)
    expect(metric(finding, 'othersRight')).toBe(1)
    expect(JSON.stringify(finding.happened)).toContain(`through ${RIGHT}: ${OTHER} (6 packets)`)
    expect(JSON.stringify(finding.nextSteps)).toContain(`bpf ipcache get ${POD}`)
    // What others send the right way is no share of what went astray.
    expect(finding.figures).toMatchObject([
      {
        bars: [
          { label: `${SENDER} → ${WRONG}`, value: 10, of: 10, tone: 'bad' },
          { label: `${OTHER} → ${RIGHT}`, value: 6, of: 0, tone: 'good' },
        ],
      },
    ])
  })

  it('needs three packets, and two are not enough', () => {
    const packets = (frames: number) => ({ tunnelWay: [{ ...astray, frames }, lives, ...works] })
    expect(findings(tunnelMisdelivery, packets(3))).toHaveLength(1)
    expect(findings(tunnelMisdelivery, packets(2))).toEqual([])
  })

  it('counts packets once that several taps see, and those of several senders together', () => {
    const second = way([OTHER, WRONG], ['10.42.3.5', POD], { frames: 7 })
    const finding = onlyFinding(
      tunnelMisdelivery,
      { tunnelWay: [astray, lives, ...works, { ...astray, tap: 1, frames: 9 }] },
      {
        tunnelWay: [
          { ...astray, capture: 1, frames: 8 },
          { ...second, capture: 1 },
        ],
      },
    )
    expect(metric(finding, 'packets')).toBe(17)
    expect(metric(finding, 'senders')).toBe(2)
  })

  it('counts what goes to the same place for others of the network, who are not heard', () => {
    const unheard = way([SENDER, WRONG], ['10.42.0.1', '10.42.2.77'], { frames: 5 })
    const elsewhere = way([SENDER, WRONG], ['10.42.0.1', '10.42.5.77'])
    const finding = onlyFinding(tunnelMisdelivery, { tunnelWay: [...CASE, unheard, elsewhere] })
    expect(metric(finding, 'packets')).toBe(15)
    expect(metric(finding, 'packetsUnheard')).toBe(5)
    expect(finding.claim).toContain('packets for 10.42.2.0/24')
    expect(JSON.stringify(finding.counterEvidence)).toContain('10.42.2.77 was not heard')
    // Unless an address of that network does live at the wrong node.
    const shared = way([WRONG, SENDER], ['10.42.2.200', '10.42.0.9'])
    const told = { tunnelWay: [...CASE, unheard, shared] }
    expect(metric(onlyFinding(tunnelMisdelivery, told), 'packets')).toBe(10)
  })

  it('is less sure when the right node is known from another capture only', () => {
    const told = [{ tunnelWay: [astray, ...works] }, { tunnelWay: [{ ...lives, capture: 1 }] }]
    expect(onlyFinding(tunnelMisdelivery, ...told)).toMatchObject({
      severity: 'critical',
      confidence: 'likely',
    })
  })

  it('is a suspicion when the address was heard before only: it may have moved', () => {
    const earlier = { ...lives, firstTime: 0, lastTime: 0.9 * SECOND }
    expect(
      onlyFinding(tunnelMisdelivery, { tunnelWay: [astray, earlier, ...works] }),
    ).toMatchObject({
      severity: 'warning',
      confidence: 'possible',
    })
  })

  it('sees a map that turns wrong in the middle', () => {
    const late = { ...astray, firstTime: 30 * SECOND }
    const early = { lastTime: 29 * SECOND }
    const before = [
      way([SENDER, RIGHT], ['10.42.0.1', POD], early),
      way([RIGHT, SENDER], [POD, '10.42.0.1'], early),
    ]
    expect(
      findings(tunnelMisdelivery, { tunnelWay: [late, ...before, lives, ...works] }),
    ).toHaveLength(1)
  })
})

describe('tunnel-misdelivery is not fooled by', () => {
  const quiet = (...ways: TunnelWayRecord[]) => {
    expect(findings(tunnelMisdelivery, { tunnelWay: ways })).toEqual([])
  }

  it('a node where the address lives, or one whose address was never heard', () => {
    quiet(way([SENDER, RIGHT], ['10.42.0.1', POD]), lives, ...works)
    quiet(astray, ...works)
    expect(silence(tunnelMisdelivery, { tunnelWay: works })).toContain('2 directions')
    expect(silence(tunnelMisdelivery, {})).toBe('No tunnels between nodes.')
  })

  it('answers that come back another way, in a tunnel or without', () => {
    quiet(...CASE, way([RIGHT, SENDER], [POD, '10.42.0.1']))
    const plain = hostPair({ a: '10.42.0.1', b: POD, framesAb: 0, framesBa: 3 })
    expect(findings(tunnelMisdelivery, { tunnelWay: CASE, hostPair: [plain] })).toEqual([])
  })

  it('an answer that only another capture shows', () => {
    const back = { ...way([RIGHT, SENDER], [POD, '10.42.0.1']), capture: 1 }
    expect(findings(tunnelMisdelivery, { tunnelWay: CASE }, { tunnelWay: [back] })).toEqual([])
  })

  it('two addresses of one node, as other conversations show', () => {
    quiet(
      ...CASE,
      way([SENDER, WRONG], ['10.42.0.7', POD]),
      way([RIGHT, SENDER], [POD, '10.42.0.7']),
    )
  })

  it('a node that passes the packets on, and flooding', () => {
    quiet(...CASE, way([WRONG, RIGHT], ['10.42.0.1', POD]))
    quiet(...CASE, way([SENDER, RIGHT], ['10.42.0.1', POD]))
  })

  it('connections that go on although the answers are not seen', () => {
    const talking = conn({
      tunnel: via(SENDER, WRONG),
      orig: { address: '10.42.0.1', port: 40_000 },
      resp: { address: POD, port: 80 },
      firstTime: 2 * SECOND,
      origSide: side({ frames: 9 }),
      respSide: absent(),
    })
    expect(findings(tunnelMisdelivery, { tunnelWay: CASE, conn: [talking] })).toEqual([])
    const dead = { ...talking, origSide: side({ frames: 3 }), handshake: unanswered(2e9, 3e9, 5e9) }
    expect(findings(tunnelMisdelivery, { tunnelWay: CASE, conn: [dead] })).toHaveLength(1)
  })

  it('tenants with equal addresses, where the VNI names a network', () => {
    quiet(astray, { ...lives, tunnel: via(RIGHT, OTHER, 7) }, ...works)
    // It names the sender where the two directions of a conversation differ in it.
    const [there, back] = works as [TunnelWayRecord, TunnelWayRecord]
    const identity = [there, { ...back, tunnel: via(WRONG, SENDER, 55) }]
    const told = { tunnelWay: [astray, { ...lives, tunnel: via(RIGHT, OTHER, 7) }, ...identity] }
    expect(findings(tunnelMisdelivery, told)).toHaveLength(1)
  })

  it('mirrored traffic: its target never sends', () => {
    quiet(astray, lives, way([OTHER, WRONG], ['10.42.3.1', '10.42.9.9']))
  })

  it('an address that lives at several nodes, or at the sending one', () => {
    quiet(...CASE, way([OTHER, SENDER], [POD, '10.42.0.8']))
    quiet(astray, way([SENDER, OTHER], [POD, '10.42.3.1']), ...works)
  })

  it('multicast, and mobile users whose tunnels move with them', () => {
    const group = '224.0.0.251'
    quiet(
      way([SENDER, WRONG], ['10.42.0.1', group]),
      way([RIGHT, OTHER], [group, '10.42.3.1']),
      ...works,
    )
    quiet(...CASE.map((each) => ({ ...each, tunnel: { ...each.tunnel, kind: 'gtp' as const } })))
  })

  it('a thousand clients of one dead pod', () => {
    const ways = times(1000, (i) =>
      way([OTHER, RIGHT], [`10.43.${String(i >> 8)}.${String(i & 255)}`, POD]),
    )
    quiet(lives, ...ways, ...works)
  })
})

describe('a generated capture at the wrong node', () => {
  const NODE = { wrong: '192.0.2.2', sender: '192.0.2.1', right: '192.0.2.3' }
  let id = 0

  function between(src: string, dst: string, vni: number, packet: Bytes): Bytes {
    const payload = vxlanPayload({ vni }, ethernet({}, packet))
    const outer = udp({ src, dst, srcPort: 51_000, dstPort: 8472 }, payload)
    return ethernet({}, ipv4({ src, dst, proto: PROTO.udp, id: ++id }, outer))
  }

  /** SYNs for 10.7.3.1 at 1, 2 and 4 seconds, brought to this node. */
  const syns = (node: string) =>
    [1, 2, 4].map((second) => {
      const ends = { src: '10.7.1.1', dst: '10.7.3.1' }
      const segment = tcp({ ...ends, srcPort: 40_000, dstPort: 80, seq: 7, flags: 'S' })
      const packet = ipv4({ ...ends, proto: PROTO.tcp, id: ++id, df: true }, segment)
      return { time: second * SECOND, octets: between(NODE.sender, node, 301, packet) }
    })

  /** A pod talks to 10.7.3.1, which lives at the right node, now and five seconds later. */
  const talks = (node: string, pod: string) =>
    [0, 5000].flatMap((start) => {
      const wrap = (packet: Bytes, from: 'client' | 'server') =>
        from === 'client'
          ? between(node, NODE.right, 302, packet)
          : between(NODE.right, node, 303, packet)
      const clientPort = 41_000 + start
      const script = new TcpScript({ client: pod, server: '10.7.3.1', clientPort, start, wrap })
      script.handshake()
      script.client({ length: 100 })
      script.server({ length: 500 })
      return script.frames
    })

  async function critical(node: string) {
    const frames = [...syns(node), ...talks(NODE.wrong, '10.7.2.9')]
    const { findings: found } = await analyse(captureOf(frames.sort((a, b) => a.time - b.time)))
    return found.filter(({ severity }) => severity === 'critical')
  }

  it('shows what does not belong there', async () => {
    const [finding] = await critical(NODE.wrong)
    expect(finding).toMatchObject({ detector: 'tunnel-misdelivery', confidence: 'certain' })
    expect(finding?.entities).toMatchObject({ rightNode: NODE.right, podCidr: '10.7.3.0/24' })
    expect(finding && metric(finding, 'packets')).toBe(3)
    expect(finding?.evidence.filter(({ role }) => role === `to ${NODE.wrong}`)).toHaveLength(3)
  })

  it('shows nothing when the packets go where they belong, answered or not', async () => {
    expect(await critical(NODE.right)).toEqual([])
  })
})
