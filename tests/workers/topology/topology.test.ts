import { describe, expect, it } from 'vitest'
import { dropAbove } from '../../../workers/forge/faults'
import type { Topology } from '../../../workers/model/topology'
import { TopologyBuilder } from '../../../workers/topology/topology'
import { analyse } from '../../support/analyse'
import { passage } from '../../support/journey-records'
import { echoPath, hostPair, tunnelWay } from '../../support/path-records'
import { captureAt, twoNodes } from '../../support/places'
import { conn, MS, side, vxlan } from '../../support/records'
import { replayOf, type Told } from '../../support/replay'

function topologyOf(...captures: Told[]): Topology {
  const builder = new TopologyBuilder()
  replayOf(...captures)(builder.handlers)
  return builder.result()
}

describe('topology', () => {
  it('puts pods behind the nodes whose tunnel they speak through, with their identity', () => {
    const { hosts, edges } = topologyOf({
      conn: [conn({ tunnel: vxlan() })],
      tunnelWay: [
        tunnelWay({ src: '10.0.0.1', dst: '10.0.0.2', tunnel: { ...vxlan(), vni: 16_621 } }),
      ],
      hostPair: [hostPair({ tunnel: vxlan(), a: '172.16.0.1', b: '172.16.0.2' })],
    })
    const of = (address: string) => hosts.find((host) => host.address === address)
    expect(of('10.0.0.1')).toMatchObject({ kind: 'pod', behind: '172.16.0.1', vnis: [16_621] })
    expect(of('10.0.0.2')).toMatchObject({ kind: 'pod', behind: '172.16.0.2', vnis: [] })
    expect(of('172.16.0.1')).toMatchObject({ kind: 'node', behind: '' })
    expect(edges.map(({ a, b, tunnel }) => [a, b, tunnel?.udpPort])).toEqual([
      ['172.16.0.1', '172.16.0.2', 8472],
      ['10.0.0.1', '10.0.0.2', undefined],
    ])
  })

  it('knows pods that speak UDP alone, and counts all that they send', () => {
    const there = tunnelWay({ src: '10.0.0.1', dst: '10.0.0.53', tunnel: vxlan(), frames: 7 })
    const answers = vxlan('172.16.0.2', '172.16.0.1')
    const back = tunnelWay({ src: '10.0.0.53', dst: '10.0.0.1', tunnel: answers, frames: 6 })
    const { hosts, edges } = topologyOf({ tunnelWay: [there, back] })
    expect(hosts.map(({ address, behind }) => [address, behind])).toEqual([
      ['10.0.0.1', '172.16.0.1'],
      ['10.0.0.53', '172.16.0.2'],
    ])
    expect(edges.map(({ forth, back }) => [forth.packets, back.packets])).toEqual([[7, 6]])
  })

  it('does not place a pod that never spoke', () => {
    const silent = conn({ tunnel: vxlan(), respSide: side({ frames: 0, dataFrames: 0 }) })
    const { hosts } = topologyOf({ conn: [silent] })
    expect(hosts.find(({ address }) => address === '10.0.0.2')?.behind).toBe('')
  })

  it('counts once what two taps saw, and adds the conversations of each', () => {
    const two = [conn({ origSide: side({ frames: 30 }) }), conn({ origSide: side({ frames: 12 }) })]
    const again = two.map((each) => ({ ...each, capture: 1 }))
    const { edges } = topologyOf({ conn: two }, { conn: again })
    expect(edges).toHaveLength(1)
    expect(edges[0]?.forth.packets).toBe(42)
  })

  it('tells loss and sizes of each direction', () => {
    const lossy = conn({
      origSide: side({ dataFrames: 100, retransmissions: 4, largestIpAcked: 1410 }),
    })
    const told = { conn: [lossy] }
    const between = passage(50, 3, { smallestLost: 1450 })
    const [edge] = topologyOf({ ...told, passage: [between] }).edges
    expect(edge?.forth).toMatchObject({
      segments: 100,
      repeated: 4,
      lost: 3,
      largestDelivered: 1410,
      smallestLost: 1450,
    })
    expect(edge?.back).toMatchObject({ lost: -1, smallestLost: 0 })
  })

  it('takes the round trip from whole handshakes, else from pings where their sender is', () => {
    const shaken = (latency: number, synTotal = 1) =>
      conn({ handshake: { ...conn().handshake, latency, synTotal } })
    const pings = [1, 3].map((time, capture) => echoPath({ capture, rttMin: time * MS }))
    const both = topologyOf({ conn: [shaken(7 * MS), shaken(5 * MS), shaken(2 * MS, 2)] })
    expect(both.edges[0]?.rttMin).toBe(5 * MS)
    expect(topologyOf({ echoPath: pings }).edges[0]?.rttMin).toBe(3 * MS)
  })

  it('tells of pings without answer at the place that saw most, where answers are seen at all', () => {
    const near = echoPath({ requests: 9, replies: 4, unasked: 1, pending: 1 })
    const far = echoPath({ capture: 1, requests: 3, replies: 3 })
    const blind = echoPath({ capture: 2, requests: 50, replies: 0 })
    const [edge] = topologyOf(
      { echoPath: [near] },
      { echoPath: [far] },
      { echoPath: [blind] },
    ).edges
    expect(edge?.forth.pings).toEqual({ sent: 8, unanswered: 5 })
    expect(edge?.back.pings).toBeUndefined()
    const [deaf] = topologyOf({
      echoPath: [echoPath({ requests: 7, replies: 2, unasked: 2 })],
    }).edges
    expect(deaf?.forth.pings).toBeUndefined()
  })

  it('comes of octets: two nodes, a pod behind each, and the size that one direction loses', async () => {
    const { scene, near, far } = twoNodes({ seed: 8 }, dropAbove(1000, { of: 'inner' }))
    const { topology } = await analyse(captureAt(near, scene), captureAt(far, scene))
    const placed = topology?.hosts.map(({ address, behind }) => [address, behind])
    expect(placed).toContainEqual(['10.42.0.15', '172.16.16.121'])
    expect(placed).toContainEqual(['10.42.1.23', '172.16.16.122'])
    const edge = topology?.edges.find(({ a }) => a === '10.42.0.15')
    expect(edge?.back.smallestLost).toBeGreaterThan(1000)
    expect(edge?.back.largestDelivered).toBeLessThanOrEqual(1000)
    expect(edge?.forth.lost).toBe(0)
    expect(topology?.clocks).toHaveLength(1)
  })
})
