import { describe, expect, it } from 'vitest'
import { missingSide, OneWayTaps } from '../../../workers/detect/one-way'
import oneWayCapture from '../../../workers/detect/one-way-capture'
import { echoPath } from '../../support/path-records'
import { absent, captureRecord, conn, side, unanswered } from '../../support/records'
import { findings, metric, onlyFinding, times } from '../../support/replay'

/** `tcpdump -Q in` at the client: SYN-ACKs, acknowledgements and data of the server alone. */
const inbound = (port: number) =>
  conn({
    orig: { address: '10.0.0.21', port },
    resp: { address: '10.0.0.22', port: 80 },
    origSide: absent({ ackedUnseen: 1 }),
  })

const both = (port: number) => conn({ orig: { address: '10.0.0.21', port } })

describe('missingSide', () => {
  it('needs a proof that the other side spoke', () => {
    expect(missingSide(inbound(1))).toBe('orig')
    expect(missingSide(conn({ respSide: absent() }))).toBe('resp')
    expect(missingSide(both(1))).toBeNull()
  })

  it('takes neither a lone SYN nor a lone SYN-ACK or RST for a proof', () => {
    const syns = conn({
      origSide: side({ frames: 3, dataFrames: 0 }),
      respSide: absent(),
      handshake: unanswered(1, 2, 3),
    })
    expect(missingSide(syns)).toBeNull()
    const backscatter = conn({ origSide: absent(), respSide: side({ frames: 1, dataFrames: 0 }) })
    expect(missingSide(backscatter)).toBeNull()
  })
})

describe('OneWayTaps', () => {
  it('stops believing a tap at three conversations and a fifth of all', () => {
    const blind = (oneWay: number, complete: number) => {
      const taps = new OneWayTaps()
      for (const record of times(oneWay, inbound)) taps.conn(record)
      for (const record of times(complete, both)) taps.conn(record)
      return taps.isBlind(0, 0)
    }
    expect(blind(3, 12)).toBe(true)
    expect(blind(3, 13)).toBe(false)
    expect(blind(2, 0)).toBe(false)
  })
})

describe('one-way-capture', () => {
  it('says which direction is missing', () => {
    const finding = onlyFinding(oneWayCapture, {
      conn: times(9, inbound),
      echoPath: [
        echoPath({ src: '10.0.0.21', dst: '10.0.0.22', requests: 0, replies: 4, unasked: 4 }),
      ],
    })
    expect(finding).toMatchObject({ severity: 'note', entities: { missing: '10.0.0.21' } })
    expect(metric(finding, 'oneWay')).toBe(10)
    expect(metric(finding, 'connections')).toBe(9)
    expect(metric(finding, 'pings')).toBe(1)
  })

  it('needs three conversations and a fifth of all', () => {
    const told = (oneWay: number, complete: number) => ({
      conn: [...times(oneWay, inbound), ...times(complete, (index) => both(1000 + index))],
    })
    expect(findings(oneWayCapture, told(3, 12))).toHaveLength(1)
    expect(findings(oneWayCapture, told(3, 13))).toEqual([])
    expect(findings(oneWayCapture, told(2, 0))).toEqual([])
  })

  it('is silent when another interface of the capture holds the other direction', () => {
    const outbound = (port: number) => ({
      ...inbound(port),
      tap: 1,
      origSide: side(),
      respSide: absent({ ackedUnseen: 1 }),
    })
    const taps = [0, 1].map((tap) => ({ capture: 0, tap, name: `eth${String(tap)}` }))
    const told = { conn: [...times(9, inbound), ...times(9, outbound)] }
    expect(findings(oneWayCapture, { ...told, capture: captureRecord({ taps }) })).toEqual([])
  })

  it('is silent in a complete capture', () => {
    expect(findings(oneWayCapture, { conn: times(20, both), echoPath: [echoPath()] })).toEqual([])
  })
})
