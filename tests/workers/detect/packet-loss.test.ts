import { describe, expect, it } from 'vitest'
import packetLoss from '../../../workers/detect/packet-loss'
import type { ConnSide } from '../../../workers/model/records'
import { findingInChinese } from '../../../workers/translate/findings'
import { icmpError } from '../../support/path-records'
import {
  absent,
  captureRecord,
  conn,
  lostSegment,
  MS,
  SECOND,
  side,
  unanswered,
} from '../../support/records'
import { findings, metric, onlyFinding, silence } from '../../support/replay'

/** The server sends `data` segments and repeats `lost` of them. */
const lossy = (lost: number, data: number, changed: Partial<ConnSide> = {}) =>
  conn({
    respSide: side({
      frames: data,
      dataFrames: data,
      retransmissions: lost,
      largestIpAcked: 1500,
      ...changed,
    }),
    repeated: [
      lostSegment(1500, [1 * SECOND, 1.2 * SECOND], {
        acked: true,
        ackTime: 1.3 * SECOND,
        ackFrame: 30,
      }),
    ],
  })

describe('packet-loss', () => {
  it('tells source, destination, count and share, with evidence', () => {
    const finding = onlyFinding(packetLoss, { conn: [lossy(12, 400)] })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: '10.0.0.2', to: '10.0.0.1' },
    })
    expect(metric(finding, 'lostSegments')).toBe(12)
    expect(metric(finding, 'retransmissions')).toBe(12)
    expect(metric(finding, 'dataSegments')).toBe(400)
    expect(metric(finding, 'lossPercent')).toBe(3)
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([20, 21, 30, 1])
  })

  it.each([
    [0, 'connection.', '才得到确认。'],
    [
      5,
      'connection; 5 of them followed duplicate acknowledgements.',
      '其中 5 次跟在重复确认之后。',
    ],
    [12, 'connection; all of them followed duplicate acknowledgements.', '都跟在重复确认之后。'],
  ])('says what its repetitions followed: %i of 12 duplicate ACKs', (fast, says, inZh) => {
    const changed = { fastRetransmissions: fast }
    const [said = ''] = onlyFinding(packetLoss, { conn: [lossy(12, 400, changed)] }).happened
    expect(said).toContain(`on 1 of 1 ${says}`)
    expect(findingInChinese('packet-loss', said)).toContain(inZh)
  })

  it('shows gaps and what filled them where the loss was before the tap', () => {
    const late = (seq: number, frame: number, gapTime: number, time: number) => ({
      ...{ relativeSeq: seq, length: 1400, frame, time, gapFrame: frame - 10, gapTime },
    })
    const changed = {
      gaps: 12,
      late: [late(1401, 30, 1 * SECOND, 1.04 * SECOND), late(7001, 50, 2 * SECOND, 2.3 * SECOND)],
    }
    const record = { ...lossy(12, 400, changed), repeated: [] }
    const finding = onlyFinding(packetLoss, { conn: [record] })
    expect(finding.confidence).toBe('likely')
    expect(finding.evidence.map(({ frame, role }) => [frame, role])).toEqual([
      [20, 'shows that octets are missing'],
      [30, 'sent again'],
      [40, 'shows that octets are missing'],
      [50, 'sent again'],
      [1, 'connection with losses'],
    ])
    expect(finding.happened[1]).toContain('lost between the sender and this tap')
    const says =
      '2 segments that had been lost before this tap came 40 ms to 300 ms after a later one had shown the gap.'
    expect(finding.happened).toContain(says)
    expect(findingInChinese('packet-loss', says)).toBe(
      '2 个在此抓包点之前丢失的报文段，在后续报文段显示缺口后 40 ms 至 300 ms 才到达。',
    )
    const [attempts] = finding.figures
    expect(attempts?.kind === 'attempts' && attempts.lanes[1]?.points).toEqual([
      { time: 2 * SECOND, frame: 40, tone: 'bad', label: 'gap seen' },
      { time: 2.3 * SECOND, frame: 50, tone: 'good', label: 'sent again' },
    ])
  })

  it('shows a gap once that several segments fill, and believes them where it is the only one', () => {
    const late = [1401, 2801].map((relativeSeq, index) => ({
      ...{ relativeSeq, length: 1400, frame: 30 + index, time: 1.04 * SECOND },
      ...{ gapFrame: 20, gapTime: 1 * SECOND },
    }))
    const record = { ...lossy(12, 400, { gaps: 1, late }), repeated: [] }
    const { evidence, happened } = onlyFinding(packetLoss, { conn: [record] })
    expect(evidence.map(({ frame }) => frame)).toEqual([20, 30, 31, 1])
    expect(happened[1]).toContain('lost between the sender and this tap')
  })

  it.each([
    [199, 0, false],
    [200, 0, true],
    [200, 1, false],
  ])(
    'speaks of time-outs where all waited for one: %i ms, %i fast',
    (wait, fastRetransmissions, timer) => {
      const sent = [1 * SECOND, 1 * SECOND + wait * MS]
      const again = lostSegment(1500, sent, { acked: true, ackTime: 2 * SECOND, ackFrame: 30 })
      const record = { ...lossy(12, 400, { fastRetransmissions }), repeated: [again] }
      const { happened } = onlyFinding(packetLoss, { conn: [record] })
      const says = `1 segment whose first transmission is in the capture was sent again after ${String(wait)} ms.`
      expect(happened).toContain(says)
      expect(findingInChinese('packet-loss', says)).toContain(`在 ${String(wait)} ms 后重发`)
      expect(happened.includes('So do time-outs.')).toBe(timer)
    },
  )

  it('warns from five losses and one percent on, notes below, and keeps quiet further down', () => {
    expect(onlyFinding(packetLoss, { conn: [lossy(5, 500)] }).severity).toBe('warning')
    expect(onlyFinding(packetLoss, { conn: [lossy(5, 501)] }).severity).toBe('note')
    expect(findings(packetLoss, { conn: [lossy(4, 100)] })).toEqual([])
    expect(findings(packetLoss, { conn: [lossy(5, 5001)] })).toEqual([])
  })

  it('does not count what never arrived: a stall or a size limit', () => {
    const stalled = conn({
      respSide: side({ dataFrames: 16, retransmissions: 6 }),
      repeated: [
        lostSegment(
          1450,
          [1, 2, 3, 4, 5, 6, 7].map((second) => second * SECOND),
        ),
      ],
    })
    expect(findings(packetLoss, { conn: [stalled] })).toEqual([])
  })

  it('does not count a segment that needed more than three transmissions: an outage', () => {
    const outage = (transmissions: number) =>
      conn({
        respSide: side({ dataFrames: 50, retransmissions: 3 * (transmissions - 1) }),
        repeated: [1, 2, 3].map(() =>
          lostSegment(
            500,
            Array.from({ length: transmissions }, () => SECOND),
            {
              acked: true,
              ackTime: 2 * SECOND,
              ackFrame: 40,
            },
          ),
        ),
      })
    expect(findings(packetLoss, { conn: [outage(3)] })).toHaveLength(1)
    expect(findings(packetLoss, { conn: [outage(4)] })).toEqual([])
  })

  it('does not count needless repetitions', () => {
    const spurious = lossy(0, 100, { spuriousRetransmissions: 20 })
    expect(findings(packetLoss, { conn: [spurious] })).toEqual([])
  })

  it('speaks of segments that were overtaken, and does not count them', () => {
    const { counterEvidence } = onlyFinding(packetLoss, {
      conn: [lossy(12, 400, { outOfOrder: 3 })],
    })
    const says =
      '3 segments came late, overtaken by others: out of order rather than lost, and not counted.'
    expect(counterEvidence).toContain(says)
    expect(findingInChinese('packet-loss', says)).toContain('3 个报文段迟到')
    expect(findings(packetLoss, { conn: [lossy(0, 100, { outOfOrder: 30 })] })).toEqual([])
  })

  it('does not count handshakes', () => {
    const silent = conn({
      origSide: side({ frames: 8, dataFrames: 0 }),
      respSide: absent(),
      handshake: unanswered(0, SECOND, 3 * SECOND),
    })
    expect(findings(packetLoss, { conn: [silent, silent] })).toEqual([])
  })

  it('does not believe a capture of one direction', () => {
    const oneWay = { ...lossy(12, 100), origSide: absent({ ackedUnseen: 3 }) }
    expect(findings(packetLoss, { conn: [oneWay, oneWay, oneWay] })).toEqual([])
  })

  it('leaves to ICMP what ICMP told, at the taps before and behind the router', () => {
    const before = lossy(10, 200)
    const behind = { ...lossy(10, 190, { largestIpAcked: 1400 }), capture: 1 }
    const told = icmpError()
    expect(findings(packetLoss, { conn: [before], icmpError: [told] }, { conn: [behind] })).toEqual(
      [],
    )
    expect(findings(packetLoss, { conn: [before] }, { conn: [behind] })).toHaveLength(1)
  })

  it('counts once what two taps saw, less what the second proves to have been needless', () => {
    const sender = lossy(21, 514)
    const receiver = {
      ...lossy(12, 502, { gaps: 14, spuriousRetransmissions: 7 }),
      capture: 1,
      repeated: [],
    }
    const finding = onlyFinding(packetLoss, { conn: [sender] }, { conn: [receiver] })
    expect(metric(finding, 'lostSegments')).toBe(14)
    expect(JSON.stringify(finding.happened)).toContain('capture-1.pcap shows 12 losses')
  })

  it('is less sure when the capture itself dropped packets', () => {
    const capture = captureRecord({ dropped: 5 })
    expect(onlyFinding(packetLoss, { capture, conn: [lossy(12, 400)] }).confidence).toBe('likely')
  })

  it('says how much it looked at when a LAN is healthy', () => {
    expect(silence(packetLoss, { conn: [lossy(1, 5000)] })).toContain(
      '1 loss (0.02 %) on 1 pair, too few to matter',
    )
    expect(silence(packetLoss, { conn: [lossy(0, 5000)] })).toContain('5001 data segments')
  })
})
