import { expect, it } from 'vitest'
import { waysTable } from '../../../../src/views/topology/ways-table'
import type { TopologyWay } from '../../../../workers/model/topology'

const way: TopologyWay = {
  ...{ packets: 91, segments: 35, repeated: 13, lost: -1 },
  ...{ largestDelivered: 1500, smallestLost: 0 },
}

it('saves as delivered what was acknowledged, not what a tunnel was seen to carry', () => {
  const ends = { from: 'a', to: 'b', way, rtt: -1 }
  const { columns, rows } = waysTable([
    { ...ends, tunnel: '' },
    { ...ends, tunnel: 'VXLAN 8472' },
  ])
  const at = columns.indexOf('Largest delivered, octets')
  expect(rows.map((row) => row[at])).toEqual([1500, ''])
})
