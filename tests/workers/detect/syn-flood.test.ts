import { describe, expect, it } from 'vitest'
import { detectors } from '../../../workers/detect'
import { runDetectors } from '../../../workers/detect/detector'
import synFlood from '../../../workers/detect/syn-flood'
import type { ConnRecord } from '../../../workers/model/records'
import {
  type Asked,
  denied,
  halfOpen,
  served,
  SERVICE,
  silent,
  waiting,
} from '../../support/flood-records'
import { captureRecord, conn, MS, SECOND, vxlan } from '../../support/records'
import { refused } from '../../support/reset-records'
import { findings, metric, onlyFinding, replayOf, silence, times } from '../../support/replay'
import { untold } from '../../support/untold'

/** Sixty seconds of capture, unless said otherwise. */
const told = (conns: ConnRecord[], seconds = 60) => ({
  capture: captureRecord({ duration: seconds * SECOND }),
  conn: conns,
})
const flood = (...conns: ConnRecord[][]) => onlyFinding(synFlood, told(conns.flat()))
const found = (...conns: ConnRecord[][]) => findings(synFlood, told(conns.flat()))

/** Others of the same capture are served: it shows what follows on SYN-ACKs. */
const healthy = served({ count: 40, from: 20, within: 20, net: 10 })

describe('syn-flood', () => {
  it('tells a flood whose handshakes stay half-open: who gets it, how much, from how many', () => {
    const finding = flood(halfOpen({ count: 2000, from: 10, within: 4 }), healthy)
    expect(finding).toMatchObject({
      ...{ severity: 'warning', confidence: 'certain', evidenceTotal: 2000 },
      entities: { to: SERVICE.address, port: '443' },
      time: 10 * SECOND,
    })
    expect(finding.claim).toMatch(/^10\.60\.4\.20:443 gets up to 500 SYNs a second /)
    expect(finding.claim).toContain('from 2000 addresses; 100 % of the handshakes were never')
    expect(finding.happened.join(' ')).toContain('100 % of these got a SYN-ACK')
    expect(finding.happened.join(' ')).toContain('None of the 2000 that had 1 s for it was ever')
    expect(finding.happened.join(' ')).toContain('connection tracking')
    expect(finding.confirm.map(({ command }) => command).join(' ')).toContain("'sport = :443'")
  })

  it('tells one that nobody answers apart from it', () => {
    const finding = flood(silent({ count: 2000, from: 10, within: 4 }), healthy)
    expect(finding.happened.join(' ')).toContain('None of these got a SYN-ACK, though others did')
    const bare = flood(silent({ count: 2000, mss: 0 }))
    expect(bare).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(bare.happened.join(' ')).toContain('Nothing from this port is seen')
    expect(bare.happened.join(' ')).toContain('announce no MSS')
  })

  it('tells forged addresses whose owners answer with RST', () => {
    const asks = { count: 1500, from: 10, within: 5, addresses: 400 }
    const finding = flood(denied(asks), healthy)
    expect(finding.happened.join(' ')).toContain('1500 SYN-ACKs drew a RST')
    expect(metric(finding, 'halfOpen')).toBe(1500)
  })

  it('names an address that floods from many ports', () => {
    const finding = flood(silent({ count: 3000, from: 10, within: 5, addresses: 1 }), healthy)
    expect(finding.entities).toMatchObject({ from: '100.7.0.0' })
    expect(finding.nextSteps[1]?.command).toContain('saddr 100.7.0.0')
  })

  it('is critical when clients fail meanwhile, and tells how those fare that come through', () => {
    const slow = served({ count: 200, from: 10, within: 4, net: 10 }, 900 * MS)
    const turnedAway = waiting({ count: 20, from: 10, within: 4, net: 10 })
    const finding = flood(halfOpen({ count: 2000, from: 10, within: 4 }), slow, healthy, turnedAway)
    expect(finding.severity).toBe('critical')
    expect(finding.happened.join(' ')).toContain(
      'Meanwhile 200 handshakes came through. Their SYN-ACK took 900 ms in the median, 900 ms at most. At other times it took 2 ms. 20 attempts of others failed',
    )
    expect(metric(finding, 'answerMedian')).toBe(900)
    const few = waiting({ count: 4, from: 10, within: 4, net: 10 })
    expect(flood(halfOpen({ count: 2000, from: 10, within: 4 }), healthy, few).severity).toBe(
      'warning',
    )
  })

  it('is a note where the capture shows nothing but SYNs and answers: a filter would, too', () => {
    const finding = flood(halfOpen({ count: 2000, addresses: 200, within: 4 }))
    expect(finding).toMatchObject({ severity: 'note', confidence: 'possible' })
    expect(finding.confidenceReasons.join(' ')).toContain('filtered to SYNs')
    // Nobody opens one connection each from so many addresses.
    expect(flood(halfOpen({ count: 2000, within: 4 })).severity).toBe('warning')
  })

  it('does not take options for missing where frames are cut before them', () => {
    const cut = captureRecord({ truncatedFrames: 2000, shortestCut: 54 })
    const conns = halfOpen({ count: 2000, addresses: 200, within: 4, mss: 0 })
    expect(onlyFinding(synFlood, { capture: cut, conn: conns }).severity).toBe('note')
  })

  it('is told once for several taps, inside and outside of tunnels', () => {
    const seen = halfOpen({ count: 2000, within: 4 })
    const carried = seen.map((record) => ({ ...record, tunnel: vxlan() }))
    const far = seen.map((record) => ({ ...record, capture: 1 }))
    const finding = onlyFinding(synFlood, told([...seen, ...carried]), { conn: far })
    expect(metric(finding, 'neverCompleted')).toBe(2000)
    expect(finding.happened.join(' ')).toContain('Other taps show it as well: capture-0.pcap and')
  })

  it('has the flood of a capture of one second, of which only half is old enough', () => {
    const conns = silent({ count: 20_000, within: 1.07, mss: 0 })
    const finding = onlyFinding(synFlood, told(conns, 1.07))
    expect(finding.claim).toContain('100 % of the handshakes')
    expect(metric(finding, 'synsPerSecond')).toBeGreaterThan(18_000)
  })

  it('says how it stayed silent', () => {
    expect(silence(synFlood, told(healthy))).toMatch(/^40 connections; no address and port was/)
  })
})

