import { expect, it } from 'vitest'
import { conversationFilter } from '../../../../src/views/flows/conversation-filter'
import { conversationCount, kindOf } from '../../../../src/views/flows/kinds'
import type { ConversationRow } from '../../../../workers/model/conversation'
import type { CaseResult } from '../../../../workers/model/run'

const held = (flowTotal: number, ...frames: Record<string, number>[]) => {
  const captures = frames.map((counted) => ({ counts: { frames_with_protocol: counted } }))
  return { flowTotal, captures } as unknown as CaseResult
}

it('opens with the first kind of which the case holds any', () => {
  expect(kindOf({}, held(3, { eth: 9, ip: 9, tcp: 9, udp: 4 }))).toBe('tcp')
  expect(kindOf({}, held(0, { eth: 2, arp: 2 }, { eth: 9, ip: 9, udp: 4 }))).toBe('udp')
  expect(kindOf({}, held(0, { eth: 9, ipv6: 9, icmpv6: 9 }))).toBe('ip')
  expect(kindOf({}, held(0, { eth: 9, arp: 9 }))).toBe('ethernet')
  expect(kindOf({}, held(0, { wlan: 9 }))).toBe('tcp')
})

it('opens what was chosen, also when there is none of it', () => {
  expect(kindOf({ tab: 'tcp' }, held(0, { udp: 4 }))).toBe('tcp')
  expect(kindOf({ tab: 'tunnel' }, held(3, { tcp: 4 }))).toBe('tunnel')
})

it('has no number for conversations that nobody counted', () => {
  expect(conversationCount(held(3, { udp: 4 }))).toBe(3)
  expect(conversationCount(held(0, { udp: 4 }))).toBeUndefined()
  expect(conversationCount(held(0, { wlan: 4 }))).toBe(0)
})

const row = (parts: Partial<ConversationRow>): ConversationRow => ({
  ...{ capture: 0, stream: -1, a: '10.0.0.1', b: '10.0.0.2', tunnel: null },
  ...{ aPort: 0, bPort: 0, start: 0, duration: 0 },
  ...{ frames: [1, 0], octets: [60, 0] },
  ...parts,
})

it('asks for the packets of a conversation in words that Wireshark knows', () => {
  expect(conversationFilter('udp', row({ stream: 7 }))).toBe('udp.stream == 7')
  expect(conversationFilter('ip', row({}))).toBe('ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2')
  expect(conversationFilter('ip', row({ a: 'fe80::1', b: 'ff02::1' }))).toBe(
    'ipv6.addr == fe80::1 && ipv6.addr == ff02::1',
  )
  expect(
    conversationFilter('ethernet', row({ a: '52:54:00:c1:70:01', b: 'ff:ff:ff:ff:ff:ff' })),
  ).toBe('eth.addr == 52:54:00:c1:70:01 && eth.addr == ff:ff:ff:ff:ff:ff')
  const tunnel = (kind: 'vxlan' | 'gre' | 'ipip', vni: number) =>
    conversationFilter('tunnel', row({ tunnel: { kind, vni, udpPort: 0 } }))
  const ends = 'ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2'
  expect(tunnel('vxlan', 0)).toBe(`${ends} && vxlan.vni == 0`)
  expect(tunnel('gre', 5)).toBe(`${ends} && gre`)
  expect(tunnel('ipip', -1)).toBe(ends)
})
