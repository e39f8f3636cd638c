import { describe, expect, it } from 'vitest'
import { nodePrefixes } from '../../../workers/topology/node-prefixes'

const A = '172.16.0.1'
const B = '172.16.0.2'

function prefixes(at: Record<string, string[]>): Record<string, string[]> {
  const residents = Object.entries(at).flatMap(([node, addresses]) =>
    addresses.map((address) => ({ address, node })),
  )
  const found = [...nodePrefixes(residents)].map(([node, list]): [string, string[]] => [
    node,
    list.map(({ prefix }) => prefix),
  ])
  return Object.fromEntries(found)
}

describe('prefixes of nodes', () => {
  it('are the narrowest around the pods of one node', () => {
    expect(
      prefixes({ [A]: ['10.42.1.5', '10.42.1.9'], [B]: ['10.42.2.3', '10.42.2.200'] }),
    ).toEqual({ [A]: ['10.42.1.0/28'], [B]: ['10.42.2.0/24'] })
  })

  it('are one address where a node has one pod', () => {
    expect(prefixes({ [A]: ['10.42.1.5'], [B]: ['10.42.2.3'] })).toEqual({
      [A]: ['10.42.1.5/32'],
      [B]: ['10.42.2.3/32'],
    })
  })

  it('do not overlap where two nodes share a /24', () => {
    const shared = { [A]: ['10.0.0.5', '10.0.0.6', '10.0.0.70'], [B]: ['10.0.0.9', '10.0.0.130'] }
    expect(prefixes(shared)).toEqual({
      [A]: ['10.0.0.4/30', '10.0.0.70/32'],
      [B]: ['10.0.0.9/32', '10.0.0.130/32'],
    })
  })

  it('are never wider than what a node is given, though nobody lives between', () => {
    expect(prefixes({ [A]: ['10.0.5.70', '10.0.5.71', '10.0.9.130'] })).toEqual({
      [A]: ['10.0.5.70/31', '10.0.9.130/32'],
    })
  })

  it('read IPv6, apart from IPv4', () => {
    const dual = {
      [A]: ['fd00:10:0:1::a', '10.42.1.5', 'fd00:10:0:1::b'],
      [B]: ['fd00:10:0:2::1', 'fd00:10:0:2:8000::1'],
    }
    expect(prefixes(dual)).toEqual({
      [A]: ['10.42.1.5/32', 'fd00:10:0:1::a/127'],
      [B]: ['fd00:10:0:2::/64'],
    })
  })

  it('leave out an address that nobody can place, and no network holds it', () => {
    expect(prefixes({ [A]: ['10.0.0.4', '10.0.0.7'], '': ['10.0.0.6'] })).toEqual({
      [A]: ['10.0.0.4/32', '10.0.0.7/32'],
    })
  })

  it('name the first addresses that they rest on, and count all', () => {
    const many = Array.from({ length: 20 }, (_, i) => `10.42.1.${String(i + 1)}`)
    const [only] = nodePrefixes(many.map((address) => ({ address, node: A }))).get(A) ?? []
    expect(only).toEqual({ prefix: '10.42.1.0/27', pods: many.slice(0, 8), podTotal: 20 })
  })

  it('pass over what is no address', () => {
    expect(prefixes({ [A]: ['', 'aa:bb', '10.0.0.1'] })).toEqual({ [A]: ['10.0.0.1/32'] })
  })
})
