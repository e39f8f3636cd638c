import { describe, expect, it } from 'vitest'
import mtuBlackHole from '../../../workers/detect/mtu-black-hole'
import type { ConnRecord } from '../../../workers/model/records'
import { BACKOFF, healthyAt, meanwhile, stalled } from '../../support/black-hole-records'
import { natPair } from '../../support/journey-records'
import { echoPath, echoSize, hostPair } from '../../support/path-records'
import { lostSegment, SECOND, side, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

describe('mtu-black-hole', () => {
  it('does not ping an address that passes packets on under another one', () => {
    const pair = natPair(40_000)
    const before = { ...pair.before, src: '10.0.0.2', dst: '10.0.0.1' }
    const translated = { ...pair, before, after: { ...pair.after, dst: '10.244.2.17' } }
    const finding = onlyFinding(mtuBlackHole, { conn: meanwhile, natPair: [translated] })
    expect(finding.nextSteps[0]?.say).toContain('packets on to 10.244.2.17 under another address')
    const pings = [...finding.nextSteps, ...finding.confirm].map(({ command }) => command)
    expect(pings.filter((command) => /ping .* 10\.244\.2\.17/.test(command))).toHaveLength(3)
    expect(pings.filter((command) => /ping .* 10\.0\.0\.1(?!\d)/.test(command))).toEqual([])
  })

  it('gives the bracket, the connection and the missing error', () => {
    const finding = onlyFinding(mtuBlackHole, { conn: meanwhile, echoPath: [echoPath()] })
    expect(finding).toMatchObject({
      severity: 'critical',
      confidence: 'certain',
      entities: { from: '10.0.0.2', to: '10.0.0.1' },
    })
    expect(metric(finding, 'largestDelivered')).toBe(200)
    expect(metric(finding, 'smallestLost')).toBe(1450)
    expect(metric(finding, 'segmentsLost')).toBe(1)
    expect(metric(finding, 'transmissions')).toBe(6)
    const text = JSON.stringify(finding)
    expect(text).toContain('10.0.0.1:40000')
    expect(text).toContain('[200, 1450)')
    expect(text).toContain('fragmentation needed')
    expect(text).toContain('it would have shown it')
    expect(text).toContain('-M do -s 1422 10.0.0.1')
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([20, 21, 22, 23, 24, 25])
    expect(finding.figures.map(({ kind }) => kind)).toEqual(['attempts', 'sizes', 'byte-budget'])
  })

  it('needs three transmissions, and two are not enough', () => {
    const lost = (count: number) => [
      stalled({ repeated: [lostSegment(1450, BACKOFF.slice(0, count))] }),
      healthyAt(0.2 * SECOND),
    ]
    expect(findings(mtuBlackHole, { conn: lost(3) })).toHaveLength(1)
    expect(findings(mtuBlackHole, { conn: lost(2) })).toEqual([])
  })

  describe('a tap before the tunnel, beside the one that sees the tunnel', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const lost = (seq: number, outerLength: number) => [
      lostSegment(1450, BACKOFF, { seq, outerLength }),
    ]
    const inside = stalled({ tunnel, repeated: lost(700, 1500) })

    it('shows the same loss again, which is told once', () => {
      const before = stalled({ tap: 1, repeated: lost(700, 1450) })
      const translated = { address: '10.96.0.9', port: 443 }
      const beforeNat = stalled({ tap: 2, resp: translated, repeated: lost(700, 1450) })
      const finding = onlyFinding(mtuBlackHole, { conn: [before, inside, beforeNat] })
      expect(finding.claim).toContain('VXLAN 172.16.0.2 → 172.16.0.1')
      expect(metric(finding, 'smallestLostOuter')).toBe(1500)
    })

    it('shows another loss, which is told as well', () => {
      const before = stalled({ tap: 1, repeated: lost(9000, 1450) })
      expect(findings(mtuBlackHole, { conn: [before, inside] })).toHaveLength(2)
    })

    it('alone tells it by itself', () => {
      const finding = onlyFinding(mtuBlackHole, { conn: [stalled({ tap: 1 })] })
      expect(finding.claim).toContain('10.0.0.2 → 10.0.0.1')
    })
  })

  it('tells one tunnel once, with sizes inside and outside', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const pod = (last: number) =>
      stalled({
        tunnel,
        orig: { address: `10.42.0.${String(last)}`, port: 40_000 },
        repeated: [lostSegment(1450, BACKOFF, { outerLength: 1500 })],
      })
    const finding = onlyFinding(mtuBlackHole, { conn: [pod(1), pod(2), pod(3)] })
    expect(metric(finding, 'smallestLost')).toBe(1450)
    expect(metric(finding, 'smallestLostOuter')).toBe(1500)
    expect(metric(finding, 'largestDeliveredOuter')).toBe(250)
    expect(metric(finding, 'connections')).toBe(3)
    expect(finding.claim).toContain('VXLAN 172.16.0.2 → 172.16.0.1')
    expect(JSON.stringify(finding.happened)).toContain('VXLAN (UDP 8472) 172.16.0.2')
    expect(JSON.stringify(finding.nextSteps)).toContain('--set MTU=')
  })

  describe('one sender and many receivers', () => {
    const told = (receivers: number, last: Partial<ConnRecord> = {}) => ({
      conn: times(receivers, (index) =>
        stalled({
          orig: { address: `10.0.9.${String(index + 1)}`, port: 40_000 },
          ...(index === receivers - 1 && last),
        }),
      ),
    })

    it('are one finding each up to three, and one together above', () => {
      expect(findings(mtuBlackHole, told(3))).toHaveLength(3)
      const finding = onlyFinding(mtuBlackHole, told(4))
      expect(finding).toMatchObject({ key: 'from 10.0.0.2', entities: { from: '10.0.0.2' } })
      expect(finding.claim).toContain('10.0.0.2 → 10.0.9.1 and 3 more: packets up to 200')
      expect(metric(finding, 'connections')).toBe(4)
      expect(finding.filter).not.toContain('ip.dst')
    })

    it('stay apart when their limits differ', () => {
      const other = {
        respSide: side({ frames: 12, largestIpAcked: 1460, largestIpSent: 1500 }),
        repeated: [lostSegment(1490, BACKOFF)],
      }
      expect(findings(mtuBlackHole, told(4, other))).toHaveLength(4)
    })
  })

  it('bears thousands of pods behind one tunnel', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const transmissions = times(32, (index) => index * SECOND)
    const pods = times(5000, (index) =>
      stalled({
        tunnel,
        orig: { address: `10.42.${String(index >> 8)}.${String(index & 255)}`, port: 40_000 },
        repeated: [lostSegment(1450, transmissions, { outerLength: 1500 })],
      }),
    )
    const finding = onlyFinding(mtuBlackHole, { conn: pods })
    expect(metric(finding, 'connections')).toBe(5000)
    expect(finding.evidenceTotal).toBe(5000 * 32)
    expect(finding.entities['to']).toContain('4991 more')
  })

  it('says which octets SACK reports missing, and that the neighbours came through', () => {
    const segment = lostSegment(1450, BACKOFF, {
      length: 1398,
      relativeSeq: 784,
      sackHole: { left: 5000, right: 6398, frame: 40, time: 0.2 * SECOND },
      before: 56,
      after: 1359,
    })
    const finding = onlyFinding(mtuBlackHole, { conn: [stalled({ repeated: [segment] })] })
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'certain' })
    expect(metric(finding, 'largestDelivered')).toBe(1359)
    const text = JSON.stringify(finding.happened)
    expect(text).toContain('1398 octets, relative sequence numbers 784 to 2182')
    expect(text).toContain('of 56 and 1359 octets, arrived')
    expect(finding.evidence.find(({ frame }) => frame === 40)?.time).toBe(0.2 * SECOND)
  })

  it('works for IPv6, where no router may fragment', () => {
    const server = { address: '2001:db8:2::80', port: 80 }
    const client = { address: '2001:db8:1::10', port: 39_434 }
    const ends = { orig: client, resp: server }
    const finding = onlyFinding(mtuBlackHole, {
      conn: [
        stalled({ ...ends, repeated: [lostSegment(1500, BACKOFF, { length: 1428 })] }),
        { ...healthyAt(1 * SECOND, 531), ...ends },
      ],
    })
    expect(metric(finding, 'largestDelivered')).toBe(531)
    expect(metric(finding, 'smallestLost')).toBe(1500)
    expect(metric(finding, 'safeMtu')).toBe(1280)
    expect(JSON.stringify(finding)).toContain('packet too big')
    expect(JSON.stringify(finding.confirm)).toContain('ping -6 -c 3 -W 1 -M do -s 1452')
  })

  it('finds the hole where another capture never sees the large packets', () => {
    const far = stalled({
      capture: 1,
      repeated: [],
      respSide: side({ frames: 3, largestIpSent: 0, largestIpAcked: 0, dataFrames: 0 }),
    })
    const finding = onlyFinding(
      mtuBlackHole,
      { conn: [stalled()] },
      { conn: [far], hostPair: [hostPair({ capture: 1, largestBa: 207 })] },
    )
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'certain', capture: 0 })
    expect(metric(finding, 'largestDelivered')).toBe(207)
    expect(JSON.stringify(finding.happened)).toContain('never appear at capture-1.pcap')
  })

  it('is unsure when nothing shows that small packets still pass', () => {
    expect(onlyFinding(mtuBlackHole, { conn: [stalled()] })).toMatchObject({
      severity: 'warning',
      confidence: 'possible',
    })
  })

  it('is silent when the connection was reset and nothing passed meanwhile', () => {
    const told = { conn: [stalled({ closedBy: 'rst' }), healthyAt(20 * SECOND)] }
    expect(findings(mtuBlackHole, told)).toEqual([])
    expect(silence(mtuBlackHole, told)).toContain('was reset')
  })

  it('believes pings of two sizes, and more so when the lost leg is known', () => {
    const sizes = (answered: number) => [echoSize(84, 3, 3), echoSize(1448, 5, answered)]
    const asked = echoPath({ requests: 8, replies: 3, sizes: sizes(0) })
    expect(onlyFinding(mtuBlackHole, { echoPath: [asked] })).toMatchObject({
      severity: 'warning',
      confidence: 'possible',
    })
    const answering = echoPath({ capture: 1, requests: 8, replies: 8, sizes: sizes(5) })
    const finding = onlyFinding(mtuBlackHole, { echoPath: [asked] }, { echoPath: [answering] })
    expect(finding).toMatchObject({ confidence: 'likely', entities: { from: '10.0.0.2' } })
    const few = echoPath({ sizes: [echoSize(84, 3, 3), echoSize(1448, 2, 0)] })
    expect(findings(mtuBlackHole, { echoPath: [few] })).toEqual([])
  })
})
