/** Lists of Cilium's agent and datapath. */
import { describe, expect, it, test } from 'vitest'
import { bare, crlf, read, told } from './read'

describe('cilium bpf tunnel list', () => {
  const text = `TUNNEL          VALUE
10.8.2.0:0      192.168.7.12:0
10.8.3.128:0    192.168.7.13:0 3
fd00:8:2:::0    fd00:7::12:0
`
  const entry = (base: string, length: number, node: string) => {
    return { base, length, lengthTold: false, node, identity: -1 }
  }

  it('gives prefixes and nodes; lengths are assumed', () => {
    for (const written of [text, crlf(text)]) {
      expect(bare(read(written).tunnels)).toEqual([
        entry('10.8.2.0', 24, '192.168.7.12'),
        entry('10.8.3.128', 25, '192.168.7.13'),
        entry('fd00:8:2::', 64, 'fd00:7::12'),
      ])
    }
  })

  it('takes lengths from routes', () => {
    const routes = '10.8.2.0/23 via 10.8.0.1 dev cilium_host mtu 1450\n'
    expect(read(text, routes).tunnels[0]?.length).toBe(23)
  })

  it('counts a line that is cut or damaged', () => {
    expect(told('TUNNEL    VALUE\n10.8.2.0:0   192.168.7.1')).toEqual([
      ...['cilium bpf tunnel list', 0, 1, ''],
    ])
    expect(told('TUNNEL    VALUE\n10.8.2.0:0   192.168.777.1:0\nnonsense\n')[2]).toBe(2)
  })

  it('reads JSON', () => {
    const json = JSON.stringify({ '10.8.2.0:0': ['192.168.7.12:0 0'] }, null, 2)
    expect(read(json).tunnels).toMatchObject([{ base: '10.8.2.0', node: '192.168.7.12' }])
  })
})

describe('cilium bpf endpoint list', () => {
  const text = `IP ADDRESS        LOCAL ENDPOINT INFO
10.8.1.17:0       id=812   sec_id=40217 flags=0x0000 ifindex=12  mac=0A:00:00:00:00:01 nodemac=0A:00:00:00:00:02 parent_ifindex=0
192.168.7.11:0    (localhost)
broken            id=812
`

  it('gives identity and interface, and the node itself', () => {
    const common = { device: '', pod: '', namespace: '' }
    expect(bare(read(text).endpoints)).toEqual([
      { address: '10.8.1.17', host: false, endpoint: 812, identity: 40217, ifindex: 12, ...common },
      { address: '192.168.7.11', host: true, endpoint: -1, identity: 1, ifindex: -1, ...common },
    ])
    expect(told(text)).toEqual(['cilium bpf endpoint list', 2, 1, '2 endpoints'])
  })

  it('reads JSON', () => {
    const json = JSON.stringify({ '10.8.1.17': ['id=812 sec_id=40217 flags=0x0000 ifindex=12'] })
    expect(read(json).endpoints).toMatchObject([{ address: '10.8.1.17', identity: 40217 }])
  })
})

describe('cilium bpf ipcache list', () => {
  it('gives identity and tunnel; an endpoint of zeros is none', () => {
    const text = `IP PREFIX/ADDRESS   IDENTITY
10.8.2.9/32         identity=51100 encryptkey=0 tunnelendpoint=192.168.7.12 flags=hastunnel
10.8.1.17/32        identity=40217 encryptkey=0 tunnelendpoint=0.0.0.0 nodeid=0
0.0.0.0/0           identity=2 encryptkey=0 tunnelendpoint=0.0.0.0
10.8.9.9/33         identity=2 encryptkey=0 tunnelendpoint=0.0.0.0
`
    expect(bare(read(text).tunnels)).toEqual([
      { base: '10.8.2.9', length: 32, lengthTold: true, node: '192.168.7.12', identity: 51100 },
      { base: '10.8.1.17', length: 32, lengthTold: true, node: '', identity: 40217 },
      { base: '0.0.0.0', length: 0, lengthTold: true, node: '', identity: 2 },
    ])
    expect(told(text)[2]).toBe(1)
  })

  it('reads the dump of the map', () => {
    const text = `Key             Value                                                   State   Error
10.8.2.9/32     identity=51100 encryptkey=0 tunnelendpoint=192.168.7.12 sync
`
    expect(read(text).tunnels).toMatchObject([{ base: '10.8.2.9', node: '192.168.7.12' }])
  })
})

