/** What looks like an MTU black hole and is none. */
import { describe, expect, it } from 'vitest'
import mtuBlackHole from '../../../workers/detect/mtu-black-hole'
import { BACKOFF, healthyAt, meanwhile, stalled } from '../../support/black-hole-records'
import { echoPath, echoSize, fragmentPath, icmpError } from '../../support/path-records'
import { absent, lostSegment, MS, SECOND, side, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

describe('mtu-black-hole is not fooled by', () => {
  it('random loss: sizes delivered and lost overlap', () => {
    const told = { conn: [stalled(), healthyAt(1 * SECOND, 1450)] }
    expect(findings(mtuBlackHole, told)).toEqual([])
    expect(silence(mtuBlackHole, told)).toContain('packets as large were delivered')
  })

  it('a dead peer: small segments are lost', () => {
    const segment = lostSegment(99, BACKOFF)
    expect(findings(mtuBlackHole, { conn: [stalled({ repeated: [segment] })] })).toEqual([])
  })

  it('path MTU discovery at work, about the inner or about the outer packet', () => {
    expect(findings(mtuBlackHole, { conn: meanwhile, icmpError: [icmpError()] })).toEqual([])
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const quoted = { ...icmpError().quoted, src: '172.16.0.2', dst: '172.16.0.1' }
    const outer = icmpError({ to: '172.16.0.2', quoted: quoted as never })
    const inTunnel = { conn: [stalled({ tunnel })], icmpError: [outer] }
    expect(findings(mtuBlackHole, inTunnel)).toEqual([])
    expect(silence(mtuBlackHole, inTunnel)).toContain('ICMP told the sender')
    const other = icmpError({ quoted: { ...quoted, src: '10.9.9.9' } as never })
    expect(findings(mtuBlackHole, { conn: meanwhile, icmpError: [other] })).toHaveLength(1)
  })

  it('larger packets than Ethernet has, unless they are sent again at growing distances', () => {
    const large = (distances: readonly number[]) =>
      stalled({
        origSide: side({ mss: 0 }),
        respSide: side({ mss: 0, frames: 12, largestIpAcked: 200, largestIpSent: 8950 }),
        repeated: [lostSegment(8950, distances)],
      })
    const told = (distances: readonly number[]) => ({
      conn: [large(distances), healthyAt(1 * SECOND)],
    })
    expect(metric(onlyFinding(mtuBlackHole, told(BACKOFF)), 'smallestLost')).toBe(8950)
    expect(findings(mtuBlackHole, told(times(6, (index) => index * SECOND)))).toEqual([])
  })

  it('super-packets of segmentation offload', () => {
    const offloaded = stalled({ repeated: [lostSegment(15_052, BACKOFF)] })
    const delivered = healthyAt(1 * SECOND, 1500)
    expect(findings(mtuBlackHole, { conn: [offloaded, delivered] })).toEqual([])
    const finding = onlyFinding(mtuBlackHole, { conn: [offloaded, healthyAt(1 * SECOND)] })
    expect(metric(finding, 'smallestLost')).toBe(1500)
  })

  it('a limit on the tunnel port alone: the nodes exchange packets as large without it', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const inTunnel = stalled({
      tunnel,
      repeated: [lostSegment(1450, BACKOFF, { outerLength: 1500 })],
    })
    const nodes = (largest: number) =>
      echoPath({ src: '172.16.0.2', dst: '172.16.0.1', sizes: [echoSize(largest, 4, 4)] })
    const told = { conn: [inTunnel, healthyAt(1 * SECOND, 200, tunnel)] }
    expect(findings(mtuBlackHole, { ...told, echoPath: [nodes(1500)] })).toEqual([])
    expect(findings(mtuBlackHole, { ...told, echoPath: [nodes(1499)] })).toHaveLength(1)
  })

  it('a path that fragments', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const path = fragmentPath(
      { inOrder: [5, 0], tailFirst: [0, 0] },
      { src: '172.16.0.2', dst: '172.16.0.1' },
    )
    const told = { conn: [stalled({ tunnel })], fragmentPath: [path] }
    expect(findings(mtuBlackHole, told)).toEqual([])
  })

  it('a capture of one direction', () => {
    const oneWay = stalled({ origSide: absent() })
    expect(findings(mtuBlackHole, { conn: [oneWay, oneWay, oneWay] })).toEqual([])
  })

  it('a receiver that has closed its window', () => {
    const full = stalled({ origSide: side({ zeroWindows: 3 }) })
    expect(findings(mtuBlackHole, { conn: [full, healthyAt(1 * SECOND)] })).toEqual([])
  })

  it('pings too close to the end of the capture', () => {
    const path = echoPath({ sizes: [echoSize(84, 3, 3), echoSize(1448, 3, 0)], pending: 1 })
    expect(findings(mtuBlackHole, { echoPath: [path] })).toEqual([])
  })

  it('a quiet, healthy case', () => {
    const told = { conn: [healthyAt(0, 1500), healthyAt(5 * MS, 1500)], echoPath: [echoPath()] }
    expect(findings(mtuBlackHole, told)).toEqual([])
    expect(silence(mtuBlackHole, told)).toMatch(/^2 connections; no large segment/)
  })
})
