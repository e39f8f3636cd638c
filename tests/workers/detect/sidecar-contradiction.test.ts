/** Side-cars that contradict each other, and those that only look as if they did. */
import { describe, expect, it, test } from 'vitest'
import sidecarContradiction from '../../../workers/detect/sidecar-contradiction'
import type { Finding } from '../../../workers/model/finding'
import type { ConnRecord } from '../../../workers/model/records'
import { only } from '../../support/analyse'
import { conn, vxlan } from '../../support/records'
import { findingsBeside, metric } from '../../support/replay'
import { read } from '../sidecar/read'

const found = (texts: string[], conns: ConnRecord[] = []): Finding[] =>
  findingsBeside(read(...texts), sidecarContradiction, { conn: conns })

const map = (...entries: [base: string, node: string][]) =>
  `TUNNEL   VALUE\n${entries.map(([base, node]) => `${base}:0   ${node}:0\n`).join('')}`
const ROUTES =
  '10.8.1.0/24 dev cilium_host\n10.8.2.0/24 dev cilium_host\n10.8.3.0/24 dev cilium_host\n'
const NODES = `NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP    EXTERNAL-IP
n1     Ready    <none>   91d   v1.31.2   192.168.7.1    <none>
n2     Ready    <none>   91d   v1.31.2   192.168.7.2    <none>
n3     Ready    <none>   91d   v1.31.2   192.168.7.3    <none>
`
const pods = (...rows: [name: string, address: string, node: string][]) =>
  `NAMESPACE   NAME   READY   STATUS   RESTARTS   AGE   IP   NODE\n${rows
    .map((row) => `store   ${row[0]}   1/1   Running   0   3d   ${row[1]}   ${row[2]}\n`)
    .join('')}`
const PODS = pods(['db-0', '10.8.3.9', 'n3'], ['web-1', '10.8.1.7', 'n1'])

const N1 = map(['10.8.2.0', '192.168.7.2'], ['10.8.3.0', '192.168.7.2'])
const N2 = map(['10.8.1.0', '192.168.7.1'], ['10.8.3.0', '192.168.7.3'])

describe('tunnel maps', () => {
  it('that send one prefix to different nodes', () => {
    const finding = only(found([N1, N2, ROUTES]))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'certain' })
    expect(finding.claim).toBe(
      'Tunnel maps disagree on where 10.8.3.0/24 is: 1.txt 192.168.7.2 and 2.txt 192.168.7.3',
    )
    expect(finding.nextSteps).toEqual([])
  })

  it('of assumed prefixes are less sure', () => {
    expect(only(found([N1, N2])).confidence).toBe('likely')
  })

  it('are judged by Kubernetes, and the node that wrote the wrong one is named', () => {
    const finding = only(found([N1, N2, ROUTES, NODES, PODS]))
    expect(finding.happened[1]).toBe(
      '5.txt has 10.8.3.9 (store/db-0 on n3) on n3, whose address is 192.168.7.3. So the entry is stale in 1.txt (written on n1, whose own prefix it lacks).',
    )
    expect(finding.nextSteps[0]?.command).toContain('spec.nodeName=n1')
  })

  it('of one node may contradict Kubernetes alone', () => {
    const finding = only(found([N1, NODES, PODS]))
    expect(finding.claim).toBe(
      '1.txt sends packets for 10.8.3.0/24 to 192.168.7.2 (n2), but its pods run on n3',
    )
  })

  it('show in the captures which connections went astray, once for all taps', () => {
    const tunnel = vxlan('192.168.7.1', '192.168.7.2')
    const ends = {
      orig: { address: '10.8.1.7', port: 4000 },
      resp: { address: '10.8.3.9', port: 80 },
    }
    const astray = conn({ ...ends, tunnel, firstFrame: 7 })
    const again = conn({ ...astray, tap: 1, firstFrame: 8 })
    const right = conn({ ...ends, tunnel: { ...tunnel, dst: '192.168.7.3' }, firstFrame: 9 })
    const finding = only(found([N1, N2, NODES, PODS], [astray, again, right]))
    expect(metric(finding, 'connections')).toBe(1)
    expect(finding.evidence.map(({ frame, role }) => [frame, role])).toEqual([
      [7, 'to 192.168.7.2'],
      [8, 'to 192.168.7.2'],
    ])
  })

  test.each([
    ['agree', [N2, map(['10.8.3.0', '192.168.7.3'])]],
    ['are of the node itself and another one', [N2, map(['10.8.2.0', '192.168.7.2'])]],
    [
      'go to another address of the same node',
      [
        map(['10.8.3.0', '192.168.7.3']),
        map(['10.8.3.0', '10.0.0.3']),
        `${NODES}n3     Ready    <none>   91d   v1.31.2   10.0.0.3    <none>\n`,
      ],
    ],
    [
      'go to addresses of both families',
      [map(['10.8.3.0', '192.168.7.3']), map(['10.8.3.0', 'fd00:7::3'])],
    ],
    ['go to an address that no node is known by', [map(['10.8.3.0', '10.0.0.3']), NODES, PODS]],
    [
      'hold pods of several nodes',
      [
        ...[map(['10.8.3.0', '192.168.7.2']), NODES],
        pods(['db-0', '10.8.3.9', 'n3'], ['db-1', '10.8.3.10', 'n1']),
      ],
    ],
  ])('are well when they %s', (_, texts) => {
    expect(found(texts)).toEqual([])
  })
})

