import { describe, expect, it } from 'vitest'
import receiverWindow from '../../../workers/detect/receiver-window'
import type { ConnRecord, FullWindowRecord } from '../../../workers/model/records'
import { analyse, captureOf, recordsOf } from '../../support/analyse'
import { conn, MS, SECOND, side } from '../../support/records'
import { findings, metric, onlyFinding } from '../../support/replay'
import { TcpScript } from '../../support/tcp-script'
import { closedWindow } from '../../support/window-records'

const full = (ms: number): FullWindowRecord => ({
  ...{ waits: 25, time: ms * MS, window: 65_535 },
  longest: [{ frame: 50, time: 100 * MS, endFrame: 60, endTime: 140 * MS, window: 65_535 }],
})

/** An upload of ten seconds that waited so long for room. */
const upload = (ms: number, lasts = 10, changed: Partial<ConnRecord> = {}) =>
  conn({
    resp: { address: '10.0.0.2', port: 5002 },
    origSide: side({ dataOctets: 10_000_000 }),
    respSide: side({ fullWindow: full(ms) }),
    lastTime: lasts * SECOND,
    ...changed,
  })

describe('a window that is full but open', () => {
  it('is told with the throughput that it allows', () => {
    const finding = onlyFinding(receiverWindow, { conn: [upload(8000)] })
    expect(finding).toMatchObject({
      severity: 'warning',
      entities: { to: '10.0.0.2', port: '5002' },
    })
    expect(metric(finding, 'windowFullPercent')).toBe(80)
    expect(metric(finding, 'throughput')).toBe(1_000_000)
    // 65,535 octets in the 1.1 ms of the handshake.
    expect(metric(finding, 'throughputLimit')).toBe(Math.round(65_535 / 0.0011))
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([50, 60])
  })

  it('is a warning from 3 s and half of the time on, a note from 500 ms and 30 % on', () => {
    const severityOf = (ms: number, lasts: number) =>
      findings(receiverWindow, { conn: [upload(ms, lasts)] })[0]?.severity
    expect(severityOf(3000, 6)).toBe('warning')
    expect(severityOf(2999, 5)).toBe('note')
    expect(severityOf(3000, 6.1)).toBe('note')
    expect(severityOf(500, 1)).toBe('note')
    expect(severityOf(499, 1)).toBeUndefined()
    expect(severityOf(3000, 10.1)).toBeUndefined()
  })

  it('is no second finding beside a window that closes', () => {
    const respSide = side({ fullWindow: full(8000), window: closedWindow([[0, 900]]) })
    expect(onlyFinding(receiverWindow, { conn: [upload(0, 10, { respSide })] }).claim).toContain(
      'closed',
    )
  })
})

interface Transfer {
  rounds: number
  /** Segments of 1460 octets in each; 44 fill a window of 65,535. */
  burst: number
  /** Milliseconds from the burst to its ACK, and from there to the next burst. */
  toAck?: number
  toNext?: number
  /** The last segment of each burst is sent again before the next. */
  lossy?: boolean
}

function transfer({ rounds, burst, toAck = 39, toNext = 1, lossy = false }: Transfer) {
  const script = new TcpScript()
  script.client({ flags: 'S', options: { mss: 1460, windowScale: 0 } })
  script.server({ flags: 'SA', options: { mss: 1460, windowScale: 0 }, window: 65_535, after: 40 })
  script.client({ after: 0 })
  for (let round = 0; round < rounds; round++) {
    for (let segment = 0; segment < burst; segment++) {
      script.client({ length: 1460, after: segment === 0 ? toNext : 0.01 })
    }
    const [next] = script.reached('client')
    if (lossy) {
      script.server({ window: 65_535, ack: next - 1460, after: toAck })
      script.client({ seq: next - 1460, length: 1460, after: 200 })
    }
    script.server({ window: 65_535, after: toAck })
  }
  return captureOf(script.frames)
}

async function told(given: Transfer) {
  const octets = transfer(given)
  const { conns } = await recordsOf(octets)
  const { findings: all } = await analyse(octets)
  const finding = all.find(({ detector }) => detector === 'receiver-window')
  return { record: conns[0]?.respSide.fullWindow, severity: finding?.severity }
}

describe('octets in flight on the wire', () => {
  it('that fill the window are told, where the sender is seen and where the receiver is', async () => {
    const near = await told({ rounds: 90, burst: 44 })
    expect(near.record).toMatchObject({ waits: 89, window: 65_535 })
    expect(near.severity).toBe('warning')
    const far = await told({ rounds: 90, burst: 44, toAck: 1, toNext: 39 })
    expect(far).toMatchObject({ record: { waits: 89 }, severity: 'warning' })
  })

  it('are not the receiver’s doing where there is room for another segment', async () => {
    expect((await told({ rounds: 90, burst: 43 })).record).toBeNull()
  })

  it('nor where the sender has nothing more to say', async () => {
    const { record, severity } = await told({ rounds: 30, burst: 44, toNext: 300 })
    expect(record).toBeNull()
    expect(severity).toBeUndefined()
  })

  it('nor where a loss is what holds it up', async () => {
    expect((await told({ rounds: 20, burst: 44, lossy: true })).record?.time ?? 0).toBeLessThan(
      500 * MS,
    )
  })
})
