import { expect, it } from 'vitest'
import { HostNames } from '../../../../src/views/topology/names'
import { noSidecars } from '../../../../workers/model/sidecar'
import type { CaptureResult } from '../../../../workers/model/run'
import { someFacts } from '../../support'

const POD = { file: 0, address: '10.42.2.31', namespace: 'shop', node: 'node3' }

const captureThatNames = (address: string, name: string) =>
  ({ facts: someFacts({ names: [{ address, name }] }) }) as CaptureResult

it('knows nodes, pods and what a capture file names, side-cars first', () => {
  const sidecars = {
    ...noSidecars(),
    nodes: [{ file: 0, address: '172.16.0.3', name: 'node3' }],
    pods: [{ ...POD, name: 'orders-0' }],
  }
  const names = new HostNames({
    sidecars,
    captures: [captureThatNames('172.16.0.3', 'other'), captureThatNames('10.0.0.9', 'printer')],
  })
  expect(names.of('172.16.0.3')).toBe('node3')
  expect(names.of('10.42.2.31')).toBe('shop/orders-0')
  expect(names.short('10.42.2.31')).toBe('orders-0')
  expect(names.of('10.0.0.9')).toBe('printer')
  expect(names.of('10.0.0.10')).toBe('')
})

it('knows nothing without side-cars', () => {
  expect(new HostNames({ sidecars: noSidecars(), captures: [] }).known).toBe(false)
})

it('cuts long names in a box, and makes hostile ones visible', () => {
  const pods = [
    { ...POD, name: 'payments-5d9f7b6c4-x2lqp' },
    { ...POD, address: '10.42.2.32', name: 'a\u202eb' },
  ]
  const names = new HostNames({ sidecars: { ...noSidecars(), pods }, captures: [] })
  expect(names.short('10.42.2.31')).toBe('payments-5d9f7b6c…')
  expect(names.of('10.42.2.32')).not.toContain('\u202e')
})
