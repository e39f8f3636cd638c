import { describe, expect, it } from 'vitest'
import { findRows } from '../../../../src/ui/table'
import { pairColumns } from '../../../../src/views/latency/columns'
import { endpointColumns } from '../../../../src/views/statistics/endpoint-columns'
import type { EndpointCount } from '../../../../workers/model/census'
import { HostNames } from '../../../../workers/model/host-names'
import { noSidecars } from '../../../../workers/model/sidecar'

const POD = { file: 0, address: '10.42.2.31', namespace: 'shop', name: 'orders-0', node: 'node3' }
const names = new HostNames({ sidecars: { ...noSidecars(), pods: [POD] }, captures: [] })

const PAIR = {
  ...{ src: '10.42.2.31', dst: '10.0.0.9', dstPort: 443 },
  ...{ count: 3, median: 1e6, p95: 2e6, max: 3e6 },
}
const ENDPOINT = { address: '10.42.2.31', port: 8080 } as unknown as EndpointCount

describe('addresses in tables', () => {
  it('have their name below them', () => {
    const [who, whom] = pairColumns({ names, form: 'both' })
    expect([who?.text(PAIR), who?.below?.(PAIR)]).toEqual(['10.42.2.31', 'orders-0'])
    expect(who?.full?.(PAIR)).toBe('10.42.2.31 (shop/orders-0)')
    expect([whom?.text(PAIR), whom?.below?.(PAIR)]).toEqual(['10.0.0.9:443', ''])
    const [address] = endpointColumns('tcp', { names, form: 'names' })
    expect([address?.text(ENDPOINT), address?.below?.(ENDPOINT)]).toEqual([
      '10.42.2.31',
      'orders-0',
    ])
  })

  it('stand alone where names are not wanted, and stations have none', () => {
    const [who] = pairColumns({ names, form: 'addresses' })
    expect([who?.text(PAIR), who?.below]).toEqual(['10.42.2.31', undefined])
    expect(endpointColumns('eth', { names, form: 'both' })[0]?.below).toBeUndefined()
  })

  it('are found by their names', () => {
    const columns = pairColumns({ names, form: 'both' })
    const other = { ...PAIR, src: '10.0.0.8' }
    expect(findRows([PAIR, other], columns, 'shop/ORDERS')).toEqual([PAIR])
  })
})
