import { describe, expect, it } from 'vitest'
import pathAsymmetry from '../../../workers/detect/path-asymmetry'
import { analyse, captureOf } from '../../support/analyse'
import { tunnelWay } from '../../support/path-records'
import { conn, SECOND, unanswered, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'
import { inVxlan, TcpScript, type Wrap } from '../../support/tcp-script'
import { ethernet, ipv4, PROTO, udp, vxlan as header } from '../../../workers/forge/packet'

const [A, B, C] = ['172.16.0.1', '172.16.0.2', '172.16.0.3']
const there = (changed = {}) => tunnelWay({ tunnel: vxlan(A, B), ...changed })
const back = (from = B, to = A, changed = {}) =>
  tunnelWay({ src: '10.42.2.1', dst: '10.42.0.1', tunnel: vxlan(from, to), ...changed })

describe('path-asymmetry', () => {
  it('notes that what comes back comes by other nodes', () => {
    const finding = onlyFinding(pathAsymmetry, { tunnelWay: [there(), back(C, A)] })
    expect(finding).toMatchObject({
      severity: 'note',
      confidence: 'certain',
      entities: { from: '10.42.0.1', to: '10.42.2.1' },
    })
    expect(finding.claim).toContain('172.16.0.3 → 172.16.0.1')
    expect(metric(finding, 'framesBack')).toBe(10)
  })

  it('is silent where some packets come back the same way, or none through a tunnel', () => {
    expect(findings(pathAsymmetry, { tunnelWay: [there(), back()] })).toEqual([])
    expect(findings(pathAsymmetry, { tunnelWay: [there(), back(C, A), back()] })).toEqual([])
    expect(findings(pathAsymmetry, { tunnelWay: [there()] })).toEqual([])
    expect(silence(pathAsymmetry, { tunnelWay: [there(), back()] })).toContain('2 ways')
  })

  it('compares five packets in each direction, not four', () => {
    const of = (frames: number) =>
      findings(pathAsymmetry, { tunnelWay: [there({ frames }), back(C, A, { frames })] })
    expect(of(5)).toHaveLength(1)
    expect(of(4)).toEqual([])
  })

  it('is silent about a pod that moved: one way is over before the other begins', () => {
    const later = back(C, A, { firstTime: 61 * SECOND, lastTime: 90 * SECOND })
    expect(findings(pathAsymmetry, { tunnelWay: [there(), later] })).toEqual([])
  })

  it('compares what one tap shows, in tunnels of one kind', () => {
    expect(findings(pathAsymmetry, { tunnelWay: [there(), back(C, A, { tap: 1 })] })).toEqual([])
    const other = back(C, A, { tunnel: vxlan(C, A, 4789) })
    expect(findings(pathAsymmetry, { tunnelWay: [there(), other] })).toEqual([])
  })

  it('is a warning where three connections and half of all were never established', () => {
    const attempt = (failed: boolean) =>
      conn({
        ...{
          orig: { address: '10.42.0.1', port: 40_000 },
          resp: { address: '10.42.2.1', port: 80 },
        },
        tunnel: vxlan(A, B),
        ...(failed && { handshake: unanswered(1 * SECOND, 2 * SECOND) }),
      })
    const severityOf = (failed: number, fine: number) =>
      onlyFinding(pathAsymmetry, {
        tunnelWay: [there(), back(C, A)],
        conn: [...times(failed, () => attempt(true)), ...times(fine, () => attempt(false))],
      }).severity
    expect(severityOf(3, 3)).toBe('warning')
    expect(severityOf(3, 4)).toBe('note')
    expect(severityOf(2, 0)).toBe('note')
  })

  it('reads both ways off the outer headers', async () => {
    const wrap: Wrap = (packet, from) => {
      if (from === 'client') return inVxlan(300)(packet, from)
      const [src, dst] = [C, A]
      const inside = header({ vni: 400 }, ethernet({}, packet))
      const outer = udp({ src, dst, srcPort: 50_001, dstPort: 8472, checksum: 0 }, inside)
      return ethernet({}, ipv4({ src, dst, proto: PROTO.udp }, outer))
    }
    const script = new TcpScript({ wrap })
    script.handshake()
    for (let number = 0; number < 10; number++) {
      script.client({ length: 100 })
      script.server({ length: 100 })
    }
    const { findings: all } = await analyse(captureOf(script.frames))
    expect(all.map(({ detector, severity }) => [detector, severity])).toEqual([
      ['path-asymmetry', 'note'],
    ])
  })
})
