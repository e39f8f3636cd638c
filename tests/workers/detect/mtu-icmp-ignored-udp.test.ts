import { describe, expect, it } from 'vitest'
import mtuIcmpIgnored from '../../../workers/detect/mtu-icmp-ignored'
import { ethernet, icmpError, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import type { IcmpErrorRecord } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { icmpError as record } from '../../support/path-records'
import { SECOND } from '../../support/records'
import { findings, metric, onlyFinding, times } from '../../support/replay'

interface Refused {
  srcPort?: number
  ipLength?: number
}

/** A router refuses datagrams of 10.0.0.2 at these seconds. */
const refused = (at: readonly number[], { srcPort = 50_000, ipLength = 1450 }: Refused = {}) =>
  at.map((second, index): IcmpErrorRecord =>
    record({
      time: second * SECOND,
      frame: 30 + index,
      quoted: {
        ...{ src: '10.0.0.2', dst: '10.0.0.1', proto: 17, srcPort, dstPort: 443 },
        ...{ ipLength, id: index, seq: -1 },
      },
    }),
  )

const of = (...errors: IcmpErrorRecord[]) => findings(mtuIcmpIgnored, { icmpError: errors })

describe('senders of datagrams that were told the MTU', () => {
  it('are told from the errors that quote what they went on to send', () => {
    const finding = onlyFinding(mtuIcmpIgnored, { icmpError: refused([1, 3, 4, 5, 6, 7]) })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: '10.0.0.2', to: '10.0.0.1', router: '10.0.0.254' },
    })
    expect(metric(finding, 'refusedAfter')).toBe(5)
    expect(metric(finding, 'mtuTold')).toBe(1400)
    expect(finding.evidence).toHaveLength(6)
    expect(JSON.stringify(finding.nextSteps)).toContain('1372 octets')
  })

  it('may be refused four times more, as those that probe are, and within a second', () => {
    expect(of(...refused([1, 3, 4, 5, 6, 7]))).toHaveLength(1)
    expect(of(...refused([1, 3, 4, 5, 6]))).toEqual([])
    expect(of(...refused([1, 1.2, 1.4, 1.6, 1.8, 2]))).toEqual([])
  })

  it('are told apart by their ports: each connection of QUIC must learn by itself', () => {
    expect(of(...times(8, (i) => refused([1 + i], { srcPort: 50_000 + i })).flat())).toEqual([])
  })

  it('obey when what is refused later would have fitted then', () => {
    const smaller = refused([3, 4, 5, 6, 7], { ipLength: 1400 })
    expect(of(...refused([1]), ...smaller)).toEqual([])
  })
})

it('reads the refused datagrams of QUIC off the wire, those of the first second left out', async () => {
  const ends = { src: '10.0.0.2', dst: '10.0.0.1', srcPort: 50_000, dstPort: 443 }
  const frames = times(8, (i) => {
    const datagram = udp(ends, new Uint8Array(1422))
    const packet = ipv4({ ...ends, proto: PROTO.udp, id: 10 + i, df: true }, datagram)
    const answer = icmpError({ type: 3, code: 4, mtu: 1400 }, packet.subarray(0, 28))
    const error = ipv4({ src: '10.0.0.254', dst: ends.src, proto: PROTO.icmp, id: i + 1 }, answer)
    return [
      { time: i * 1e9, octets: ethernet({}, packet) },
      { time: i * 1e9 + 2e6, octets: ethernet({}, error) },
    ]
  }).flat()
  const { findings: all } = await analyse(captureOf(frames))
  expect(all.map(({ detector, severity }) => [detector, severity])).toContainEqual([
    'mtu-icmp-ignored',
    'warning',
  ])
  const [finding] = all.filter(({ detector }) => detector === 'mtu-icmp-ignored')
  expect(finding?.evidence.map(({ frame }) => frame)).toEqual([2, 6, 8, 10, 12, 14, 16])
})
