import { describe, expect, it } from 'vitest'
import type { NodePods } from '../../../workers/model/pod-places'
import type { TunnelWayRecord } from '../../../workers/model/records'
import { noSidecars, type Sidecars } from '../../../workers/model/sidecar'
import { TopologyBuilder } from '../../../workers/topology/topology'
import { tunnelWay } from '../../support/path-records'
import { SECOND, vxlan } from '../../support/records'
import { replayOf } from '../../support/replay'

const A = '172.16.0.1'
const B = '172.16.0.2'

function placesOf(ways: TunnelWayRecord[], sidecars?: Sidecars): NodePods[] {
  const builder = new TopologyBuilder()
  replayOf({ tunnelWay: ways, ...(sidecars && { sidecars }) })(builder.handlers)
  return builder.result().places ?? []
}

/** From `src` behind a node to `dst` behind the other one. */
function sent(from: string, src: string, dst: string, vni: number, at: [number, number] = [0, 1]) {
  const tunnel = { ...vxlan(from, from === A ? B : A), vni }
  const times = { firstTime: at[0] * SECOND, lastTime: at[1] * SECOND }
  return tunnelWay({ src, dst, tunnel, ...times })
}

const brief = ({ node, vni, prefixes, pods, identities }: NodePods) => ({
  node,
  vni,
  prefixes: prefixes.map(({ prefix }) => prefix),
  pods,
  identities: identities.map(({ id, name }) => [id, name]),
})

describe('where pods live', () => {
  it('tells prefixes, pods and identities of each node where VNIs name senders', () => {
    const places = placesOf([
      sent(A, '10.42.1.5', '10.42.2.3', 4711),
      sent(B, '10.42.2.3', '10.42.1.5', 102),
      sent(A, '10.42.1.9', '10.42.2.3', 5000),
    ])
    expect(places.map(brief)).toEqual([
      {
        ...{ node: A, vni: -1, prefixes: ['10.42.1.0/28'], pods: 2 },
        identities: [
          [4711, ''],
          [5000, ''],
        ],
      },
      { node: B, vni: -1, prefixes: ['10.42.2.3/32'], pods: 1, identities: [[102, 'kube-dns']] },
    ])
  })

  it('takes no address of a node or of the world for a pod', () => {
    const [first] = placesOf([
      sent(A, A, '10.42.2.3', 6),
      sent(A, '10.42.1.200', '10.42.2.3', 1),
      sent(A, '192.168.7.7', '10.42.2.3', 2),
      sent(B, '10.42.2.3', '192.168.7.7', 4711),
      sent(A, '10.42.1.5', '10.42.2.3', 4800),
    ])
    expect(first).toMatchObject({ node: A, pods: 1, others: 3 })
    expect(first?.prefixes).toEqual([{ prefix: '10.42.1.5/32', pods: ['10.42.1.5'], podTotal: 1 }])
    expect(first?.identities.map(({ name }) => name)).toEqual(['host', 'world', 'remote-node', ''])
  })

  it('keeps networks apart where a VNI names one: the same address may live twice', () => {
    const places = placesOf([
      ...[sent(A, '10.0.0.1', '10.0.0.2', 100), sent(B, '10.0.0.2', '10.0.0.1', 100)],
      ...[sent(B, '10.0.0.1', '10.0.0.9', 200), sent(A, '10.0.0.9', '10.0.0.1', 200)],
    ])
    expect(places.map(brief)).toEqual([
      { node: A, vni: 100, prefixes: ['10.0.0.1/32'], pods: 1, identities: [] },
      { node: A, vni: 200, prefixes: ['10.0.0.9/32'], pods: 1, identities: [] },
      { node: B, vni: 100, prefixes: ['10.0.0.2/32'], pods: 1, identities: [] },
      { node: B, vni: 200, prefixes: ['10.0.0.1/32'], pods: 1, identities: [] },
    ])
  })

  it('finds a pod that moved where it sent last', () => {
    const places = placesOf([
      ...[sent(A, '10.0.0.4', '10.0.1.1', 300, [0, 9]), sent(A, '10.0.0.7', '10.0.1.1', 300)],
      ...[
        sent(A, '10.0.0.6', '10.0.1.1', 301, [0, 3]),
        sent(B, '10.0.0.6', '10.0.1.2', 301, [4, 9]),
      ],
      sent(B, '10.0.1.1', '10.0.0.4', 302),
    ])
    expect(places.map(brief).map(({ prefixes }) => prefixes)).toEqual([
      ['10.0.0.4/32', '10.0.0.7/32'],
      ['10.0.0.6/32', '10.0.1.1/32'],
    ])
    expect(places.map(({ pods, moved }) => [pods, moved])).toEqual([
      [2, 0],
      [2, 1],
    ])
  })

  it('places nobody who sends from two nodes at once', () => {
    const places = placesOf([
      sent(A, '10.0.0.6', '10.0.1.1', 301, [0, 5]),
      sent(B, '10.0.0.6', '10.0.1.2', 301, [4, 9]),
    ])
    expect(places.map(({ pods, disputed, prefixes }) => [pods, disputed, prefixes])).toEqual([
      [0, 1, []],
      [0, 1, []],
    ])
  })

  it('has names of side-cars, which tell as well that VNIs name senders', () => {
    const identity = { id: 4711, labels: ['k8s:app=orders'], file: 0 }
    const way = sent(A, '10.42.1.5', '10.42.2.3', 4711)
    const [told] = placesOf([way], { ...noSidecars(), identities: [identity] })
    expect(told?.identities).toEqual([
      { id: 4711, name: '', labels: ['k8s:app=orders'], addresses: 1 },
    ])
    const [untold] = placesOf([way])
    expect(untold).toMatchObject({ vni: 4711, identities: [] })
  })

  it('takes VNIs that Cilium never sends for networks, though the directions differ', () => {
    const places = placesOf([
      sent(A, '10.0.0.1', '10.0.0.2', 10),
      sent(B, '10.0.0.2', '10.0.0.1', 11),
    ])
    expect(places.map(({ vni, identities }) => [vni, identities])).toEqual([
      [10, []],
      [11, []],
    ])
  })

  it('says nothing of tunnels that carry no pods', () => {
    const gtp = { ...vxlan(), kind: 'gtp' as const, udpPort: 2152 }
    expect(placesOf([tunnelWay({ tunnel: gtp })])).toEqual([])
  })
})
