import { describe, expect, it } from 'vitest'
import addressConflict from '../../../workers/detect/address-conflict'
import { arp, ETHERTYPE } from '../../../workers/forge/ethernet'
import { ethernet, ipv6, vxlan, udp, ipv4, PROTO } from '../../../workers/forge/packet'
import { neighbour } from '../../../workers/forge/icmp'
import type { Bytes } from '../../../workers/forge/packet'
import { analyse, captureOf } from '../../support/analyse'
import { silence } from '../../support/replay'

const [A, B] = ['02:00:00:00:00:0a', '02:00:00:00:00:0b']
const ADDRESS = '10.0.0.5'

type Spoken = [second: number, mac: string, op?: 'request' | 'reply', address?: string]

const spoken = ([second, mac, op = 'reply', sender = ADDRESS]: Spoken) => ({
  time: second * 1e9,
  octets: ethernet(
    { type: ETHERTYPE.arp, src: mac },
    arp({ op, senderMac: mac, sender, target: '10.0.0.1' }),
  ),
})

async function conflicts(frames: readonly { time: number; octets: Bytes }[]) {
  const { findings } = await analyse(captureOf(frames))
  return findings.filter(({ detector }) => detector === 'address-conflict')
}
const told = (...frames: Spoken[]) => conflicts(frames.map(spoken))

const ends = { src: 'fe80::5', dst: 'fe80::1' }

/** RFC 4861 §4.4: solicited, override. */
const advertised = (second: number, mac: string) => ({
  time: second * 1e9,
  octets: ethernet(
    { type: ETHERTYPE.ipv6, src: mac },
    ipv6(
      { ...ends, proto: PROTO.icmpv6, hopLimit: 255 },
      neighbour({ ...ends, kind: 'answer', target: 'fe80::5', linkAddress: mac }),
    ),
  ),
})

describe('address-conflict', () => {
  it('tells an address that two stations claim in turn', async () => {
    const [finding] = await told([0, A], [10, B], [20, A], [30, B])
    expect(finding).toMatchObject({
      ...{ severity: 'warning', confidence: 'certain' },
      claim: `${ADDRESS} is claimed by 2 stations at the same time: ${A} and ${B}`,
    })
    expect(finding?.evidence.map(({ frame, role }) => [frame, role])).toEqual([
      [1, A],
      [2, B],
      [3, A],
      [4, B],
    ])
  })

  it('tells two answers to one question', async () => {
    const [finding] = await told([0, A], [0.9, B])
    expect(finding?.severity).toBe('warning')
    expect((await told([0, A], [1.1, B]))[0]?.severity).toBe('note')
  })

  it('needs two returns within a minute; less is a move', async () => {
    expect((await told([0, A], [10, B], [20, A]))[0]?.severity).toBe('note')
    expect((await told([0, A], [30, B], [61, A], [92, B]))[0]?.severity).toBe('note')
    expect((await told([0, A], [30, B], [60, A], [90, B]))[0]?.severity).toBe('warning')
  })

  it('tells several addresses that the same stations share in one finding', async () => {
    const other = '10.0.0.6'
    const found = await told([0, A], [0.1, B], [1, A, 'reply', other], [1.1, B, 'reply', other])
    expect(found).toHaveLength(1)
    expect(found[0]?.counterEvidence.join(' ')).toContain('two interfaces of one host')
  })

  it('tells it of IPv6 as well', async () => {
    const frames = [advertised(0, A), advertised(0.5, B)]
    const [finding] = await conflicts(frames)
    expect(finding).toMatchObject({ severity: 'warning' })
    expect(finding?.entities['address']).toBe('fe80::5')
  })
})

describe('address-conflict is silent about', () => {
  it.each<[string, Spoken[]]>([
    [
      'one station that says it again and again',
      [
        [0, A],
        [1, A, 'request'],
        [2, A],
      ],
    ],
    [
      'two stations with an address each',
      [
        [0, A],
        [0.1, B, 'reply', '10.0.0.6'],
        [0.2, A],
      ],
    ],
    [
      'probes for a free address (RFC 5227)',
      [
        [0, A, 'request', '0.0.0.0'],
        [0.1, B, 'request', '0.0.0.0'],
      ],
    ],
    [
      'routers with a virtual address (VRRP)',
      [
        [0, A],
        [0.1, '00:00:5e:00:01:07'],
        [5, A],
        [5.1, '00:00:5e:00:01:07'],
      ],
    ],
    [
      'a group address, which no station has',
      [
        [0, A],
        [0.1, '01:00:5e:00:00:01'],
      ],
    ],
  ])('%s', async (_, frames) => {
    expect(await told(...frames)).toEqual([])
  })

  it('two tenants with one address inside of tunnels', async () => {
    const inTunnel = (second: number, mac: string, vni: number) => {
      const ends = { src: '172.16.0.1', dst: '172.16.0.2' }
      const datagram = udp(
        { ...ends, srcPort: 5000, dstPort: 4789 },
        vxlan({ vni }, spoken([0, mac]).octets),
      )
      return {
        time: second * 1e9,
        octets: ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, datagram)),
      }
    }
    expect(await conflicts([inTunnel(0, A, 1), inTunnel(0.1, B, 2), inTunnel(0.2, A, 1)])).toEqual(
      [],
    )
  })

  it('captures without ARP, and says so', () => {
    expect(silence(addressConflict, {})).toBe('No ARP and no neighbour discovery.')
  })
})
