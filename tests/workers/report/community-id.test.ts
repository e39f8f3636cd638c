/** Vectors of the Community ID specification. */
import { expect, it } from 'vitest'
import { communityId } from '../../../workers/report/community-id'

const at = (address: string, port: number) => ({ address, port })

it.each([
  [6, at('128.232.110.120', 34_855), at('66.35.250.204', 80), '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
  [17, at('192.168.1.52', 54_585), at('8.8.8.8', 53), '1:d/FP5EW3wiY1vCndhwleRRKHowQ='],
  [132, at('192.168.170.8', 7), at('192.168.170.56', 7), '1:MP2EtRCAUIZvTw6MxJHLV7N7JDs='],
  [
    6,
    at('2001:470:e5bf:dead:4957:2174:e82c:4887', 63_943),
    at('2607:f8b0:400c:c03::1a', 25),
    '1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=',
  ],
])('of protocol %i is the same for both directions', (proto, a, b, id) => {
  expect(communityId(proto, a, b)).toBe(id)
  expect(communityId(proto, b, a)).toBe(id)
})

it('orders ports of one address', () => {
  const [a, b] = [at('10.0.0.1', 5000), at('10.0.0.1', 80)]
  expect(communityId(6, a, b)).toBe(communityId(6, b, a))
  expect(communityId(6, a, a)).not.toBe(communityId(6, a, b))
})

it('is empty for what is no address', () => {
  for (const address of ['', 'host', '1.2.3', '1.2.3.256', '1:2:3', '1::2::3:4:5:6:7:8:9', '::g']) {
    expect(communityId(6, at(address, 1), at('10.0.0.1', 2))).toBe('')
  }
})
