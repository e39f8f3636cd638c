import { describe, expect, it } from 'vitest'
import connectUnanswered from '../../../workers/detect/connect-unanswered'
import type { ConnRecord } from '../../../workers/model/records'
import { echoPath, icmpError } from '../../support/path-records'
import { absent, captureRecord, conn, SECOND, side, unanswered, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, run, silence, times } from '../../support/replay'

const pod = '10.42.1.99'

function asked(synSeconds: number[], changed: Partial<ConnRecord> = {}): ConnRecord {
  return conn({
    orig: { address: '10.42.0.15', port: 49_850 },
    resp: { address: pod, port: 5432 },
    origSide: side({ frames: synSeconds.length, dataFrames: 0, largestIpAcked: 0 }),
    respSide: absent(),
    handshake: unanswered(...synSeconds.map((second) => second * SECOND)),
    closedBy: 'none',
    ...changed,
  })
}

/** Another port of the same pod answers the same client: the tap sees both directions. */
const answered = conn({
  orig: { address: '10.42.0.15', port: 50_000 },
  resp: { address: pod, port: 80 },
})

describe('connect-unanswered', () => {
  it('names address and port, and tells a live host with a silent port', () => {
    const finding = onlyFinding(connectUnanswered, { conn: [asked([1, 2, 4, 8]), answered] })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: '10.42.0.15', to: pod, port: '5432' },
    })
    expect(finding.claim).toContain('10.42.1.99:5432')
    expect(metric(finding, 'syns')).toBe(4)
    expect(finding.alternatives[0]?.cause).toContain('network policy')
    expect(finding.evidence).toHaveLength(4)
  })

  it('expects "Policy denied" of Cilium inside its tunnel only', () => {
    const inTunnel = asked([1, 2, 4, 8], { tunnel: vxlan() })
    const text = (record: ConnRecord) =>
      JSON.stringify(onlyFinding(connectUnanswered, { conn: [record, answered] }))
    expect(text(inTunnel)).toContain('Policy denied')
    expect(text(asked([1, 2, 4, 8]))).not.toContain('Policy denied')
  })

  it('is a note one SYN below the threshold', () => {
    const finding = onlyFinding(connectUnanswered, { conn: [asked([1, 2, 4]), answered] })
    expect(finding.severity).toBe('note')
  })

  it('tells a host that never sends anything', () => {
    const other = conn({ orig: { address: '10.42.0.15', port: 50_000 } })
    const finding = onlyFinding(connectUnanswered, { conn: [asked([1, 2, 4, 8]), other] })
    expect(finding.alternatives[0]?.cause).toContain('gone')
    expect(JSON.stringify(finding.happened)).toContain('Not a single packet from 10.42.1.99')
  })

  it('is only a note when no packet towards the sender could have been seen', () => {
    const finding = onlyFinding(connectUnanswered, { conn: [asked([1, 2, 4, 8])] })
    expect(finding).toMatchObject({ severity: 'note', confidence: 'possible' })
  })

  it('is silent in a capture of one direction', () => {
    const oneWay = times(3, () => conn({ respSide: absent({ ackedUnseen: 2 }) }))
    const told = { conn: [asked([1, 2, 4, 8]), ...oneWay] }
    expect(findings(connectUnanswered, told)).toEqual([])
    expect(silence(connectUnanswered, told)).toContain('1 attempt is in captures of one direction')
  })

  it('counts connections once when it stays silent, however many taps and tunnels show them', () => {
    const seen = [{ tap: 0 }, { tap: 1 }, { capture: 1 }, { tunnel: vxlan() }]
    const conns = seen.flatMap((place) =>
      times(3, (n) => conn({ orig: { address: '10.0.0.1', port: 50_000 + n }, ...place })),
    )
    expect(silence(connectUnanswered, { conn: conns })).toBe(
      '3 connections, none was left without an answer.',
    )
  })

  it('does not judge a single SYN close to the end', () => {
    const capture = captureRecord({ duration: 60 * SECOND })
    const told = (second: number) => ({ capture, conn: [asked([second]), answered] })
    expect(findings(connectUnanswered, told(58))).toEqual([])
    expect(silence(connectUnanswered, told(58))).toContain('1 began too close to the end')
    expect(findings(connectUnanswered, told(56))).toHaveLength(1)
  })

  it('leaves refusals alone, by RST and by ICMP', () => {
    const refused = conn({ handshake: { ...unanswered(1), outcome: 'refused', refusedFrame: 9 } })
    expect(findings(connectUnanswered, { conn: [refused] })).toEqual([])
    const error = icmpError({
      code: 13,
      quoted: {
        src: '10.42.0.15',
        srcPort: 49_850,
        dst: pod,
        dstPort: 5432,
        proto: 6,
        ipLength: 60,
        id: 1,
        seq: 1,
      },
    })
    const told = { conn: [asked([1, 2, 4, 8]), answered], icmpError: [error] }
    expect(findings(connectUnanswered, told)).toEqual([])
  })

  it('counts a connection once that several taps saw, and says how far its SYNs got', () => {
    const finding = onlyFinding(
      connectUnanswered,
      { conn: [asked([1, 2, 4, 8]), answered] },
      { conn: [asked([1, 2, 4, 8], { capture: 1 })] },
    )
    expect(metric(finding, 'syns')).toBe(4)
    expect(JSON.stringify(finding.happened)).toContain('The SYNs pass 2 taps')
  })

  it('is silent about a connection that another tap saw answered', () => {
    const seen = conn({
      capture: 1,
      orig: { address: '10.42.0.15', port: 49_850 },
      resp: { address: pod, port: 5432 },
    })
    expect(
      findings(connectUnanswered, { conn: [asked([1, 2, 4, 8]), answered] }, { conn: [seen] }),
    ).toEqual([])
  })

  it('bears a flood, and counts what it has no room for', () => {
    const flood = times(70_000, (index) =>
      asked([1, 2], {
        orig: { address: `10.1.${String(index >> 8)}.${String(index & 255)}`, port: 1 },
      }),
    )
    const { findings: found, capped } = run(connectUnanswered, { conn: flood })
    expect(found).toHaveLength(1)
    expect(capped).toEqual([
      { what: 'records beyond the bounds of connect-unanswered', count: 70_000 - 65_536 },
    ])
  })

  it('folds a scan into one note', () => {
    const scan = (targets: number) =>
      times(targets, (index) => asked([1, 2], { resp: { address: pod, port: 1000 + index } }))
    const echo = [echoPath({ src: '10.42.0.15', dst: pod })]
    const folded = findings(connectUnanswered, { conn: scan(20), echoPath: echo })
    expect(folded).toMatchObject([{ key: 'scan 10.42.0.15', severity: 'note' }])
    const below = onlyFinding(connectUnanswered, { conn: scan(19), echoPath: echo })
    expect(below).toMatchObject({ key: `address ${pod}` })
  })

  it('does not say "never" of a port that answered other connections', () => {
    const other = conn({
      orig: { address: '10.42.0.15', port: 50_000 },
      resp: { address: pod, port: 5432 },
    })
    const finding = onlyFinding(connectUnanswered, { conn: [asked([1, 2, 4, 8]), other] })
    expect(finding.claim).toContain('10.42.1.99:5432 left attempts unanswered')
    expect(finding.counterEvidence).toEqual(['1 other connection to 10.42.1.99:5432 was answered.'])
  })

  it('counts an answered connection once, whatever taps, captures and tunnel levels show it', () => {
    const to = (port: number, changed: Partial<ConnRecord> = {}) =>
      conn({
        orig: { address: '10.42.0.15', port: 50_000 },
        resp: { address: pod, port },
        ...changed,
      })
    const sights = (port: number) => [to(port), to(port, { tap: 1 }), to(port, { tunnel: vxlan() })]
    const finding = onlyFinding(
      connectUnanswered,
      // The pair of ports is used again: a second connection.
      { conn: [asked([1, 2, 4, 8]), ...sights(80), to(80), to(80, { tap: 1 }), ...sights(5432)] },
      { conn: [to(80, { capture: 1 })] },
    )
    expect(finding.happened).toContain(`${pod} is alive: it answered 2 connections to other ports.`)
    expect(finding.counterEvidence).toEqual(['1 other connection to 10.42.1.99:5432 was answered.'])
  })

  describe('many silent destinations', () => {
    const echo = [echoPath({ src: '10.42.0.15', dst: '10.42.1.1' })]
    const pods = (count: number, to: (index: number) => Partial<ConnRecord>) => ({
      conn: times(count, (index) =>
        asked([1, 2, 4, 8], {
          resp: { address: `10.42.1.${String(index + 10)}`, port: 80 },
          ...to(index),
        }),
      ),
      echoPath: echo,
    })

    it('stay apart up to five', () => {
      expect(
        findings(
          connectUnanswered,
          pods(5, () => ({})),
        ),
      ).toHaveLength(5)
    })

    it('are one finding when they lie behind one tunnel end', () => {
      const finding = onlyFinding(
        connectUnanswered,
        pods(6, () => ({ tunnel: vxlan() })),
      )
      expect(finding).toMatchObject({ key: 'tunnel end 172.16.0.2', severity: 'warning' })
      expect(finding.claim).toBe(
        '6 destinations behind tunnel end 172.16.0.2 never answer: 24 SYNs in 6 attempts, no SYN-ACK and no RST',
      )
      expect(finding.evidence).toHaveLength(24)
      expect(finding.filter).toContain('ip.dst == 172.16.0.2 && ')
      expect(finding.figures.map(({ kind }) => kind)).toEqual(['bars'])
    })

    it('are one finding when one source asked them, else when they are too many', () => {
      expect(
        onlyFinding(
          connectUnanswered,
          pods(6, () => ({})),
        ).key,
      ).toBe('source 10.42.0.15')
      const fromAll = pods(6, (index) => ({
        orig: { address: `10.42.0.${String(index + 1)}`, port: 40_000 },
      }))
      expect(onlyFinding(connectUnanswered, fromAll).key).toBe('many all')
    })

    it('are a note when no answer could have been seen', () => {
      const { conn: unseen } = pods(6, () => ({}))
      expect(onlyFinding(connectUnanswered, { conn: unseen })).toMatchObject({
        severity: 'note',
        confidence: 'possible',
      })
    })
  })
})