describe('no flood', () => {
  const down: Asked = { count: 6000, from: 5, within: 40, addresses: 200 }
  it.each<[string, ConnRecord[]]>([
    ['a service that is down, with clients that wait for it', waiting(down)],
    [
      'clients that were served before, and give up soon',
      [...served({ count: 400, addresses: 200, within: 4 }), ...silent(down)],
    ],
    ['a busy server', served({ count: 20_000, within: 10 })],
    ['a load test that works, from one machine', served({ count: 9000, within: 9, addresses: 1 })],
    [
      'a scan of many targets',
      halfOpen({ count: 5000, within: 5, addresses: 1 }).map((record, index) => ({
        ...record,
        resp: { address: `10.60.${String(index >>> 8)}.${String(index & 255)}`, port: 443 },
      })),
    ],
    [
      'a scan of the ports of one host',
      silent({ count: 5000, within: 5, addresses: 1 }).map((record, index) => ({
        ...record,
        resp: { address: SERVICE.address, port: 1 + index },
      })),
    ],
    ['half-open health checks', denied({ count: 3000, within: 55, addresses: 3 })],
    [
      'a service that refuses',
      times(3000, (index) =>
        refused(index / 1000, {
          ...{ orig: { address: `100.7.0.${String(index % 250)}`, port: 2000 + index } },
          resp: SERVICE,
        }),
      ),
    ],
    [
      'clients seen in one direction only, which go on',
      silent({ count: 5000, within: 5 }).map((record) => ({
        ...record,
        origSide: conn().origSide,
      })),
    ],
  ])('is %s', (_, conns) => {
    expect(findings(synFlood, told([...conns, ...healthy]))).toEqual([])
  })

  it('is what the end of a capture cut off', () => {
    const load = served({ count: 5000, within: 5, addresses: 500 })
    const cutOff = halfOpen({ count: 900, from: 5, within: 0.9, addresses: 500 })
    expect(findings(synFlood, told([...load, ...cutOff], 5.9))).toEqual([])
    expect(findings(synFlood, told(halfOpen({ count: 900, within: 0.2 }), 0.2))).toEqual([])
  })
})

describe('thresholds of a flood', () => {
  const asks = { count: 500, within: 1, addresses: 100 }
  const at = (changed: Partial<Asked>, ...others: ConnRecord[][]) =>
    found(halfOpen({ ...asks, ...changed }), healthy, ...others).length

  it('are attempts', () => expect([at({}), at({ count: 499 })]).toEqual([1, 0]))
  it('are attempts a second', () =>
    expect([at({ within: 5 }), at({ count: 990, within: 10 })]).toEqual([1, 0]))
  it('are addresses', () => expect([at({}), at({ addresses: 99 })]).toEqual([1, 0]))
  it('are the ports of one address', () =>
    expect([at({ count: 1000, addresses: 1 }), at({ count: 999, addresses: 1 })]).toEqual([1, 0]))
  it('are the share of all handshakes', () => {
    const others = (count: number) => served({ count, net: 10 })
    expect([at({}, others(125)), at({}, others(126))]).toEqual([1, 0])
  })
  it('are the share that repeats', () => {
    const clients = (count: number) => waiting({ count, net: 11, addresses: 400 })
    expect([at({}, clients(500)), at({}, clients(501))]).toEqual([1, 0])
  })
})

describe('beside the other detectors', () => {
  const conns = [
    ...halfOpen({ count: 1500, from: 10, within: 3 }),
    ...silent({ count: 1500, from: 13, within: 3, net: 101 }),
    ...served({ count: 20, from: 11, within: 4, net: 10 }, 900 * MS),
    ...healthy,
  ]
  const { findings: all, uses } = runDetectors(detectors, replayOf(told(conns)))

  it('explains attempts without answer and slow handshakes with the same service', () => {
    const symptoms = all.filter(({ symptomOf }) => symptomOf === 'syn-flood 10.60.4.20:443')
    expect(symptoms.map(({ detector }) => detector).sort()).toEqual([
      'connect-unanswered',
      'slow-handshake',
    ])
  })

  it('is told in Chinese', () => {
    expect(untold({ findings: all, detectors: uses })).toEqual([])
  })
})
