/** Captures taken behind the loss: the large segments are not in them, the holes they leave are. */
import { describe, expect, it } from 'vitest'
import mtuBlackHole from '../../../workers/detect/mtu-black-hole'
import tunnelSizeDrop from '../../../workers/detect/tunnel-size-drop'
import type { ConnRecord, MissingOctets } from '../../../workers/model/records'
import { echoPath, echoSize, fragmentPath, hostPair, icmpError } from '../../support/path-records'
import {
  conn,
  handshake,
  lostSegment,
  SECOND,
  side,
  unanswered,
  vxlan,
} from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

/** As in the SYNs of `side()`; with timestamps a full segment holds 1448 octets. */
const FULL = 1448

function missing(changed: Partial<MissingOctets> = {}): MissingOctets {
  return {
    seq: 5000,
    relativeSeq: 301,
    length: 3 * FULL,
    frame: 20,
    time: 1 * SECOND,
    behind: 266,
    sackFrame: 21,
    sackTime: 1.001 * SECOND,
    filled: 0,
    largestPiece: 0,
    filledFrame: 0,
    filledTime: -1,
    ...changed,
  }
}

/** The answer of the server, all but its tail, never reaches the client's side. */
const cut = (hole: Partial<MissingOctets> = {}, changed: Partial<ConnRecord> = {}): ConnRecord =>
  conn({
    respSide: side({ largestIpAcked: 352, missing: [missing(hole)] }),
    closedBy: 'none',
    ...changed,
  })

const port = (number: number) => ({ orig: { address: '10.0.0.1', port: number } })

/** The server is heard at this moment, in a connection between the same hosts. */
const heardAt = (time: number, largest = 400): ConnRecord =>
  conn({
    ...port(40_100),
    handshake: handshake(0.5 * SECOND),
    respSide: side({ largestIpSent: largest, largestIpAcked: 200, lastTime: time, lastFrame: 90 }),
  })

const later = heardAt(20 * SECOND)

