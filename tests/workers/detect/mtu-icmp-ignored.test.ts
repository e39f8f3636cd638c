import { describe, expect, it } from 'vitest'
import mtuIcmpIgnored from '../../../workers/detect/mtu-icmp-ignored'
import { between, dropAbove } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import type { Node } from '../../../workers/forge/node'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import type { ConnRecord, IcmpErrorRecord } from '../../../workers/model/records'
import { analyse } from '../../support/analyse'
import { icmpError } from '../../support/path-records'
import { conn, lostSegment, MS, SECOND, side, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

const BACKOFF = [0.1, 0.3, 0.7, 1.5, 3.1].map((second) => second * SECOND)
const TOLD = 0.101 * SECOND

/** 10.0.0.2 sends a segment of 1450 octets to 10.0.0.1 at these times. */
const stalled = (at: readonly number[], changed: Partial<ConnRecord> = {}): ConnRecord =>
  conn({
    respSide: side({ frames: 12, largestIpAcked: 200, largestIpSent: 1450 }),
    repeated: [lostSegment(1450, at)],
    closedBy: 'none',
    ...changed,
  })

const toldAt = (...at: number[]): IcmpErrorRecord[] =>
  at.map((time, index) => icmpError({ time, frame: 50 + index }))

describe('mtu-icmp-ignored', () => {
  it('tells the MTU, the errors, and what was sent after them', () => {
    const finding = onlyFinding(mtuIcmpIgnored, {
      conn: [stalled(BACKOFF)],
      icmpError: toldAt(TOLD, 0.301 * SECOND, 0.701 * SECOND),
    })
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'certain' })
    expect(finding.claim).toBe(
      '10.0.0.2 → 10.0.0.1: 3 ICMP errors tell an MTU of 1400, and the sender goes on with 1450 octets',
    )
    expect(metric(finding, 'icmpFragmentationNeeded')).toBe(3)
    expect(metric(finding, 'mtuTold')).toBe(1400)
    expect(metric(finding, 'largestSentAfter')).toBe(1450)
    expect(metric(finding, 'transmissionsAfter')).toBe(3)
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([20, 50, 21, 51, 22, 52, 23, 24])
    expect(finding.evidence.slice(0, 2).map(({ note }) => note)).toEqual([
      '1450 octets',
      'MTU 1400',
    ])
    expect(finding.figures.map(({ kind }) => kind)).toEqual(['attempts', 'byte-budget'])
    expect(JSON.stringify(finding.confirm)).toContain('"mtu 1400\\"')
  })

  it('needs two transmissions later than the sender needs to obey, and one is not enough', () => {
    const after = (...later: number[]) => ({
      conn: [stalled([0.1 * SECOND, 0.2 * SECOND, ...later.map((time) => TOLD + time)])],
      icmpError: toldAt(TOLD, TOLD),
    })
    expect(findings(mtuIcmpIgnored, after(201 * MS, 300 * MS))).toHaveLength(1)
    expect(findings(mtuIcmpIgnored, after(200 * MS, 300 * MS))).toEqual([])
    expect(silence(mtuIcmpIgnored, after(200 * MS, 300 * MS))).toContain('2 ICMP errors')
  })

  it('believes a single error that quotes the connection, and no other', () => {
    const told = (srcPort: number) => ({
      conn: [stalled(BACKOFF)],
      icmpError: [icmpError({ time: TOLD, quoted: { ...icmpError().quoted, srcPort } as never })],
    })
    expect(onlyFinding(mtuIcmpIgnored, told(80))).toMatchObject({ confidence: 'likely' })
    expect(findings(mtuIcmpIgnored, told(81))).toEqual([])
  })

  describe('in a tunnel', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const about = (quotedOctets: number, time: number, changed: Partial<IcmpErrorRecord> = {}) =>
      icmpError({
        time,
        mtu: 1460,
        to: '172.16.0.2',
        quotedOctets,
        quoted: {
          src: '172.16.0.2',
          dst: '172.16.0.1',
          proto: 17,
          srcPort: 40_000,
          dstPort: 8472,
          ipLength: 1500,
          id: 7,
          seq: -1,
        },
        ...changed,
      })
    const inTunnel = stalled(BACKOFF, {
      tunnel,
      repeated: [lostSegment(1450, BACKOFF, { outerLength: 1500 })],
    })

    it('compares outer sizes, and says that too little is quoted for the node to pass it on', () => {
      const finding = onlyFinding(mtuIcmpIgnored, {
        conn: [inTunnel],
        icmpError: [about(28, TOLD), about(28, 0.8 * SECOND)],
      })
      expect(finding.claim).toContain('VXLAN 172.16.0.2 → 172.16.0.1')
      expect(metric(finding, 'largestSentAfter')).toBe(1500)
      const text = JSON.stringify(finding)
      expect(text).toContain('quote 28 octets of the refused packet')
      expect(text).toContain('within the first 78')
      expect(text).toContain('--set MTU=1460')
      expect(text).not.toContain('iptables')
    })

    it('says that the node does not pass on what it could', () => {
      const told = { conn: [inTunnel], icmpError: [about(548, TOLD), about(548, 0.8 * SECOND)] }
      const text = JSON.stringify(onlyFinding(mtuIcmpIgnored, told))
      expect(text).toContain('enough to find the pod')
      expect(text).toContain('iptables -I INPUT')
      const passed = icmpError({ time: 0.8 * SECOND, frame: 77, mtu: 1410 })
      const both = { ...told, icmpError: [...told.icmpError, passed] }
      expect(JSON.stringify(onlyFinding(mtuIcmpIgnored, both))).toContain('It did (frame 77)')
    })

    it('counts an error seen at two taps once', () => {
      const errors = [about(28, TOLD), about(28, 0.8 * SECOND)]
      const copies = errors.map((error) => ({ ...error, tap: 1, frame: 90, copyOf: error.frame }))
      const finding = onlyFinding(mtuIcmpIgnored, {
        conn: [inTunnel],
        icmpError: [...errors, ...copies],
      })
      expect(metric(finding, 'icmpFragmentationNeeded')).toBe(2)
    })
  })

  it('tells one sender with many receivers once', () => {
    const finding = onlyFinding(mtuIcmpIgnored, {
      conn: times(5, (index) =>
        stalled(BACKOFF, { orig: { address: `10.0.9.${String(index)}`, port: 40_000 } }),
      ),
      icmpError: times(5, (index) =>
        icmpError({
          time: TOLD,
          quoted: { ...icmpError().quoted, dst: `10.0.9.${String(index)}` } as never,
        }),
      ),
    })
    expect(metric(finding, 'connections')).toBe(5)
    expect(metric(finding, 'icmpFragmentationNeeded')).toBe(5)
  })

  it('is a warning when the sender found the size by itself in the end', () => {
    const repeated = [lostSegment(1450, BACKOFF, { acked: true })]
    const told = { conn: [stalled(BACKOFF, { repeated })], icmpError: toldAt(TOLD, TOLD) }
    expect(onlyFinding(mtuIcmpIgnored, told)).toMatchObject({ severity: 'warning' })
  })

  it('takes an error without an MTU, or with one that does not help, for what it says', () => {
    for (const mtu of [0, 1450, 1500]) {
      const errors = toldAt(TOLD, TOLD).map((error) => ({ ...error, mtu }))
      const told = { conn: [stalled(BACKOFF)], icmpError: errors }
      expect(JSON.stringify(onlyFinding(mtuIcmpIgnored, told).nextSteps)).toContain('mtu 1449')
    }
  })
})