describe('lists of endpoints', () => {
  const endpoints = (...rows: [address: string, value: string][]) =>
    `IP ADDRESS   LOCAL ENDPOINT INFO\n${rows.map((row) => `${row[0]}:0   ${row[1]}\n`).join('')}`
  const own = (id: number, identity = 40217) =>
    `id=${String(id)} sec_id=${String(identity)} flags=0x0000 ifindex=7`
  const HOST: [string, string] = ['192.168.7.1', '(localhost)']

  it('that hold a pod of another node', () => {
    const list = endpoints(HOST, ['10.8.1.7', own(1)], ['10.8.3.9', own(2)])
    const finding = only(found([list, NODES, PODS]))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(finding.claim).toBe(
      '1.txt (of n1) has 10.8.3.9 as endpoint 2 on n1, but 3.txt has it as store/db-0 on n3',
    )
  })

  it('are placed by most of their pods where no node is named', () => {
    const list = endpoints(['10.8.1.7', own(1)], ['10.8.1.8', own(3)], ['10.8.3.9', own(2)])
    const all = pods(['db-0', '10.8.3.9', 'n3'], ['a', '10.8.1.7', 'n1'], ['b', '10.8.1.8', 'n1'])
    expect(only(found([list, all])).claim).toContain('10.8.3.9 as endpoint 2 on n1')
    // One of each: nobody knows whose list it is.
    const two = endpoints(['10.8.1.7', own(1)], ['10.8.3.9', own(2)])
    expect(found([two, all])).toEqual([])
  })

  it('that lack a pod of their node are noted: it may be new', () => {
    const list = endpoints(HOST, ['10.8.1.8', own(1)])
    expect(only(found([list, NODES, PODS]))).toMatchObject({
      severity: 'note',
      claim: '3.txt has 10.8.1.7 as store/web-1 on n1, but 1.txt (of n1) lacks it',
    })
  })

  it('that know a pod by another name, or an address by another identity', () => {
    const named = JSON.stringify([
      {
        id: 1,
        status: {
          identity: { id: 40217, labels: [] },
          networking: { addressing: [{ ipv4: '10.8.1.7' }] },
          'external-identifiers': { 'pod-name': 'store/old-1' },
        },
      },
    ])
    expect(only(found([named, PODS])).claim).toContain('as the pod store/old-1, but 2.txt')
    const cache = '10.8.1.7/32   identity=51100 encryptkey=0 tunnelendpoint=192.168.7.1\n'
    expect(only(found([endpoints(['10.8.1.7', own(1)]), cache])).claim).toContain(
      'with identity 40217, but 2.txt with 51100',
    )
  })

  test.each([
    [
      'with health and host endpoints that Kubernetes does not know',
      [
        endpoints(HOST, ['10.8.1.7', own(1)], ['10.8.1.3', own(2, 4)], ['10.8.1.1', '(localhost)']),
        ...[NODES, PODS],
      ],
    ],
    [
      'with pods on the network of the node',
      [
        endpoints(HOST, ['10.8.1.7', own(1)]),
        ...[NODES, pods(['proxy', '192.168.7.1', 'n1'], ['web-1', '10.8.1.7', 'n1'])],
      ],
    ],
    [
      'with reserved identities elsewhere',
      [
        endpoints(['10.8.1.7', own(1)]),
        '10.8.1.7/32   identity=6 encryptkey=0 tunnelendpoint=192.168.7.1\n',
      ],
    ],
  ])('are well: %s', (_, texts) => {
    expect(found(texts)).toEqual([])
  })
})

describe('MTUs of routes', () => {
  const link = (mtu: number, vxlanMtu = 1500) => `1: eth0: <UP> mtu ${String(mtu)} qdisc mq
2: cilium_host@cilium_net: <UP> mtu 1500 qdisc mq
3: cilium_vxlan: <UP> mtu ${String(vxlanMtu)} qdisc mq
    vxlan external id 0 dstport 8472
`
  const route = (mtu: number) => `default via 192.168.7.254 dev eth0
10.8.2.0/24 via 10.8.1.1 dev cilium_host mtu ${String(mtu)}
`

  it('that with the tunnel do not fit below', () => {
    const finding = only(found([link(1500), route(1451)]))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(finding.claim).toBe(
      'The route to 10.8.2.0/24 has an MTU of 1451, but with the 50 octets of vxlan only 1450 fit into eth0 (1500)',
    )
    expect(finding.nextSteps[0]?.command).toBe(
      'ip route change 10.8.2.0/24 dev cilium_host mtu 1450',
    )
  })

  it('that are larger than their device', () => {
    const finding = only(found([link(9000), route(1600)]))
    expect(finding.claim).toContain('but its device cilium_host carries 1500')
  })

  it('whose tunnel only the captures show', () => {
    const devices = '1: eth0: <UP> mtu 1500 qdisc mq\n'
    const routes = route(1480).replace('cilium_host', 'flannel.1')
    expect(found([devices, routes])).toEqual([])
    expect(only(found([devices, routes], [conn({ tunnel: vxlan() })])).claim).toContain('1450 fit')
  })

  test.each([
    ['fit exactly', [link(1500), route(1450)]],
    ['fit into jumbo frames', [link(9000), route(1500)]],
    ['are not told', [link(1500), 'default via 1.1.1.1 dev eth0\n10.8.2.0/24 dev cilium_host\n']],
    ['stand beside devices of several nodes that differ', [link(1500), link(9000), route(1480)]],
    [
      'lead to no tunnel',
      [link(1500), 'default via 1.1.1.1 dev eth0\n10.9.0.0/24 dev eth0 mtu 1500\n'],
    ],
    ['stand alone', [route(1500)]],
  ])('are well when they %s', (_, texts) => {
    expect(found(texts)).toEqual([])
  })
})

test('without side-cars it says nothing', () => {
  expect(found([], [conn({ tunnel: vxlan() })])).toEqual([])
})
