/** Tables and JSON of kubectl. */
import { describe, expect, it, test } from 'vitest'
import { bare, crlf, read, recognised, told } from './read'

const PODS = `NAMESPACE   NAME                     READY   STATUS      RESTARTS      AGE   IP            NODE     NOMINATED NODE   READINESS GATES
store       web-7c9d-abcde           1/1     Running     2 (11m ago)   3d    10.8.1.17     worker-a   <none>           <none>
store       queue-0                  0/1     Pending     0             5s    <none>        <none>     <none>           <none>
store       migrate-x1               0/1     Completed   0             1h    10.8.1.99     worker-a   <none>           <none>
kube-system dns-1                    1/1     Running     0             3d    fd00:8::35    worker-b   <none>           <none>
`

describe('kubectl get pods -o wide', () => {
  const expected = [
    { address: '10.8.1.17', name: 'web-7c9d-abcde', namespace: 'store', node: 'worker-a' },
    { address: 'fd00:8::35', name: 'dns-1', namespace: 'kube-system', node: 'worker-b' },
  ]

  test.each([
    ['as it is', PODS],
    ['with the line ends of Windows', crlf(PODS)],
    ['behind a prompt', `ops@jump:~$ kubectl get pods -A -o wide\n${PODS}`],
    ['in colour', PODS.replace('NAMESPACE', '\u001b[1;36mNAMESPACE\u001b[0m')],
  ])('gives addresses, names and nodes: %s', (_, text) => {
    expect(bare(read(text).pods)).toEqual(expected)
    expect(told(text)).toEqual(['kubectl get pods -o wide', 4, 0, '2 addresses of pods'])
  })

  it('knows no namespace where none is printed', () => {
    const text = PODS.split('\n')
      .map((line) => line.slice(12))
      .join('\n')
    expect(read(text).pods[0]).toMatchObject({ name: 'web-7c9d-abcde', namespace: '' })
  })

  it('takes nothing from a line that is cut inside of the address', () => {
    const [header = '', row = ''] = PODS.split('\n')
    for (let length = 20; length < 120; length++) {
      const { pods } = read(`${header}\n${row.slice(0, length)}`)
      for (const { address, node } of pods) {
        expect([address, node]).toEqual(['10.8.1.17', 'worker-a'])
      }
    }
  })

  it('counts damaged lines and goes on', () => {
    const lines = PODS.split('\n')
    const text = [...lines.slice(0, 1), 'store  ????', ...lines.slice(1)].join('\n')
    expect(bare(read(text).pods)).toEqual(expected)
    expect(told(text)[2]).toBe(1)
  })

  it('reads a table of nodes below in the same file', () => {
    const { pods, nodes, files } = read(`${PODS}\n${NODES}`)
    expect([pods.length, nodes.length]).toEqual([2, 3])
    expect(files[0]?.format).toBe('kubectl get pods -o wide, kubectl get nodes -o wide')
  })
})

const NODES = `NAME       STATUS   ROLES           AGE   VERSION   INTERNAL-IP    EXTERNAL-IP   OS-IMAGE         KERNEL-VERSION   CONTAINER-RUNTIME
worker-a   Ready    <none>          91d   v1.31.2   192.168.7.11   <none>        Ubuntu 24.04 LTS   6.8.0-45     containerd://1.7.20
worker-b   Ready    control-plane   91d   v1.31.2   192.168.7.12   203.0.113.9   Ubuntu 24.04 LTS   6.8.0-45     containerd://1.7.20
`

test('kubectl get nodes -o wide gives names of addresses', () => {
  expect(bare(read(NODES).nodes)).toEqual([
    { address: '192.168.7.11', name: 'worker-a' },
    { address: '192.168.7.12', name: 'worker-b' },
    { address: '203.0.113.9', name: 'worker-b' },
  ])
})

test('kubectl get services gives their addresses, and none for headless ones', () => {
  const text = `NAMESPACE   NAME      TYPE           CLUSTER-IP     EXTERNAL-IP              PORT(S)        AGE   SELECTOR
store       web       LoadBalancer   10.96.4.4      203.0.113.7,fd00::9      80:30080/TCP   9d    app=web
store       queue     ClusterIP      None           <none>                   5672/TCP       9d    app=queue
`
  expect(bare(read(text).services)).toEqual([
    { address: '10.96.4.4', name: 'web', namespace: 'store' },
    { address: '203.0.113.7', name: 'web', namespace: 'store' },
    { address: 'fd00::9', name: 'web', namespace: 'store' },
  ])
  expect(told(text)[1]).toBe(2)
})

describe('kubectl get -o json', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-1', namespace: 'store' },
    spec: { nodeName: 'worker-a' },
    status: {
      phase: 'Running',
      podIP: '10.8.1.17',
      podIPs: [{ ip: '10.8.1.17' }, { ip: 'fd00:8::0017' }],
    },
  }
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'worker-a' },
    spec: { podCIDR: '10.8.1.0/24', podCIDRs: ['10.8.1.0/24', 'fd00:8:1::/64'] },
    status: {
      addresses: [
        { type: 'InternalIP', address: '192.168.7.11' },
        { type: 'Hostname', address: 'worker-a' },
      ],
    },
  }

  it('reads lists of mixed kinds', () => {
    const service = {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'store' } },
      spec: { clusterIP: '10.96.4.4', clusterIPs: ['10.96.4.4'] },
    }
    const list = { apiVersion: 'v1', items: [pod, node, service, { kind: 'Secret' }], kind: 'List' }
    const facts = read(JSON.stringify(list, null, 4))
    expect(bare(facts.pods)).toEqual([
      { address: '10.8.1.17', name: 'web-1', namespace: 'store', node: 'worker-a' },
      { address: 'fd00:8::17', name: 'web-1', namespace: 'store', node: 'worker-a' },
    ])
    expect(bare(facts.nodes)).toEqual([{ address: '192.168.7.11', name: 'worker-a' }])
    expect(bare(facts.podCidrs)).toEqual([
      { base: '10.8.1.0', length: 24, node: 'worker-a' },
      { base: 'fd00:8:1::', length: 64, node: 'worker-a' },
    ])
    expect(bare(facts.services)).toEqual([
      { address: '10.96.4.4', name: 'web', namespace: 'store' },
    ])
    expect(facts.files[0]?.notUnderstood).toBe(1)
  })

  it('reads one object, and nothing of one that is cut', () => {
    const text = JSON.stringify(pod)
    expect(read(text).pods).toHaveLength(2)
    const cut = read(text.slice(0, -5))
    expect(cut.pods).toEqual([])
    expect(cut.files[0]?.notUnderstood).toBe(1)
  })

  it('knows that a pod that is through has no address any more', () => {
    const ended = { ...pod, status: { ...pod.status, phase: 'Succeeded' } }
    expect(read(JSON.stringify(ended)).pods).toEqual([])
  })
})

test.each([
  ['prose', 'The NAME of the game is READY or not.\nIP of the NODE is unknown.\n'],
  ['another table', 'NAME   READY   STATUS   RESTARTS   AGE\nweb-1   1/1   Running   0   3d\n'],
  ['other JSON', '{"kind": "Pod of whales", "apiVersion": "none"}'],
  ['nothing', '\n'],
])('%s is none of them', (_, text) => {
  expect(recognised(text)).toBe(false)
})