describe('mtu-icmp-ignored is not fooled by', () => {
  it('a sender that obeys', () => {
    const told = { conn: [stalled([0.1 * SECOND, 0.15 * SECOND])], icmpError: toldAt(TOLD, TOLD) }
    expect(findings(mtuIcmpIgnored, told)).toEqual([])
  })

  it('small segments that are lost as well', () => {
    const told = {
      conn: [stalled(BACKOFF, { repeated: [lostSegment(1400, BACKOFF)] })],
      icmpError: toldAt(TOLD, TOLD),
    }
    expect(findings(mtuIcmpIgnored, told)).toEqual([])
  })

  it('errors that came before the segment, about another connection', () => {
    const told = { conn: [stalled(BACKOFF)], icmpError: toldAt(1 * MS, 2 * MS) }
    expect(findings(mtuIcmpIgnored, told)).toEqual([])
  })

  it('errors of another capture, or about other hosts', () => {
    const other = icmpError({ quoted: { ...icmpError().quoted, dst: '10.0.0.9' } as never })
    const told = [{ conn: [stalled(BACKOFF)], icmpError: [other, other] }]
    const elsewhere = toldAt(TOLD, TOLD).map((error) => ({ ...error, capture: 1 }))
    expect(findings(mtuIcmpIgnored, ...told, { icmpError: elsewhere })).toEqual([])
  })

  it('other ICMP errors', () => {
    const unreachable = toldAt(TOLD, TOLD).map((error) => ({ ...error, code: 3 }))
    const told = { conn: [stalled(BACKOFF)], icmpError: unreachable }
    expect(findings(mtuIcmpIgnored, told)).toEqual([])
    expect(silence(mtuIcmpIgnored, told)).toBe('No ICMP error says that a packet was too big.')
  })
})

describe('generated traffic', () => {
  /** A router between two nodes carries 1420 octets and says so; the sender is a pod or a host. */
  function scene({ pods, quoted }: { pods: boolean; quoted: number }): Node {
    const made = new Scene({ seed: 5, hops: 1, tunnel: { kind: 'vxlan', port: 4789, df: true } })
    const near = made.node({ address: '192.0.2.10' })
    const far = made.node({ address: '192.0.2.20' })
    made.path.push(between(near, far, dropAbove(1420, { router: '192.0.2.1', quoted })))
    talk(made, {
      client: pods ? near.pod('10.9.1.5') : near.host(),
      server: pods ? far.pod('10.9.2.7') : far.host(),
      start: 1 * SECOND,
      exchanges: [httpExchange(), httpExchange({ octets: 20_000 })],
      patience: 20 * SECOND,
    })
    made.run(40 * SECOND)
    return far
  }
  const findingsAt = async (node: Node) => {
    const { findings } = await analyse(writePcap(node.frames()))
    return findings.filter(({ severity }) => severity !== 'note')
  }

  it('is told where the node is told and the pod is not', async () => {
    const [finding, ...others] = await findingsAt(scene({ pods: true, quoted: 28 }))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ detector: 'mtu-icmp-ignored', severity: 'critical' })
    expect(finding?.entities).toMatchObject({ tunnelFrom: '192.0.2.20', router: '192.0.2.1' })
    expect(finding && metric(finding, 'mtuTold')).toBe(1420)
    expect(finding && metric(finding, 'quotedOctets')).toBe(28)
  })

  it('is not told where path MTU discovery works', async () => {
    expect(await findingsAt(scene({ pods: false, quoted: 548 }))).toEqual([])
  })
})
