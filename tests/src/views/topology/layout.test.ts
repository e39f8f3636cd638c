import { describe, expect, it } from 'vitest'
import { layoutTopology, type Box } from '../../../../src/views/topology/layout'
import type { Topology, TopologyEdge, TopologyHost } from '../../../../workers/model/topology'

const way = {
  packets: 1,
  segments: 0,
  repeated: 0,
  lost: -1,
  largestDelivered: 60,
  smallestLost: 0,
}

const host = (address: string, changed: Partial<TopologyHost> = {}): TopologyHost => ({
  ...{ address, kind: 'host', behind: '', vnis: [], sent: 1, received: 1 },
  ...changed,
})

const edge = (a: string, b: string, tunnel: TopologyEdge['tunnel'] = null): TopologyEdge => ({
  ...{ a, b, tunnel, forth: way, back: way, rttMin: -1 },
})

const topology = (hosts: TopologyHost[], edges: TopologyEdge[]): Topology => ({
  ...{ hosts, edges, left: 0, clocks: [] },
})

const vxlan = { kind: 'vxlan', udpPort: 8472 } as const

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

const middle = (box: Box | undefined) => (box?.y ?? 0) + (box?.height ?? 0) / 2

describe('map of a topology', () => {
  it('shows pods in the box of their node, and the tunnel instead of what it carries', () => {
    const { boxes, links } = layoutTopology(
      topology(
        [
          host('172.16.0.1', { kind: 'node' }),
          host('172.16.0.2', { kind: 'node' }),
          host('10.0.0.1', { kind: 'pod', behind: '172.16.0.1' }),
          host('10.0.1.1', { kind: 'pod', behind: '172.16.0.2' }),
        ],
        [edge('172.16.0.1', '172.16.0.2', vxlan), edge('10.0.0.1', '10.0.1.1')],
      ),
    )
    expect(boxes.map((box) => [box.host.address, box.pods.map(({ address }) => address)])).toEqual([
      ['172.16.0.1', ['10.0.0.1']],
      ['172.16.0.2', ['10.0.1.1']],
    ])
    expect(links.map((link) => link.edge.tunnel)).toEqual([vxlan])
  })

  it.each([1, 2, 3, 4, 7, 14])('puts no box of %d on another', (count) => {
    const hosts = Array.from({ length: count }, (_, i) => host(`10.0.0.${String(i + 1)}`))
    const pods = hosts.flatMap(({ address }, i) =>
      i % 3 === 0 ? [host(`${address}0`, { kind: 'pod', behind: address })] : [],
    )
    const edges = hosts.slice(1).map(({ address }) => edge('10.0.0.1', address))
    const { boxes, links } = layoutTopology(topology([...hosts, ...pods], edges))
    expect(boxes).toHaveLength(count)
    expect(links).toHaveLength(count - 1)
    for (const a of boxes) for (const b of boxes) expect(a !== b && overlap(a, b)).toBe(false)
  })

  it('leaves room for what is written at a way between a tall box and its neighbour', () => {
    const nodes = [1, 2].map((i) => host(`172.16.0.${String(i)}`, { kind: 'node' }))
    const pods = Array.from({ length: 30 }, (_, pod) =>
      host(`10.0.1.${String(pod)}`, { kind: 'pod', behind: '172.16.0.1' }),
    )
    const others = Array.from({ length: 12 }, (_, i) => host(`10.0.2.${String(i)}`))
    const { boxes } = layoutTopology(
      topology([...nodes, ...pods, ...others], [edge('172.16.0.1', '172.16.0.2', vxlan)]),
    )
    const [one, other] = boxes
    if (one === undefined || other === undefined) throw new Error('both nodes have a box')
    const between = (at: number, length: number, otherAt: number, otherLength: number) =>
      Math.max(at, otherAt) - Math.min(at + length, otherAt + otherLength)
    const apart = Math.max(
      between(one.x, one.width, other.x, other.width),
      between(one.y, one.height, other.y, other.height),
    )
    expect(apart).toBeGreaterThan(80)
    for (const a of boxes) for (const b of boxes) expect(a !== b && overlap(a, b)).toBe(false)
  })

  it.each([false, true])(
    'keeps nodes with many pods apart, with names beside them: %s',
    (named) => {
      const hosts = Array.from({ length: 14 }, (_, i) =>
        host(`172.16.0.${String(i)}`, { kind: i < 6 ? 'node' : 'host' }),
      )
      const pods = hosts
        .slice(0, 6)
        .flatMap(({ address }, i) =>
          Array.from({ length: 1 + 3 * i }, (_, pod) =>
            host(`10.0.${String(i)}.${String(pod)}`, { kind: 'pod', behind: address }),
          ),
        )
      const { boxes } = layoutTopology(topology([...hosts, ...pods], []), named)
      for (const a of boxes) for (const b of boxes) expect(a !== b && overlap(a, b)).toBe(false)
    },
  )

  it('leaves room for a label between a hub and the boxes beside it', () => {
    const hosts = Array.from({ length: 5 }, (_, i) => host(`10.0.0.${String(i + 1)}`))
    const edges = hosts.slice(1).map(({ address }) => edge('10.0.0.1', address))
    const [hub, ...others] = layoutTopology(topology(hosts, edges), true).boxes
    const beside = others.filter(({ y, height }) => Math.abs(y + height / 2 - middle(hub)) < 1)
    expect(beside).toHaveLength(2)
    const gaps = beside.map(({ x, width }) =>
      Math.max(x - (hub?.x ?? 0) - (hub?.width ?? 0), (hub?.x ?? 0) - x - width),
    )
    expect(Math.min(...gaps)).toBeGreaterThan(100)
  })

  it('counts what finds no room', () => {
    const hosts = Array.from({ length: 20 }, (_, i) => host(`10.0.0.${String(i + 1)}`))
    expect(layoutTopology(topology(hosts, []))).toMatchObject({ left: 6 })
  })

  it('joins boxes without a tunnel between them by what their pods say, as one line', () => {
    const node = (n: number) => host(`172.16.0.${String(n)}`, { kind: 'node' })
    const pod = (n: number, at: number) =>
      host(`10.0.${String(at)}.${String(n)}`, { kind: 'pod', behind: `172.16.0.${String(at)}` })
    const { links } = layoutTopology(
      topology(
        [node(1), node(2), node(3), pod(1, 1), pod(2, 1), pod(1, 2), pod(1, 3)],
        [
          edge('172.16.0.1', '172.16.0.2', vxlan),
          edge('10.0.1.1', '10.0.2.1'),
          { ...edge('10.0.1.1', '10.0.3.1'), rttMin: 7 },
          { ...edge('10.0.3.1', '10.0.1.2'), forth: { ...way, packets: 5, smallestLost: 1400 } },
          edge('10.0.1.1', '10.0.1.2'),
        ],
      ),
    )
    expect(links.map(({ edge: { a, b, tunnel } }) => [a, b, tunnel])).toEqual([
      ['172.16.0.1', '172.16.0.2', vxlan],
      ['172.16.0.1', '172.16.0.3', null],
    ])
    expect(links[1]?.edge).toMatchObject({
      forth: { packets: 2, lost: -1, smallestLost: 0 },
      back: { packets: 6, lost: -1, smallestLost: 1400 },
      rttMin: 7,
    })
  })

  it('gives a pod whose node was not kept a box of its own', () => {
    const { boxes } = layoutTopology(
      topology([host('10.0.0.1', { kind: 'pod', behind: '172.16.0.1' }), host('10.0.0.2')], []),
    )
    expect(boxes.map((box) => box.host.address)).toEqual(['10.0.0.1', '10.0.0.2'])
  })
})