describe('mtu-black-hole behind the loss', () => {
  it('says what is measured, and what is concluded from it', () => {
    const finding = onlyFinding(mtuBlackHole, { conn: [cut(), later] })
    expect(finding).toMatchObject({
      severity: 'critical',
      confidence: 'likely',
      entities: { from: '10.0.0.2', to: '10.0.0.1', sender: '10.0.0.2:80' },
      filter: 'tcp.stream == 0',
    })
    expect(finding.claim).toContain('up to 400 octets arrive, full segments in packets of 1500')
    expect(metric(finding, 'largestDelivered')).toBe(400)
    expect(metric(finding, 'smallestLost')).toBe(1500)
    expect(metric(finding, 'segmentsMissing')).toBe(3)
    expect(metric(finding, 'longestOpenSeconds')).toBe(19)
    const concluded = finding.metrics.filter(({ estimated }) => estimated).map(({ name }) => name)
    expect(concluded).toContain('smallestLost')
    const text = finding.happened.join(' ')
    expect(text).toContain('4344 octets are missing')
    expect(text).toContain('exactly 3 segments of 1448 octets')
    expect(text).toContain('selective acknowledgement (SACK) leaves out just these octets')
    expect(text).toContain('allow segments of 1460 octets, which is an IP packet of 1500')
    expect(text).toContain('concluded, not seen')
    expect(finding.nextSteps[0]?.command).toContain('host 10.0.0.2 and (host 10.0.0.1 or icmp)')
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([20, 21, 90])
    expect(finding.figures.map(({ kind }) => kind)).toEqual(['attempts', 'sizes', 'byte-budget'])
  })

  it('knows full segments without timestamps', () => {
    const finding = onlyFinding(mtuBlackHole, { conn: [cut({ length: 1460 }), later] })
    expect(finding.happened.join(' ')).toContain('exactly 1 segment of 1460 octets')
  })

  it('takes one sign alone for possible, two for likely', () => {
    const silent = { sackFrame: 0, sackTime: -1 }
    const alone = onlyFinding(mtuBlackHole, { conn: [cut(silent), later] })
    expect(alone).toMatchObject({ severity: 'warning', confidence: 'possible' })
    expect(alone.counterEvidence.join(' ')).toContain('told by its silence alone')
    const twice = [cut(silent), cut(silent, port(40_001)), later]
    const again = onlyFinding(mtuBlackHole, { conn: twice })
    expect(again).toMatchObject({ severity: 'critical', confidence: 'likely' })
    expect(metric(again, 'connections')).toBe(2)
  })

  it('hears a receiver without SACK by its duplicate acknowledgements', () => {
    const asking = side({ duplicateAcks: 1, lastTime: 1.001 * SECOND })
    const record = cut({ sackFrame: 0, sackTime: -1 }, { origSide: asking })
    const finding = onlyFinding(mtuBlackHole, { conn: [record, later] })
    expect(finding.confidence).toBe('likely')
    expect(finding.happened.join(' ')).toContain('went on to acknowledge what stands before them')
  })

  it('is only a warning where the sender went on with smaller segments', () => {
    const pieces = { filled: 3 * FULL, largestPiece: 1076, filledFrame: 30 }
    const finding = onlyFinding(mtuBlackHole, {
      conn: [cut({ ...pieces, filledTime: 4 * SECOND })],
    })
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(finding.happened.join(' ')).toContain(
      'came 3 s later, in packets of 1076 octets at most',
    )
  })

  it('says so where a smaller segment is missing as well', () => {
    const silent = { sackFrame: 0, sackTime: -1 }
    const finding = onlyFinding(mtuBlackHole, {
      conn: [cut({ ...silent, length: 3 * FULL + 500 }), cut(silent, port(40_001)), later],
    })
    expect(finding.happened.join(' ')).toContain('3 segments of 1448 octets, and 500 octets more')
    expect(finding.confidenceReasons.join(' ')).toContain('1 of 2 holes are whole multiples')
  })

  it('counts the tunnel, and finds the same at two taps behind it once', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const inside = cut({}, { tunnel })
    const heard = { ...later, tunnel }
    const atPod = [cut({}, { tap: 1 }), { ...later, tap: 1 }]
    const finding = onlyFinding(mtuBlackHole, { conn: [inside, heard, ...atPod] })
    expect(finding.claim).toContain('VXLAN 172.16.0.2 → 172.16.0.1')
    expect(metric(finding, 'smallestLostOuter')).toBe(1550)
  })

  it('leaves the word to a tap that sees the repetitions', () => {
    const near = conn({
      capture: 1,
      respSide: side({ largestIpAcked: 352, largestIpSent: 1500 }),
      repeated: [
        lostSegment(
          1500,
          [0.1, 0.3, 0.7, 1.5].map((at) => at * SECOND),
        ),
      ],
      closedBy: 'none',
    })
    const finding = onlyFinding(mtuBlackHole, { conn: [cut(), later] }, { conn: [near] })
    expect(metric(finding, 'transmissions')).toBe(4)
    expect(finding.happened.join(' ')).toContain('never appear at capture-0.pcap')
  })

  it('does so through address translation, and where ICMP explains the repetitions', () => {
    const near = conn({
      orig: { address: '203.0.113.9', port: 41_000 },
      respSide: side({ largestIpAcked: 352, largestIpSent: 1500 }),
      repeated: [
        lostSegment(
          1500,
          [0.1, 0.3, 0.7, 1.5].map((at) => at * SECOND),
        ),
      ],
      closedBy: 'none',
    })
    const finding = onlyFinding(mtuBlackHole, { conn: [near, cut(), later] })
    expect(finding.entities).toMatchObject({ from: '10.0.0.2', to: '203.0.113.9' })
    const error = icmpError()
    const told = error.quoted && { ...error, quoted: { ...error.quoted, dst: '203.0.113.9' } }
    const icmp = { ...(told ?? error), to: '203.0.113.1' }
    expect(findings(mtuBlackHole, { conn: [near, cut(), later], icmpError: [icmp] })).toEqual([])
    const other = cut({ seq: 90_000 })
    expect(findings(mtuBlackHole, { conn: [near, other, later] })).toHaveLength(2)
  })

  it('joins the pings that show the same limit', () => {
    const pings = echoPath({
      ...{ src: '10.0.0.1', dst: '10.0.0.2' },
      sizes: [echoSize(84, 5, 5), echoSize(1450, 5, 0)],
    })
    const finding = onlyFinding(mtuBlackHole, { conn: [cut(), later], echoPath: [pings] })
    expect(finding.severity).toBe('critical')
    expect(metric(finding, 'smallestLost')).toBe(1450)
    expect(finding.claim).toContain('full segments in packets of 1500')
  })

  describe('is silent', () => {
    const nothing = (...told: ConnRecord[]) => findings(mtuBlackHole, { conn: told })

    it('where the sender had less than three seconds to fill the hole', () => {
      const filled = { filled: 3 * FULL, largestPiece: 1076, filledFrame: 30 }
      expect(nothing(cut({ ...filled, filledTime: 3.9 * SECOND }), later)).toEqual([])
      expect(nothing(cut({ time: 57.5 * SECOND }), heardAt(60 * SECOND))).toEqual([])
      const reset = { closedBy: 'rst', lastTime: 3.9 * SECOND } as const
      expect(nothing(cut({}, reset), later)).toEqual([])
      expect(nothing(cut({}, { ...reset, lastTime: 4 * SECOND }), later)).toHaveLength(1)
    })

    it('where the same size filled it in the end, as after random loss', () => {
      const filled = { filled: 3 * FULL, largestPiece: 1500, filledFrame: 30 }
      expect(nothing(cut({ ...filled, filledTime: 9 * SECOND }), later)).toEqual([])
    })

    it('where packets as large were seen, acknowledged or not', () => {
      expect(nothing(cut(), heardAt(20 * SECOND, 1499))).toHaveLength(1)
      expect(nothing(cut(), heardAt(20 * SECOND, 1500))).toEqual([])
      const pair = hostPair({ largestBa: 1500 })
      expect(findings(mtuBlackHole, { conn: [cut(), later], hostPair: [pair] })).toEqual([])
      expect(silence(mtuBlackHole, { conn: [cut(), heardAt(20 * SECOND, 1500)] })).toContain(
        'packets as large were delivered (3 segments)',
      )
    })

    it('where a packet of a size that passes is missing as well', () => {
      expect(nothing(cut({ length: 3 * FULL + 348 }), later)).toEqual([])
      expect(nothing(cut({ length: 3 * FULL + 349 }), later)).toHaveLength(1)
    })

    it('where the hole has no room for a full segment', () => {
      expect(nothing(cut({ length: FULL - 1 }), later)).toEqual([])
    })

    it('where nothing arrived any more: the sender, or the path, was down', () => {
      expect(nothing(cut(), heardAt(3.9 * SECOND))).toEqual([])
      expect(nothing(cut(), heardAt(4 * SECOND))).toHaveLength(1)
      expect(silence(mtuBlackHole, { conn: [cut()] })).toContain('nothing at all arrived')
    })

    it('where no SYN tells the size of a full segment', () => {
      const middle = {
        origSide: side({ mss: 0 }),
        respSide: side({ mss: 0, missing: [missing()] }),
        handshake: unanswered(),
      }
      expect(nothing(cut({}, middle), later)).toEqual([])
    })

    it('where the window was closed', () => {
      expect(nothing(cut({}, { origSide: side({ zeroWindows: 1 }) }), later)).toEqual([])
    })

    it('where ICMP told the sender, and where the path fragments', () => {
      const told = { conn: [cut(), later] }
      expect(findings(mtuBlackHole, { ...told, icmpError: [icmpError()] })).toEqual([])
      const ends = { src: '172.16.0.2', dst: '172.16.0.1', carries: vxlan() }
      const pieces = fragmentPath({ inOrder: [3, 0], tailFirst: [0, 0] }, ends)
      const tunnel = vxlan('172.16.0.1', '172.16.0.2')
      const inside = [cut({}, { tunnel }), { ...later, tunnel }]
      expect(findings(mtuBlackHole, { conn: inside, fragmentPath: [pieces] })).toEqual([])
    })

    it('where connections were captured one way', () => {
      const oneWay = times(4, (index) =>
        cut({}, { ...port(41_000 + index), origSide: side({ frames: 0, dataFrames: 0 }) }),
      )
      expect(nothing(...oneWay, later)).toEqual([])
    })
  })

  it('leaves a limit on the tunnel alone to tunnel-size-drop', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const told = {
      conn: [cut({}, { tunnel }), { ...later, tunnel }],
      hostPair: [hostPair({ a: '172.16.0.1', b: '172.16.0.2', largestBa: 1550 })],
    }
    expect(findings(mtuBlackHole, told)).toEqual([])
    const finding = onlyFinding(tunnelSizeDrop, told)
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'likely' })
    expect(finding.happened.join(' ')).toContain('as other traffic without tunnel')
    expect(metric(finding, 'segmentsMissing')).toBe(3)
    const smaller = [hostPair({ a: '172.16.0.1', b: '172.16.0.2', largestBa: 1549 })]
    expect(findings(tunnelSizeDrop, { ...told, hostPair: smaller })).toEqual([])
  })
})
