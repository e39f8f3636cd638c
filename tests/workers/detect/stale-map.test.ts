/** A stale tunnel map and the packets that go astray by it are one story; what only looks like it is two. */
import { describe, expect, it } from 'vitest'
import { runDetectors } from '../../../workers/detect/detector'
import sidecarContradiction from '../../../workers/detect/sidecar-contradiction'
import tunnelMisdelivery from '../../../workers/detect/tunnel-misdelivery'
import { tunnelWay } from '../../support/path-records'
import { vxlan } from '../../support/records'
import { replayOf } from '../../support/replay'
import { read } from '../sidecar/read'

const [N1, N2, N3, N4] = ['192.168.7.1', '192.168.7.2', '192.168.7.3', '192.168.7.4']
const NODES = `NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP    EXTERNAL-IP
n1     Ready    <none>   91d   v1.31.2   ${N1}    <none>
n2     Ready    <none>   91d   v1.31.2   ${N2}    <none>
n3     Ready    <none>   91d   v1.31.2   ${N3}    <none>
n4     Ready    <none>   91d   v1.31.2   ${N4}    <none>
`
const PODS = `NAMESPACE   NAME   READY   STATUS   RESTARTS   AGE   IP   NODE
store   db-0   1/1   Running   0   3d   10.8.3.9   n3
store   web-1   1/1   Running   0   3d   10.8.1.7   n1
`
const ROUTES = ['1', '2', '3', '4'].map((n) => `10.8.${n}.0/24 dev cilium_host\n`).join('')

const map = (...entries: [base: string, node: string][]) =>
  `TUNNEL   VALUE\n${entries.map(([base, node]) => `${base}:0   ${node}:0\n`).join('')}`
/** Of n1, which sends the pods of n3 to n2; and of n4, which is right. */
const STALE = map(['10.8.2.0', N2], ['10.8.3.0', N2], ['10.8.4.0', N4])
const FRESH = map(['10.8.1.0', N1], ['10.8.2.0', N2], ['10.8.3.0', N3])

const way = (from: string, to: string, src: string, dst: string) =>
  tunnelWay({ tunnel: vxlan(from, to), src, dst })
/** n1 and n2 talk; what n1 sends to a pod of n3 goes to n2 and is not answered. */
const WORKS = [way(N1, N2, '10.8.1.7', '10.8.2.9'), way(N2, N1, '10.8.2.9', '10.8.1.7')]
const AT_HOME = way(N3, N2, '10.8.3.9', '10.8.2.9')
const ASTRAY = way(N1, N2, '10.8.1.7', '10.8.3.9')

function storyOf(ways: readonly ReturnType<typeof way>[], texts: readonly string[]) {
  const replay = replayOf({ tunnelWay: [...ways], sidecars: read(...texts) })
  const { findings } = runDetectors([tunnelMisdelivery, sidecarContradiction], replay)
  return findings.map(({ detector, severity, symptomOf }) => {
    return `${severity} ${detector}${symptomOf === undefined ? '' : ' of it'}`
  })
}

const ONE = ['critical sidecar-contradiction', 'critical tunnel-misdelivery of it']
const TWO = ['critical tunnel-misdelivery', 'warning sidecar-contradiction']

describe('packets that go astray', () => {
  it('are told under the stale map that sends them, which is as grave as they are', () => {
    expect(storyOf([...WORKS, AT_HOME, ASTRAY], [STALE, FRESH, ROUTES, NODES, PODS])).toEqual(ONE)
  })

  it('are told under it where no text tells which map is right: the packets do', () => {
    expect(storyOf([...WORKS, AT_HOME, ASTRAY], [STALE, FRESH, ROUTES])).toEqual(ONE)
  })

  it('are told under a map that Kubernetes alone contradicts, of a node that is not told', () => {
    expect(storyOf([...WORKS, AT_HOME, ASTRAY], [STALE, ROUTES, NODES, PODS])).toEqual(ONE)
  })

  it('to another node than the map has are another story', () => {
    const known = [way(N4, N1, '10.8.4.9', '10.8.1.7'), way(N1, N4, '10.8.1.7', '10.8.4.9')]
    const astray = way(N1, N4, '10.8.1.7', '10.8.3.9')
    expect(
      storyOf([...WORKS, ...known, AT_HOME, astray], [STALE, FRESH, ROUTES, NODES, PODS]),
    ).toEqual(TWO)
  })

  it('to the node of the stale entry, sent by a node with a fresh map, are another story', () => {
    const known = [way(N4, N2, '10.8.4.9', '10.8.2.9'), way(N2, N4, '10.8.2.9', '10.8.4.9')]
    const astray = way(N4, N2, '10.8.4.9', '10.8.3.9')
    expect(
      storyOf([...WORKS, ...known, AT_HOME, astray], [STALE, FRESH, ROUTES, NODES, PODS]),
    ).toEqual(TWO)
  })

  it('for a pod beyond the prefix of the stale entry are another story, and so is one among others', () => {
    const elsewhere = way(N1, N2, '10.8.1.7', '10.8.4.9')
    const home = way(N4, N2, '10.8.4.9', '10.8.2.9')
    const texts = [STALE, FRESH, ROUTES, NODES, PODS]
    expect(storyOf([...WORKS, home, elsewhere], texts)).toEqual(TWO)
    // n3 has a pod of another prefix as well: the map explains one of the two destinations.
    const both = [ASTRAY, AT_HOME, elsewhere, way(N3, N2, '10.8.4.9', '10.8.2.9')]
    expect(storyOf([...WORKS, ...both], texts)).toEqual(TWO)
  })

  it('are no symptom of another contradiction', () => {
    const routes = `${ROUTES}10.8.3.0/24 dev eth0 mtu 9000\n`
    const links = '2: eth0: <BROADCAST,UP> mtu 1500 qdisc noqueue state UP mode DEFAULT\n'
    const told = storyOf([...WORKS, AT_HOME, ASTRAY], [routes, links, NODES, PODS])
    expect(told.filter((each) => each.endsWith('of it'))).toEqual([])
  })
})
