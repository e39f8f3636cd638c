import { describe, expect, it, test } from 'vitest'
import { nameAddresses } from '../../../workers/detect/address-names'
import { Witnesses } from '../../../workers/detect/witnesses'
import { someFinding } from '../../src/support'
import { read } from '../sidecar/read'

const PODS = `NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   IP           NODE
store       web-1   1/1     Running   0          3d    10.8.1.17    worker-a
store       six-1   1/1     Running   0          3d    fd00:8::17   worker-a
`
const NODES = `NAME       STATUS   ROLES    AGE   VERSION   INTERNAL-IP    EXTERNAL-IP   OS-IMAGE
worker-a   Ready    <none>   91d   v1.31.2   192.168.7.11   <none>        Ubuntu
`
const FLOW = JSON.stringify({
  verdict: 'FORWARDED',
  IP: { source: '10.8.1.17', destination: '10.8.9.9' },
  source: { identity: 40217, labels: ['k8s:a=b', 'k8s:app.kubernetes.io/name=web'], pod_name: 'w' },
  destination: { identity: 51100, labels: ['k8s:tier=x'], namespace: 'n', pod_name: 'db' },
  traffic_direction: 'EGRESS',
})

describe('names of addresses', () => {
  const witnesses = new Witnesses(read(FLOW, PODS, NODES))

  test.each([
    [
      'a pod with its node, though another file names it without',
      '10.8.1.17',
      'store/web-1 on worker-a',
    ],
    ['a pod without a node', '10.8.9.9', 'n/db'],
    ['a node', '192.168.7.11', 'worker-a'],
    ['nobody', '192.168.7.12', ''],
  ])('%s', (_, address, name) => {
    expect(witnesses.nameOf(address)).toBe(name)
  })

  it('identities have reserved names, or the label that tells most', () => {
    expect([6, 40217, 51100, 777, -1].map((id) => witnesses.identity(id))).toEqual([
      ...['6 (remote-node)', '40217 (app.kubernetes.io/name=web)', '51100 (tier=x)', '777', ''],
    ])
  })

  it('stand beside addresses in entities, notes and one sentence, and nowhere else', () => {
    const finding = someFinding({
      claim: '10.8.1.17 and 10.8.1.170 talk',
      filter: 'ip.addr == 10.8.1.17',
      entities: { from: '10.8.1.17, 10.0.0.9 and fd00:8::17', to: '10.8.1.17:80', port: '80' },
      evidence: [{ capture: 0, frame: 1, role: 'SYN', time: 0, note: '10.8.1.17 → 10.0.0.9' }],
      happened: ['It happened.'],
    })
    const named = nameAddresses(finding, witnesses)
    const web = '10.8.1.17 (store/web-1 on worker-a)'
    expect(named).toMatchObject({
      claim: finding.claim,
      filter: finding.filter,
      entities: {
        from: `${web}, 10.0.0.9 and fd00:8::17 (store/six-1 on worker-a)`,
        to: '10.8.1.17:80',
        port: '80',
      },
      evidence: [{ note: `${web} → 10.0.0.9` }],
      happened: [
        'It happened.',
        'By the side-cars, 10.8.1.17 is store/web-1 on worker-a and fd00:8::17 is store/six-1 on worker-a.',
      ],
    })
    expect(nameAddresses(named, witnesses).entities).toEqual(named.entities)
  })

  it('without side-cars a finding stays as it is', () => {
    const finding = someFinding({ claim: '10.8.1.17 talks' })
    expect(nameAddresses(finding, new Witnesses())).toBe(finding)
  })
})

describe('routes', () => {
  const routes = `default via 192.168.7.1 dev eth0
10.8.0.0/16 via 10.8.1.1 dev cilium_host mtu 1450
10.8.2.0/25 via 10.8.1.1 dev cilium_host mtu 1400
fd00:8::/32 via fe80::1 dev eth0 mtu 1430
`
  const witnesses = new Witnesses(read(routes))

  test.each([
    ['10.8.2.9', 1400],
    ['10.8.2.129', 1450],
    ['10.9.0.1', -1],
    ['fd00:8::1', 1430],
  ])('the longest prefix of %s wins', (address, mtu) => {
    expect(witnesses.routeTo(address)?.mtu).toBe(mtu)
  })

  it('of the other family are none', () => {
    expect(witnesses.routeTo('fd00:9::1')).toBeUndefined()
  })
})

test('counters are told by file, several names added up', () => {
  const text = 'cpu=0 found=1 insert_failed=2 drop=5 early_drop=1\n'
  const witnesses = new Witnesses(read(text, text))
  expect(witnesses.counters('conntrack', 'drop', 'early_drop')).toEqual([
    { value: 6, file: '1.txt' },
    { value: 6, file: '2.txt' },
  ])
  expect(witnesses.counters('kernel', 'drop')).toEqual([])
})

describe('drops', () => {
  const flow = { src: '10.8.1.17', srcPort: 50112, dst: '10.8.2.9', dstPort: 5432 }
  const event = (type: number, node: string) =>
    JSON.stringify({
      verdict: 'DROPPED',
      IP: { source: '10.8.1.17', destination: '10.8.2.9' },
      l4: { TCP: { source_port: 50112, destination_port: 5432 } },
      drop_reason: 133,
      ...{ event_type: { type }, node_name: node, traffic_direction: 'INGRESS' },
    })

  it('of several files are told once, by the file that has most', () => {
    const one = `${event(1, 'worker-b')}\n`
    const drops = new Witnesses(read(one, one.repeat(3))).dropsOf([flow])
    expect(drops).toMatchObject({ events: 3, files: ['1.txt', '2.txt'], node: 'worker-b' })
  })

  it('verdicts of policies count where nothing else does', () => {
    const verdict = `${event(5, 'worker-b')}\n`.repeat(2)
    expect(new Witnesses(read(verdict)).dropsOf([flow])?.events).toBe(2)
    const both = `${verdict}${event(1, 'worker-b')}\n`
    expect(new Witnesses(read(both)).dropsOf([flow])?.events).toBe(1)
  })

  it('are none where nobody tells of the flow', () => {
    const witnesses = new Witnesses(read(`${event(1, 'worker-b')}\n`))
    expect(witnesses.dropsOf([{ ...flow, dstPort: 80 }])).toBeNull()
    expect(new Witnesses().dropsOf([flow])).toBeNull()
  })
})
