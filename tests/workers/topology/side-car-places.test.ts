import { expect, it } from 'vitest'
import { noSidecars, type Sidecars } from '../../../workers/model/sidecar'
import { TopologyBuilder } from '../../../workers/topology/topology'
import { hostPair, tunnelWay } from '../../support/path-records'
import { conn, side, vxlan } from '../../support/records'
import { replayOf, type Told } from '../../support/replay'

const NODES = { '172.16.0.1': 'node1', '172.16.0.2': 'node2', '172.16.0.3': 'node3' }

const nodes = Object.entries(NODES).map(([address, name]) => ({ file: 0, address, name }))
const pod = (address: string, node: string, file = 0) => ({
  ...{ file, address, node, namespace: 'shop', name: 'db-0' },
})

function hostsOf(told: Told, sidecars: Partial<Sidecars> = {}) {
  const builder = new TopologyBuilder()
  replayOf({ ...told, sidecars: { ...noSidecars(), ...sidecars } })(builder.handlers)
  const { hosts } = builder.result()
  return (address: string) => hosts.find((host) => host.address === address)
}

/** 10.0.0.1 asks 10.0.0.2 through a tunnel from node1 to node2, and nothing answers. */
const UNANSWERED: Told = {
  conn: [conn({ tunnel: vxlan(), respSide: side({ frames: 0, dataFrames: 0 }) })],
  tunnelWay: [tunnelWay({ src: '10.0.0.1', dst: '10.0.0.2', tunnel: vxlan() })],
  hostPair: [hostPair({ tunnel: vxlan(), a: '172.16.0.1', b: '172.16.0.2' })],
}

it('puts a silent pod on the node where a side-car has it, though its tunnel does not appear', () => {
  const of = hostsOf(UNANSWERED, { nodes, pods: [pod('10.0.0.2', 'node3')] })
  expect(of('10.0.0.2')).toMatchObject({ kind: 'pod', behind: '172.16.0.3', placed: true, sent: 0 })
  expect(of('172.16.0.3')).toMatchObject({ kind: 'node', behind: '', sent: 0, received: 0 })
})

it('takes the node that packets know where there is one', () => {
  const twice = [...nodes, { file: 0, address: '192.0.2.2', name: 'node2' }].reverse()
  const of = hostsOf(UNANSWERED, { nodes: twice, pods: [pod('10.0.0.2', 'node2')] })
  expect(of('10.0.0.2')).toMatchObject({ behind: '172.16.0.2', placed: true })
  expect(of('192.0.2.2')).toBeUndefined()
})

it('places a pod by the prefix that the cluster gave its node', () => {
  const podCidrs = [{ file: 0, base: '10.0.0.0', length: 24, node: 'node3' }]
  expect(hostsOf(UNANSWERED, { nodes, podCidrs })('10.0.0.2')?.behind).toBe('172.16.0.3')
})

it('believes the packets of a pod, not the side-car', () => {
  const of = hostsOf(UNANSWERED, { nodes, pods: [pod('10.0.0.1', 'node3')] })
  expect(of('10.0.0.1')?.behind).toBe('172.16.0.1')
  expect(of('10.0.0.1')).not.toHaveProperty('placed')
  expect(of('172.16.0.3')).toBeUndefined()
})

it('places pods that talk without a tunnel, in their own node', () => {
  const pods = [pod('10.0.0.1', 'node1'), pod('10.0.0.2', 'node2')]
  const of = hostsOf({ conn: [conn({})] }, { nodes, pods })
  expect(of('10.0.0.1')).toMatchObject({ kind: 'pod', behind: '172.16.0.1', placed: true })
  expect(of('10.0.0.1')?.sent).toBeGreaterThan(0)
  expect(of('10.0.0.2')).toMatchObject({ kind: 'pod', behind: '172.16.0.2', placed: true })
})

it.each([
  ['of which two files say otherwise', [pod('10.0.0.2', 'node2'), pod('10.0.0.2', 'node3', 1)]],
  ['of a node without address', [pod('10.0.0.2', 'node9')]],
  ['whose node is not told', [pod('10.0.0.2', '')]],
])('places no pod %s', (_, pods) => {
  expect(hostsOf(UNANSWERED, { nodes, pods })('10.0.0.2')?.behind).toBe('')
})

it('adds no node for a pod that no packet names, and places no node in another', () => {
  const pods = [pod('10.0.0.99', 'node3'), pod('172.16.0.2', 'node3')]
  const of = hostsOf(UNANSWERED, { nodes, pods })
  expect(of('172.16.0.3')).toBeUndefined()
  expect(of('10.0.0.99')).toBeUndefined()
  expect(of('172.16.0.2')).toMatchObject({ kind: 'node', behind: '' })
})