describe('cilium endpoint list', () => {
  const text = `ENDPOINT   POLICY (ingress)   POLICY (egress)   IDENTITY   LABELS (source:key[=value])                 IPv6         IPv4        STATUS
           ENFORCEMENT        ENFORCEMENT
812        Enabled            Disabled          40217      k8s:app=web                                 fd00:8::17   10.8.1.17   ready
                                                           k8s:io.kubernetes.pod.namespace=store
99         Disabled           Disabled          1          reserved:host                                                        ready
100        Disabled           Disabled          4          reserved:health                                          10.8.1.3    ready
`

  it('joins labels with their endpoint, and leaves empty cells empty', () => {
    const { endpoints, identities } = read(text)
    expect(endpoints.map(({ address, endpoint }) => [address, endpoint])).toEqual([
      ['10.8.1.17', 812],
      ['fd00:8::17', 812],
      ['10.8.1.3', 100],
    ])
    expect(endpoints[0]).toMatchObject({ identity: 40217, namespace: 'store', host: false })
    expect(bare(identities)).toContainEqual({
      id: 40217,
      labels: ['k8s:app=web', 'k8s:io.kubernetes.pod.namespace=store'],
    })
    expect(told(text).slice(1, 3)).toEqual([3, 0])
  })

  it('reads JSON with names of pods and interfaces', () => {
    const endpoint = {
      id: 812,
      status: {
        identity: { id: 40217, labels: ['k8s:app=web'] },
        networking: {
          addressing: [{ ipv4: '10.8.1.17', ipv6: 'fd00:8::17' }],
          'interface-name': 'lxc12ab',
          'interface-index': 12,
        },
        'external-identifiers': { 'pod-name': 'store/web-1', 'k8s-namespace': 'store' },
      },
    }
    expect(read(JSON.stringify([endpoint, {}], null, 2)).endpoints[0]).toMatchObject({
      ...{ address: '10.8.1.17', endpoint: 812, identity: 40217, ifindex: 12, device: 'lxc12ab' },
      ...{ pod: 'web-1', namespace: 'store' },
    })
  })
})

describe('cilium identity list', () => {
  const text = `ID      LABELS
1       reserved:host
40217   k8s:app=web
        k8s:io.kubernetes.pod.namespace=store
`

  it('gives all labels of an identity', () => {
    expect(bare(read(text).identities)).toEqual([
      { id: 1, labels: ['reserved:host'] },
      { id: 40217, labels: ['k8s:app=web', 'k8s:io.kubernetes.pod.namespace=store'] },
    ])
  })

  it('reads JSON', () => {
    const json = JSON.stringify([{ id: 40217, labels: ['k8s:app=web'], labelsSHA256: 'ab' }])
    expect(read(json).identities).toMatchObject([{ id: 40217, labels: ['k8s:app=web'] }])
  })
})

test('the feed of the agent names addresses', () => {
  const message = { cidr: '10.8.2.9/32', id: 51100, 'host-ip': '192.168.7.12' }
  const named = { ...message, namespace: 'store', 'pod-name': 'db-0' }
  const text = `{"type":"agent","subtype":"IPCache entry upserted","message":${JSON.stringify(named)}}\n`
  const facts = read(text)
  expect(facts.pods).toMatchObject([{ address: '10.8.2.9', name: 'db-0', namespace: 'store' }])
  expect(facts.tunnels).toMatchObject([{ base: '10.8.2.9', node: '192.168.7.12' }])
})
