import { expect, it } from 'vitest'
import { asksForMtu, questionOf, seenSizes } from '../../../../src/views/findings/mtu-question'
import type { Finding } from '../../../../workers/model/finding'
import type { Topology, TopologyWay } from '../../../../workers/model/topology'

const finding = (changed: Partial<Finding>) =>
  ({
    detector: 'fragment-order',
    severity: 'critical',
    metrics: [],
    entities: {},
    ...changed,
  }) as Finding

it('begins with the tunnel and the path MTU of the finding', () => {
  const metric = { label: '', unit: 'octets', estimated: false }
  const question = questionOf(
    finding({
      entities: { from: '172.16.0.1', tunnel: 'vxlan:8472', carried: '10.42.0.15 and 10.42.1.23' },
      metrics: [{ ...metric, name: 'largestFragment', value: 1460 }],
    }),
  )
  expect(question).toEqual({
    ...{ encapsulations: ['vxlan'], underlayMtu: 1460, outerIpv6: false, innerIpv6: false },
  })
})

it('begins with what is safe on the underlay where a size is lost', () => {
  const metric = { label: '', unit: 'octets', estimated: false }
  const metrics = [
    { ...metric, name: 'smallestLost', value: 1450 },
    { ...metric, name: 'smallestLostOuter', value: 1500 },
    { ...metric, name: 'safeMtu', value: 1230 },
  ]
  const hole = finding({ detector: 'mtu-black-hole', entities: { tunnel: 'vxlan:8472' }, metrics })
  expect(questionOf(hole).underlayMtu).toBe(1280)
  const bare = finding({
    detector: 'mtu-black-hole',
    metrics: metrics.filter(({ name }) => name !== 'smallestLostOuter'),
  })
  expect(questionOf(bare).underlayMtu).toBe(1230)
})

it('begins with 1500 octets and nothing around them where the finding tells neither', () => {
  const question = questionOf(finding({ entities: { from: '2001:db8::1' } }))
  expect(question).toMatchObject({ encapsulations: [], underlayMtu: 1500, innerIpv6: true })
})

it('is asked of findings about sizes only', () => {
  expect(asksForMtu(finding({}))).toBe(true)
  expect(asksForMtu(finding({ severity: 'note' }))).toBe(false)
  expect(asksForMtu(finding({ detector: 'reset-storm' }))).toBe(false)
})

it('lists what was delivered between hosts, the largest first, and not what tunnels carried', () => {
  const way = (largestDelivered: number) => ({ largestDelivered }) as TopologyWay
  const edges = [
    { a: 'x', b: 'y', tunnel: null, forth: way(900), back: way(1450) },
    { a: 'n', b: 'm', tunnel: { kind: 'vxlan', udpPort: 8472 }, forth: way(1500), back: way(0) },
  ]
  expect(seenSizes({ edges } as unknown as Topology)).toEqual([
    { from: 'y', to: 'x', size: 1450 },
    { from: 'x', to: 'y', size: 900 },
  ])
  expect(seenSizes(undefined)).toEqual([])
})
