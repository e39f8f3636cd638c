import { expect, it } from 'vitest'
import {
  cellOf,
  COLUMNS,
  columnsOf,
  FIRST_COLUMNS,
  type CellContext,
} from '../../../../src/views/packets/columns'
import { conversationFilter } from '../../../../src/views/packets/conversation'
import { infoOf, toneOf } from '../../../../src/views/packets/info'
import { copyFlags, standingOf } from '../../../../workers/model/frame-flags'
import { HostNames } from '../../../../workers/model/host-names'
import type { PacketHead, PacketRow } from '../../../../workers/model/packet-row'
import { noSidecars } from '../../../../workers/model/sidecar'
import { sampleFacts } from '../../../workers/store/sample-case'

const HEAD: PacketHead = {
  ...{ src: '10.0.0.1', dst: '10.0.0.2', outerSrc: '', outerDst: '', ifindex: 0 },
  ...{ srcPort: 40_000, dstPort: 443, tunnel: null, protocol: 'TCP' },
  ...{ info: '40000 → 443 [ACK] Seq 1 Ack 1 Win 501 Len 10', kind: 'plain' },
}

function row(changes: Partial<PacketRow>): PacketRow {
  return {
    ...{ frame: 12, time: 1e9, delta: null, deltaShown: null, capLen: 64, origLen: 64 },
    ...{ iface: 0, flow: 1, standing: standingOf(0), fragment: false, head: HEAD },
    ...{ kin: { head: null, repeats: 0 }, ...changes },
  }
}

const named = new HostNames({
  sidecars: {
    ...noSidecars(),
    pods: [{ file: 0, address: HEAD.src, namespace: 'shop', name: 'orders-0', node: 'node3' }],
  },
  captures: [],
})
const context: CellContext = {
  ...{ facts: sampleFacts('a.pcap', 100), timeFormat: 'relative', digits: 6 },
  ...{ names: named, form: 'both' },
}
const RETRANSMISSION = 1

it.each([
  ['source', HEAD, 'ip.src == 10.0.0.1'],
  ['source', { ...HEAD, src: 'fd00::1' }, 'ipv6.src == fd00::1'],
  ['destination', { ...HEAD, dst: '02:00:00:00:00:01' }, 'eth.dst == 02:00:00:00:00:01'],
  ['outerSource', { ...HEAD, outerSrc: '192.0.2.1' }, 'ip.src == 192.0.2.1'],
  ['destinationPort', HEAD, 'tcp.dstport == 443'],
  ['tunnel', { ...HEAD, tunnel: { kind: 'vxlan', vni: 7 } }, 'vxlan.vni == 7'],
  ['tunnel', { ...HEAD, tunnel: { kind: 'ipip', vni: -1 } }, ''],
  ['protocol', { ...HEAD, protocol: 'IPv4' }, 'ip'],
  ['number', HEAD, 'frame.number == 12'],
  ['length', HEAD, 'frame.len == 64'],
  ['info', HEAD, ''],
] as const)('a value of the column %s stands for a filter', (id, head, expected) => {
  expect(COLUMNS[id].filter(row({ head }), context)).toBe(expected)
})

it('shows what a fragment inherits in brackets, and makes no filter of it', () => {
  const kin = { head: { frame: 14, srcPort: 5, dstPort: 8472, vni: 7 }, repeats: 0 }
  const tail = row({ kin, fragment: true, head: { ...HEAD, srcPort: -1, dstPort: -1 } })
  expect(COLUMNS.tunnel.value(tail, context)).toBe('(7)')
  expect(COLUMNS.destinationPort.value(tail, context)).toBe('(8472)')
  expect(COLUMNS.destinationPort.filter(tail, context)).toBe('')
  expect(infoOf(tail)).toContain('tail before its head #14')
  expect(toneOf(tail)).toBe('fragment')
})

it('names the first transmission where it is known', () => {
  const standing = standingOf(RETRANSMISSION)
  expect(infoOf(row({ standing, kin: { head: null, repeats: 4 } }))).toMatch(
    /^retransmission of #4 · /,
  )
  expect(infoOf(row({ standing }))).toMatch(/^retransmission · /)
  expect(toneOf(row({ standing }))).toBe('repeated')
})

it('calls a copy a copy and not a retransmission', () => {
  const standing = standingOf(copyFlags(12, 11, true) | RETRANSMISSION)
  expect(infoOf(row({ standing }))).toMatch(/^copy of #11 · 40000 → 443 .*Len 10$/)
  expect(toneOf(row({ standing }))).toBe('copy')
})

it('says how much of a packet was captured', () => {
  expect(infoOf(row({ capLen: 64, origLen: 1500 }))).toMatch(/ · 64 captured$/)
})

it('finds the conversation of a packet with ports', () => {
  expect(conversationFilter(row({}))).toBe(
    'ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && tcp.port == 40000 && tcp.port == 443',
  )
  expect(conversationFilter(row({ head: { ...HEAD, srcPort: -1 } }))).toBe('')
})

it('remembers columns by name, and goes back to the first ones when it knows none', () => {
  expect(columnsOf('info time nonsense')).toEqual(['time', 'info'])
  expect(columnsOf('')).toEqual(FIRST_COLUMNS)
})

it('shows a name beside its address, in its place or not at all; the address is the value', () => {
  const full = '10.0.0.1 (shop/orders-0)'
  expect(cellOf('source', row({}), context)).toEqual({ text: '10.0.0.1', name: 'orders-0', full })
  const byName = cellOf('source', row({}), { ...context, form: 'names' })
  expect(byName).toEqual({ text: 'orders-0', name: '', full })
  const plain = { text: '10.0.0.1', name: '', full: '' }
  expect(cellOf('source', row({}), { ...context, form: 'addresses' })).toEqual(plain)
  expect(cellOf('destination', row({}), context)).toEqual({ ...plain, text: '10.0.0.2' })
  for (const form of ['both', 'names', 'addresses'] as const) {
    expect(COLUMNS.source.value(row({}), { ...context, form })).toBe('10.0.0.1')
    expect(COLUMNS.source.filter(row({}), { ...context, form })).toBe('ip.src == 10.0.0.1')
  }
})

it('tells interfaces of a cooked capture apart', () => {
  const cooked = row({ head: { ...HEAD, ifindex: 4 } })
  expect(COLUMNS.tap.value(cooked, context)).toMatch(/(^| )ifindex 4$/)
  expect(COLUMNS.tap.filter(cooked, context)).toBe('sll.ifindex == 4')
})
