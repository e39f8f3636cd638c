import { expect, it } from 'vitest'
import { sortRows, tableOf } from '../../../../src/ui/table'
import { namedCell, shown } from '../../../../src/views/names/ends'
import {
  conversationColumns,
  savedConversationColumns,
} from '../../../../src/views/flows/conversation-columns'
import { flowColumns, savedFlowColumns } from '../../../../src/views/flows/flow-columns'
import { found } from '../../../../src/views/flows/search'
import type { ConversationRow } from '../../../../workers/model/conversation'
import type { FlowRow } from '../../../../workers/model/flow-trace'
import { HostNames } from '../../../../workers/model/host-names'
import { noSidecars } from '../../../../workers/model/sidecar'

const POD = { file: 0, namespace: 'shop', node: 'node1' }
const names = new HostNames({
  sidecars: {
    ...noSidecars(),
    pods: [
      { ...POD, address: '10.42.0.9', name: 'cart-7d' },
      { ...POD, address: '10.42.0.31', name: 'api-0' },
    ],
  },
  captures: [],
})
const FORMS = ['both', 'names', 'addresses'] as const

const row = (address: string) =>
  ({
    ...{ capture: 0, flow: 1, stream: 5, tap: 'eth0', tunnel: null, outcome: 'complete' },
    ...{ orig: { address, port: 40_000 }, resp: { address: '10.0.0.2', port: 443 } },
    ...{ frames: [1, 1], octets: [0, 0], retransmissions: [0, 0], closedBy: 'fin' },
    ...{ start: 0, duration: 0, handshake: -1, rttMin: -1, rttMean: -1, largestIp: 60 },
  }) as unknown as FlowRow
const rows = [row('10.42.0.31'), row('10.42.0.9')]

const columnsIn = (form: (typeof FORMS)[number]) =>
  flowColumns({ naming: { names, form }, captures: ['a.pcap'], taps: false, tunnels: false })

it.each([
  ['both', '10.42.0.31:40000', 'api-0'],
  ['names', 'api-0:40000', undefined],
  ['addresses', '10.42.0.31:40000', undefined],
] as const)('shows ends as %s', (form, text, below) => {
  const from = columnsIn(form).find(({ id }) => id === 'orig')
  expect(from?.text(row('10.42.0.31'))).toBe(text)
  expect(from?.below?.(row('10.42.0.31'))).toBe(below)
  expect(from?.full?.(row('10.42.0.31'))).toBe('10.42.0.31:40000 (shop/api-0)')
})

it.each(FORMS)('finds names and addresses, shown as %s', (form) => {
  const columns = columnsIn(form)
  const wordsOf = (one: FlowRow) => columns.map(({ text, full = text }) => full(one)).join(' ')
  expect(found(rows, 'shop/api', wordsOf)).toEqual([rows[0]])
  expect(found(rows, '10.42.0.9:40000', wordsOf)).toEqual([rows[1]])
})

it('sorts by what is shown', () => {
  const order = (form: 'both' | 'names') =>
    sortRows(rows, columnsIn(form), 'orig').map(({ orig }) => orig.address)
  expect(order('both')).toEqual(['10.42.0.9', '10.42.0.31'])
  expect(order('names')).toEqual(['10.42.0.31', '10.42.0.9']) // api-0 before cart-7d
})

it.each(FORMS)('takes addresses away as ever, and names in columns behind, shown as %s', (form) => {
  const shape = { captures: ['a.pcap'], taps: false, tunnels: false }
  const nobody = new HostNames({ sidecars: noSidecars(), captures: [] })
  const before = tableOf(rows, savedFlowColumns({ ...shape, naming: { names: nobody, form } }))
  const after = tableOf(rows, savedFlowColumns({ ...shape, naming: { names, form } }))
  expect(after.columns).toEqual([...before.columns, 'From: name', 'To: name'])
  expect(after.rows).toEqual([
    [...(before.rows[0] ?? []), 'shop/api-0', ''],
    [...(before.rows[1] ?? []), 'shop/cart-7d', ''],
  ])
})

it('names ends that have no port', () => {
  expect(shown({ address: '10.42.0.9', port: -1 }, { names, form: 'names' })).toBe('cart-7d')
  expect(shown({ address: '10.42.0.9', port: -1 }, { names, form: 'addresses' })).toBe('10.42.0.9')
  const pair = {
    ...{ capture: 0, stream: 0, a: '10.42.0.9', b: '10.0.0.2', aPort: 5, bPort: 6, tunnel: null },
    ...{ start: 0, duration: 0, frames: [1, 0], octets: [60, 0] },
  } as unknown as ConversationRow
  const [a] = conversationColumns('ip', { names, form: 'both' }, ['a.pcap'])
  expect([a?.text(pair), a?.below?.(pair)]).toEqual(['10.42.0.9', 'cart-7d'])
  const saved = savedConversationColumns('udp', { names, form: 'names' }, ['a.pcap'])
  const cells = Object.fromEntries(saved.map(({ title, text }) => [title, text(pair)]))
  expect(cells).toMatchObject({ A: '10.42.0.9:5', B: '10.0.0.2:6', 'A: name': 'shop/cart-7d' })
})

it.each([
  ['both', { text: '10.42.0.9', name: 'cart-7d', full: '10.42.0.9 (shop/cart-7d)' }],
  ['names', { text: 'cart-7d', name: '', full: '10.42.0.9 (shop/cart-7d)' }],
  ['addresses', { text: '10.42.0.9', name: '', full: '' }],
] as const)('says in one line who that is, shown as %s', (form, cell) => {
  const cellOf = (address: string) =>
    namedCell(
      address,
      form,
      () => names.short(address),
      () => names.of(address),
    )
  expect(cellOf('10.42.0.9')).toEqual(cell)
  expect(cellOf('10.0.0.2')).toEqual({ text: '10.0.0.2', name: '', full: '' })
})
