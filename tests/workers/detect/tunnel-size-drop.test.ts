import { describe, expect, it } from 'vitest'
import mtuBlackHole from '../../../workers/detect/mtu-black-hole'
import tunnelSizeDrop from '../../../workers/detect/tunnel-size-drop'
import { dropAbove, only, towards } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import type { ConnRecord, Tunnel } from '../../../workers/model/records'
import { analyse } from '../../support/analyse'
import { echoPath, echoSize, icmpError } from '../../support/path-records'
import { conn, handshake, lostSegment, SECOND, side, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence } from '../../support/replay'

const BACKOFF = [0.1, 0.3, 0.7, 1.5, 3.1, 6.3].map((second) => second * SECOND)
const TUNNEL = vxlan('172.16.0.1', '172.16.0.2')

/** 10.0.0.2, behind node 172.16.0.2, sends 1450 octets in vain, 1500 with the tunnel. */
const stalled = (tunnel: Tunnel = TUNNEL): ConnRecord =>
  conn({
    tunnel,
    respSide: side({ frames: 12, largestIpAcked: 200, largestOuterAcked: 250 }),
    repeated: [lostSegment(1450, BACKOFF, { outerLength: 1500 })],
    closedBy: 'none',
  })

const small = conn({
  tunnel: TUNNEL,
  orig: { address: '10.0.0.1', port: 40_100 },
  handshake: handshake(1 * SECOND),
  respSide: side({ largestOuterAcked: 250 }),
})

/** The node 172.16.0.2 sends this much to the node 172.16.0.1, without tunnel. */
const plain = (largest: number, mss = 1460): ConnRecord =>
  conn({
    orig: { address: '172.16.0.1', port: 40_000 },
    resp: { address: '172.16.0.2', port: 5001 },
    firstFrame: 7,
    origSide: side({ mss }),
    respSide: side({ mss, largestIpAcked: largest }),
  })

const pings = (largest: number) =>
  echoPath({ src: '172.16.0.2', dst: '172.16.0.1', sizes: [echoSize(largest, 4, 4)] })

describe('tunnel-size-drop', () => {
  it('gives the port, the bracket outside, and what passes beside the tunnel', () => {
    const finding = onlyFinding(tunnelSizeDrop, { conn: [stalled(), small, plain(1500)] })
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'certain' })
    expect(metric(finding, 'udpPort')).toBe(8472)
    expect(metric(finding, 'largestDeliveredOuter')).toBe(250)
    expect(metric(finding, 'smallestLostOuter')).toBe(1500)
    expect(metric(finding, 'largestOtherDelivered')).toBe(1500)
    expect(finding.evidence.at(-1)).toMatchObject({ frame: 7, role: 'other traffic' })
    const text = JSON.stringify(finding)
    expect(text).toContain('--set tunnelPort=8473')
    expect(text).toContain(
      "tcpdump -ni eth0 'udp port 8472 and host 172.16.0.2 and host 172.16.0.1 and greater 1514'",
    )
    expect(finding.filter).toBe(
      'ip.src == 172.16.0.2 && ip.dst == 172.16.0.1 && udp.dstport == 8472 && ip.len >= 1500',
    )
  })

  it('needs other traffic as large; one octet less, and the MTU is to blame', () => {
    const told = (largest: number) => ({ conn: [stalled(), small], echoPath: [pings(largest)] })
    expect(findings(tunnelSizeDrop, told(1500))).toHaveLength(1)
    expect(findings(mtuBlackHole, told(1500))).toEqual([])
    expect(findings(tunnelSizeDrop, told(1499))).toEqual([])
    expect(findings(mtuBlackHole, told(1499))).toHaveLength(1)
  })

  it('takes a tunnel on another port for other traffic', () => {
    const other = conn({
      tunnel: vxlan('172.16.0.1', '172.16.0.2', 4789),
      orig: { address: '10.8.0.1', port: 40_000 },
      respSide: side({ largestIpAcked: 1450, largestOuterAcked: 1500 }),
    })
    const finding = onlyFinding(tunnelSizeDrop, { conn: [stalled(), small, other] })
    expect(JSON.stringify(finding.happened)).toContain('as VXLAN (UDP 4789)')
  })

  it('is less sure when offload hides the size of the other traffic', () => {
    const finding = onlyFinding(tunnelSizeDrop, { conn: [stalled(), small, plain(15_052)] })
    expect(finding.confidence).toBe('likely')
    expect(finding.metrics.find(({ name }) => name === 'largestOtherDelivered')).toMatchObject({
      value: 1500,
      estimated: true,
    })
    expect(findings(tunnelSizeDrop, { conn: [stalled(), small, plain(15_052, 1400)] })).toEqual([])
  })

  it('sees pings and segments of one tunnel as one fault', () => {
    const lost = echoPath({
      src: '10.0.0.2',
      dst: '10.0.0.1',
      tunnel: { ...TUNNEL, src: TUNNEL.dst, dst: TUNNEL.src },
      sizes: [echoSize(828, 4, 4, 50), echoSize(1028, 4, 0, 50)],
    })
    const told = { conn: [stalled(), small, plain(1200)], echoPath: [lost] }
    const finding = onlyFinding(tunnelSizeDrop, told)
    expect(metric(finding, 'largestDeliveredOuter')).toBe(878)
    expect(metric(finding, 'smallestLostOuter')).toBe(1078)
    expect(findings(mtuBlackHole, told)).toEqual([])
  })

  it('names the tunnel where it has no port', () => {
    const ipip: Tunnel = { ...TUNNEL, kind: 'ipip', udpPort: 0, vni: -1, overhead: 20 }
    const finding = onlyFinding(tunnelSizeDrop, { conn: [stalled(ipip), plain(1500), plain(1500)] })
    expect(finding.claim).toMatch(/^IPIP 172/)
    expect(metric(finding, 'udpPort')).toBeUndefined()
    expect(finding.filter).not.toContain('udp')
  })
})

