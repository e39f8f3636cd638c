import { describe, expect, it } from 'vitest'
import { macFacts } from '../../../workers/model/mac-vendors'

describe('the facts of a MAC address', () => {
  // IEEE MA-L: 00-50-56 is VMware's; IEEE Std 802-2014 §8.4: bit 0x02 local, bit 0x01 group.
  it.each([
    ['00:50:56:12:34:56', { vendor: 'VMware', local: false, group: false, broadcast: false }],
    ['02:42:ac:11:00:02', { vendor: 'Docker', local: true, group: false, broadcast: false }],
    ['33:33:00:00:00:01', { vendor: 'IPv6 multicast', local: true, group: true, broadcast: false }],
    ['ff:ff:ff:ff:ff:ff', { vendor: '', local: true, group: true, broadcast: true }],
    ['d8:00:00:00:00:00', { vendor: '', local: false, group: false, broadcast: false }],
  ])('of %s', (mac, facts) => {
    expect(macFacts(mac)).toEqual(facts)
  })
})
