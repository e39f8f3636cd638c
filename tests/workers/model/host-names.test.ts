import { expect, it } from 'vitest'
import { HostNames } from '../../../workers/model/host-names'
import { noSidecars, type Sidecars } from '../../../workers/model/sidecar'

const POD = { file: 0, address: '10.42.2.31', namespace: 'shop', name: 'orders-0', node: 'node3' }
const ENDPOINT = {
  ...{ file: 0, address: POD.address, host: false, endpoint: 1343, identity: 16621 },
  ...{ ifindex: 6, device: '', pod: '', namespace: '' },
}
const DEVICE = {
  ...{ file: 0, index: 6, name: 'lxc63571a', mtu: 1450, kind: 'veth', vni: -1 },
  ...{ port: 0 as never, addresses: [], dropped: -1 },
}

const namesOf = (sidecars: Partial<Sidecars>, ...captures: [string, string][][]) =>
  new HostNames({
    sidecars: { ...noSidecars(), ...sidecars },
    captures: captures.map((list) => ({
      facts: { names: list.map(([address, name]) => ({ address, name })) },
    })),
  })

it('knows nodes, pods and what a capture file names, side-cars first', () => {
  const names = namesOf(
    { nodes: [{ file: 0, address: '172.16.0.3', name: 'node3' }], pods: [POD] },
    [['172.16.0.3', 'other']],
    [['10.0.0.9', 'printer']],
  )
  expect(names.of('172.16.0.3')).toBe('node3')
  expect(names.of('10.42.2.31')).toBe('shop/orders-0')
  expect(names.short('10.42.2.31')).toBe('orders-0')
  expect(names.of('10.0.0.9')).toBe('printer')
  expect(names.of('10.0.0.10')).toBe('')
  expect(names.short('10.0.0.10')).toBe('')
})

it('knows nothing without side-cars', () => {
  expect(namesOf({}).known).toBe(false)
  expect(namesOf({}).inText('10.42.2.31 → 10.0.0.9')).toBe('10.42.2.31 → 10.0.0.9')
})

it('keeps the namespace where two pods are called the same', () => {
  const other = { ...POD, address: '10.42.2.32', namespace: 'test' }
  const names = namesOf({ pods: [POD, other] })
  expect(names.short('10.42.2.31')).toBe('shop/orders-0')
  expect(names.short('10.42.2.32')).toBe('test/orders-0')
  // Two addresses of one pod are one pod.
  const dual = { ...POD, address: 'fd00::31' }
  expect(namesOf({ pods: [POD, dual] }).short('fd00::31')).toBe('orders-0')
})

it('makes hostile names visible', () => {
  expect(namesOf({ pods: [{ ...POD, name: 'a\u202eb' }] }).of(POD.address)).not.toContain('\u202e')
})

it('names the addresses of a sentence, and only those', () => {
  const names = namesOf({ pods: [POD] })
  expect(names.inText('TCP 10.42.2.31 → 10.42.2.3')).toBe('TCP 10.42.2.31 (orders-0) → 10.42.2.3')
  expect(names.inText('version 10.42.2.31.7')).toBe('version 10.42.2.31.7')
  expect(names.inText('10.42.2.31 (seen)')).toBe('10.42.2.31 (seen)')
})

it('tells the interface of an ifindex, and the pod behind it', () => {
  const names = namesOf({ pods: [POD], endpoints: [ENDPOINT], devices: [DEVICE] })
  expect(names.tap('any ifindex 6')).toBe('lxc63571a ifindex 6')
  expect(names.behindTap('any ifindex 6')).toBe('shop/orders-0')
  expect(names.behindTap('lxc63571a')).toBe('shop/orders-0')
  expect(names.tap('eth0')).toBe('eth0')
  expect(names.behindTap('eth0')).toBe('')
  expect(names.behindTap('any ifindex 7')).toBe('')
})

it('tells nothing of an ifindex, or an interface, of which two nodes say otherwise', () => {
  const elsewhere = { ...DEVICE, file: 1, name: 'lxc99' }
  const twoNodes = namesOf({ pods: [POD], endpoints: [ENDPOINT], devices: [DEVICE, elsewhere] })
  expect(twoNodes.tap('any ifindex 6')).toBe('any ifindex 6')
  expect(twoNodes.behindTap('any ifindex 6')).toBe('')

  const health = { ...ENDPOINT, device: 'lxc_health', address: '10.42.3.9' }
  const pods = [POD, { ...POD, address: health.address, name: 'cart-1' }]
  const endpoints = [{ ...ENDPOINT, device: 'lxc_health' }, health]
  expect(namesOf({ pods, endpoints }).behindTap('lxc_health')).toBe('')
})

it('does not take an address of the node for a pod behind its interface', () => {
  const nodes = [{ file: 0, address: '172.16.0.3', name: 'node3' }]
  const host = { ...ENDPOINT, host: true, device: 'eth0', address: '172.16.0.3' }
  expect(namesOf({ nodes, endpoints: [host] }).behindTap('eth0')).toBe('')
})
