import { describe, expect, it } from 'vitest'
import icmpUnanswered from '../../../workers/detect/icmp-unanswered'
import { dropAbove, lose, towards } from '../../../workers/forge/faults'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import type { EchoPathRecord } from '../../../workers/model/records'
import { analyse } from '../../support/analyse'
import { echoPath, echoSize, hostPair, icmpError } from '../../support/path-records'
import { conn, SECOND } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

/** Pings of which so many got no answer. */
const pings = (
  requests: number,
  unanswered: number,
  changed: Partial<EchoPathRecord> = {},
): EchoPathRecord =>
  echoPath({
    requests,
    replies: requests - unanswered,
    sizes: [echoSize(84, requests, requests - unanswered)],
    unansweredFrames: times(unanswered, (i) => 10 + i),
    unansweredTimes: times(unanswered, (i) => i * SECOND),
    ...changed,
  })

/** The tap sees another packet for the host that asks. */
const told = (...paths: EchoPathRecord[]) => ({
  echoPath: paths,
  hostPair: [hostPair({ b: '10.0.0.9' })],
})

describe('icmp-unanswered', () => {
  it('tells hosts, requests and frames', () => {
    const finding = onlyFinding(icmpUnanswered, told(pings(4, 4)))
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      claim: '4 of 4 pings from 10.0.0.1 to 10.0.0.2 got no answer',
      entities: { from: '10.0.0.1', to: '10.0.0.2' },
    })
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([10, 11, 12, 13])
    expect(JSON.stringify(finding.alternatives)).toContain('Nothing from it is in the case')
  })

  it('needs four, and a fifth of all', () => {
    expect(findings(icmpUnanswered, told(pings(3, 3)))).toEqual([])
    expect(findings(icmpUnanswered, told(pings(20, 4)))).toHaveLength(1)
    expect(findings(icmpUnanswered, told(pings(21, 4)))).toEqual([])
    expect(silence(icmpUnanswered, told(pings(21, 4)))).toContain('21 pings')
  })

  it('gives the size from which none is answered, if all sizes agree', () => {
    const sizes = (small: number) => [
      echoSize(84, 3, small),
      echoSize(828, 3, 3),
      echoSize(1028, 4, 0),
    ]
    const clear = onlyFinding(icmpUnanswered, told(pings(10, 4, { sizes: sizes(3) })))
    expect(clear.claim).toContain('up to 828 octets are answered, from 1028 on none')
    expect(metric(clear, 'smallestLost')).toBe(1028)
    expect(JSON.stringify(clear.confirm)).toContain('-M do -s 1000 10.0.0.2')
    const mixed = onlyFinding(icmpUnanswered, told(pings(10, 5, { sizes: sizes(2) })))
    expect(metric(mixed, 'smallestLost')).toBeUndefined()
  })

  it('says what else is known: errors, answers at another tap, other packets', () => {
    const quoted = { ...icmpError().quoted, src: '10.0.0.1', dst: '10.0.0.2', proto: 1 } as never
    const error = icmpError({ type: 3, code: 10, from: '10.0.0.9', quoted })
    const text = JSON.stringify(
      onlyFinding(icmpUnanswered, {
        echoPath: [pings(4, 4), pings(4, 0, { tap: 1 })],
        icmpError: [error, { ...error, tap: 1, copyOf: 30 }],
        conn: [conn()],
      }),
    )
    expect(text).toContain('host prohibited from 10.0.0.9 (1)')
    expect(text).toContain('4 replies: the target answers')
    expect(text).toContain('10.0.0.2 sends other packets: it is up.')
  })

  it('folds a sweep into a note; one target less is told one by one', () => {
    const sweep = (count: number) =>
      told(...times(count, (i) => pings(4, 4, { dst: `10.0.5.${String(i + 1)}` })))
    expect(onlyFinding(icmpUnanswered, sweep(20))).toMatchObject({ severity: 'note' })
    expect(findings(icmpUnanswered, sweep(19))).toHaveLength(19)
  })
})

describe('icmp-unanswered is not fooled by', () => {
  it('a tap that sees no packet for the host that asks', () => {
    const finding = onlyFinding(icmpUnanswered, { echoPath: [pings(6, 6)] })
    expect(finding).toMatchObject({ severity: 'note', confidence: 'possible' })
  })

  it('requests at the end of the capture', () => {
    expect(findings(icmpUnanswered, told(pings(6, 6, { pending: 3 })))).toEqual([])
  })

  it('pings that were answered, and replies that nobody asked for', () => {
    expect(findings(icmpUnanswered, told(pings(50, 0)))).toEqual([])
    const unasked = echoPath({ requests: 0, replies: 9, unasked: 9, sizes: [] })
    expect(findings(icmpUnanswered, told(unasked))).toEqual([])
  })
})

describe('generated traffic', () => {
  async function found(fault: 'none' | 'dead' | 'large') {
    const scene = new Scene({ seed: 9, tunnel: { kind: 'none' } })
    const near = scene.node({ address: '203.0.113.5' })
    const far = scene.node({ address: '203.0.113.77' })
    if (fault !== 'none') scene.path.push(towards(far, fault === 'dead' ? lose() : dropAbove(900)))
    for (const payload of [56, 600, 1000]) {
      ping(scene, { from: near.host(), to: far.host(), payload, count: 4, start: payload * 1e7 })
    }
    const other = scene.node({ address: '203.0.113.9' })
    ping(scene, { from: near.host(), to: other.host(), count: 3, start: 20 * SECOND })
    scene.run(30 * SECOND)
    const { findings: all } = await analyse(writePcap(near.frames()))
    return all.filter(({ detector }) => detector === 'icmp-unanswered').map(({ claim }) => claim)
  }

  it('tells a dead host from a size limit, and both from health', async () => {
    expect(await found('none')).toEqual([])
    expect(await found('dead')).toEqual([
      '12 of 12 pings from 203.0.113.5 to 203.0.113.77 got no answer',
    ])
    expect(await found('large')).toEqual([
      '4 of 12 pings from 203.0.113.5 to 203.0.113.77 got no answer; up to 628 octets are answered, from 1028 on none',
    ])
  })
})
