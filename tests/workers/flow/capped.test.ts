import { expect, it } from 'vitest'
import { MAX_PATHS } from '../../../workers/limits/limits'
import { ethernet, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import { analyse, captureOf, only } from '../../support/analyse'

/** One datagram from each of so many hosts to the same one. */
function hosts(count: number) {
  const dst = '192.0.2.1'
  return Array.from({ length: count }, (_, host) => {
    const src = `10.${host >>> 16}.${(host >>> 8) & 255}.${host & 255}`
    const carried = udp({ src, dst, srcPort: 1, dstPort: 2, checksum: 0 }, new Uint8Array(1))
    return { time: host, octets: ethernet({}, ipv4({ src, dst, proto: PROTO.udp }, carried)) }
  })
}

it('host pairs beyond their bound are counted and told', async () => {
  const { facts } = only((await analyse(captureOf(hosts(MAX_PATHS + 3)))).captures)
  expect(facts.capped).toContainEqual({ what: 'frames of host pairs', count: 3 })
})

it('nothing is told while the bound holds', async () => {
  const { facts } = only((await analyse(captureOf(hosts(MAX_PATHS)))).captures)
  expect(facts.capped).toEqual([])
})