describe('tunnel-size-drop is not fooled by', () => {
  it('random loss, ICMP, or other traffic the other way', () => {
    const large = conn({
      ...small,
      respSide: side({ largestIpAcked: 1450, largestOuterAcked: 1500 }),
    })
    expect(findings(tunnelSizeDrop, { conn: [stalled(), large, plain(1500)] })).toEqual([])
    const quoted = { ...icmpError().quoted, src: '172.16.0.2', dst: '172.16.0.1' } as never
    const told = { conn: [stalled(), small, plain(1500)], icmpError: [icmpError({ quoted })] }
    expect(findings(tunnelSizeDrop, told)).toEqual([])
    expect(silence(tunnelSizeDrop, told)).toContain('ICMP told the sender')
    const back = echoPath({ src: '172.16.0.1', dst: '172.16.0.2', sizes: [echoSize(1500, 4, 4)] })
    expect(findings(tunnelSizeDrop, { conn: [stalled(), small], echoPath: [back] })).toEqual([])
  })

  it('a hole without a tunnel', () => {
    const bare = { ...stalled(), tunnel: null, repeated: [lostSegment(1450, BACKOFF)] }
    expect(findings(tunnelSizeDrop, { conn: [bare, { ...small, tunnel: null }] })).toEqual([])
  })
})

describe('generated traffic', () => {
  /** Towards the second node, Geneve packets above 1200 octets are lost; with `all`, whatever is. */
  async function detectors(all: boolean): Promise<string[]> {
    const scene = new Scene({ seed: 11, tunnel: { kind: 'geneve', port: 6081 } })
    const near = scene.node({ address: '198.51.100.4' })
    const far = scene.node({ address: '198.51.100.9' })
    const drop = dropAbove(1200)
    scene.path.push(towards(far, all ? drop : only(({ octets, inner }) => octets !== inner, drop)))
    ping(scene, { from: near.host(), to: far.host(), payload: 1472, count: 4 })
    const pods = { client: near.pod('10.7.1.5'), server: far.pod('10.7.2.6') }
    const upload = [httpExchange(), httpExchange({ upload: 20_000 })]
    talk(scene, { ...pods, start: 2 * SECOND, exchanges: upload, patience: 20 * SECOND })
    talk(scene, { ...pods, start: 5 * SECOND, exchanges: [httpExchange()] })
    scene.run(40 * SECOND)
    const { findings: found } = await analyse(writePcap(near.frames()))
    return found
      .filter(({ severity }) => severity === 'critical')
      .map(({ detector, entities }) => `${detector} ${entities['tunnel'] ?? ''}`)
  }

  it('is told from a small path MTU by what passes beside it', async () => {
    expect(await detectors(false)).toEqual(['tunnel-size-drop geneve'])
    expect(await detectors(true)).toEqual(['mtu-black-hole geneve'])
  })
})
