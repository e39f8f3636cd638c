import { describe, expect, it } from 'vitest'
import oneWayTunnel from '../../../workers/detect/one-way-tunnel'
import { lose, only } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import type { ConnRecord, HostPairRecord } from '../../../workers/model/records'
import { analyse, fileOf } from '../../support/analyse'
import { hostPair, tunnelWay } from '../../support/path-records'
import { absent, conn, SECOND, side, unanswered, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, type Told } from '../../support/replay'

const [A, B, C] = ['172.16.0.1', '172.16.0.2', '172.16.0.3']

/** Frames of the tunnel between two nodes at a tap. */
const tunnel = (ends: [string, string], frames: [number, number], capture = 0): HostPairRecord =>
  hostPair({
    capture,
    tunnel: { ...vxlan(...ends), vni: -1 },
    a: ends[0],
    b: ends[1],
    framesAb: frames[0],
    framesBa: frames[1],
  })

const plain = (ends: [string, string], frames: [number, number], capture = 0): HostPairRecord =>
  hostPair({ capture, a: ends[0], b: ends[1], framesAb: frames[0], framesBa: frames[1] })

/** SYNs of a pod on A to a pod on B. */
const asked = (pod: string): ConnRecord =>
  conn({
    tunnel: vxlan(A, B),
    resp: { address: pod, port: 80 },
    origSide: side({ frames: 3, dataFrames: 0 }),
    respSide: absent(),
    handshake: unanswered(0, 1 * SECOND, 3 * SECOND),
    closedBy: 'none',
  })

const pods = [asked('10.42.1.1'), asked('10.42.1.2')]
const ways = [tunnelWay({ tunnel: vxlan(A, B), frames: 12 })]

describe('one-way-tunnel', () => {
  const near: Told = { hostPair: [tunnel([A, B], [12, 5])], tunnelWay: ways }
  const far = (frames: [number, number], more = plain([A, B], [9, 9], 1)): Told => ({
    hostPair: [tunnel([A, B], frames, 1), more],
  })

  it('tells the direction that leaves one capture and never arrives in the other', () => {
    const finding = onlyFinding(oneWayTunnel, near, far([0, 5]))
    expect(finding).toMatchObject({
      severity: 'critical',
      confidence: 'certain',
      entities: { tunnelFrom: A, tunnelTo: B },
    })
    expect(finding.claim).toContain('12 packets from 172.16.0.1 to 172.16.0.2 leave, none arrives')
    expect(findings(oneWayTunnel, near, far([1, 5]))).toEqual([])
  })

  it('needs ten packets, and nine are not enough', () => {
    const sent = (frames: number): Told => ({ hostPair: [tunnel([A, B], [frames, 5])] })
    expect(findings(oneWayTunnel, sent(10), far([0, 5]))).toHaveLength(1)
    expect(findings(oneWayTunnel, sent(9), far([0, 5]))).toEqual([])
  })

  it('tells one end alone that nothing comes back, and is less sure', () => {
    const told = (more: HostPairRecord[], conns = pods): Told => ({
      hostPair: [tunnel([A, B], [12, 0]), ...more],
      tunnelWay: ways,
      conn: conns,
    })
    const finding = onlyFinding(oneWayTunnel, told([plain([A, B], [4, 4])]))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(metric(finding, 'targets')).toBe(2)
    expect(JSON.stringify(finding.happened)).toContain('the nodes reach each other')
    const others = onlyFinding(oneWayTunnel, told([tunnel([A, C], [3, 3])]))
    expect(others.confidence).toBe('possible')
    // A single silent pod is none of the tunnel's faults; and a tap that hears nothing proves nothing.
    expect(findings(oneWayTunnel, told([plain([A, B], [4, 4])], [asked('10.42.1.1')]))).toEqual([])
    expect(findings(oneWayTunnel, told([]))).toEqual([])
  })
})

describe('one-way-tunnel is not fooled by', () => {
  it('tunnels that work, and captures without any', () => {
    expect(findings(oneWayTunnel, { hostPair: [tunnel([A, B], [50, 40])], conn: pods })).toEqual([])
    expect(silence(oneWayTunnel, { hostPair: [tunnel([A, B], [50, 40])] })).toContain('1 tunnel ')
    expect(silence(oneWayTunnel, {})).toBe('No tunnels between nodes.')
  })

  it('a router that sees one direction, between nodes whose connections open', () => {
    const near: Told = {
      hostPair: [tunnel([A, B], [12, 5])],
      conn: [conn({ tunnel: vxlan(A, B) })],
    }
    const router: Told = { hostPair: [tunnel([A, B], [0, 5], 1), plain([A, B], [9, 9], 1)] }
    expect(findings(oneWayTunnel, near, router)).toEqual([])
  })

  it('a far capture that sees nothing come in', () => {
    const near: Told = { hostPair: [tunnel([A, B], [12, 5])] }
    expect(findings(oneWayTunnel, near, { hostPair: [tunnel([A, B], [0, 5], 1)] })).toEqual([])
  })

  it('answers by another way, and traffic that asks for none', () => {
    const told: Told = {
      hostPair: [tunnel([A, B], [12, 0]), plain([A, B], [4, 4])],
      tunnelWay: [...ways, tunnelWay({ tunnel: vxlan(C, A), src: '10.42.2.1', dst: '10.42.0.1' })],
    }
    expect(findings(oneWayTunnel, { ...told, conn: pods })).toEqual([])
    expect(findings(oneWayTunnel, { ...told, tunnelWay: ways })).toEqual([])
  })
})

describe('generated traffic', () => {
  /** VXLAN from the first node to the second is filtered; the nodes themselves talk. */
  function nodes() {
    const scene = new Scene({ seed: 3, tunnel: { kind: 'vxlan', port: 8472 } })
    const first = scene.node({ address: '198.51.100.1' })
    const second = scene.node({ address: '198.51.100.2' })
    const third = scene.node({ address: '198.51.100.3' })
    scene.path.push(
      only(
        ({ from, to, octets, inner }) => from === first && to === second && octets !== inner,
        lose(),
      ),
    )
    ping(scene, { from: second.host(), to: first.host(), count: 5 })
    const client = first.pod('10.3.1.1')
    const servers = [second.pod('10.3.2.1'), second.pod('10.3.2.2')]
    for (const server of servers) {
      talk(scene, { client, server, start: 1 * SECOND, patience: 9 * SECOND })
      talk(scene, { client: server, server: client, start: 2 * SECOND, patience: 9 * SECOND })
    }
    const exchanges = [httpExchange()]
    talk(scene, { client, server: third.pod('10.3.3.1'), start: 3 * SECOND, exchanges })
    scene.run(30 * SECOND)
    return [first, second].map((node) => fileOf(writePcap(node.frames()), `${node.name}.pcap`))
  }

  it('shows the missing direction where both nodes were captured', async () => {
    const { findings: found } = await analyse(...nodes())
    const told = found.filter(({ detector }) => detector === 'one-way-tunnel')
    expect(told.map(({ severity, entities }) => [severity, entities['tunnelFrom']])).toEqual([
      ['critical', '198.51.100.1'],
    ])
  })
})
