import { expect, it } from 'vitest'
import { namedByFolder } from '../../../src/ui/folder-names'

function names(...paths: string[]): string[] {
  const placed = paths.map((path) => ({ file: new File(['x'], path.split('/').pop() ?? ''), path }))
  return namedByFolder(placed).map(({ name }) => name)
}

it('puts the folder before names that two files have', () => {
  expect(names('case/node1/eth0.pcap', 'case/node2/eth0.pcap', 'case/node2/eth1.pcap')).toEqual([
    'node1/eth0.pcap',
    'node2/eth0.pcap',
    'eth1.pcap',
  ])
})

it('takes as many folders as tell them apart', () => {
  expect(names('a/x/eth0.pcap', 'b/x/eth0.pcap')).toEqual(['a/x/eth0.pcap', 'b/x/eth0.pcap'])
  expect(names('eth0.pcap', 'case/eth0.pcap')).toEqual(['eth0.pcap', 'case/eth0.pcap'])
})

it('leaves alone what nothing tells apart', () => {
  expect(names('eth0.pcap', 'eth0.pcap')).toEqual(['eth0.pcap', 'eth0.pcap'])
})
