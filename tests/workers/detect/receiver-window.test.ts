import { describe, expect, it } from 'vitest'
import packetLoss from '../../../workers/detect/packet-loss'
import receiverWindow from '../../../workers/detect/receiver-window'
import type { ConnRecord, WindowRecord } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { conn, SECOND, side } from '../../support/records'
import { findings, metric, onlyFinding, silence } from '../../support/replay'
import { TcpScript } from '../../support/tcp-script'
import { closedWindow } from '../../support/window-records'

/** An upload of 5 s into a window. */
const upload = (window: WindowRecord, changed: Partial<ConnRecord> = {}) =>
  conn({
    resp: { address: '10.0.0.2', port: 5002 },
    respSide: side({ zeroWindows: window.closures, window }),
    lastTime: 5 * SECOND,
    ...changed,
  })

describe('receiver-window', () => {
  it('names the service, how often, how long and of what time', () => {
    const window = closedWindow(
      [
        [100, 1100],
        [2000, 2500],
      ],
      { probes: 2 },
    )
    const finding = onlyFinding(receiverWindow, { conn: [upload(window)] })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: '10.0.0.1', to: '10.0.0.2', port: '5002' },
    })
    expect(finding.claim).toContain('10.0.0.2:5002')
    expect(metric(finding, 'stalledMs')).toBe(1500)
    expect(metric(finding, 'longestStallMs')).toBe(1000)
    expect(metric(finding, 'stalledPercent')).toBe(30)
    expect(metric(finding, 'probes')).toBe(2)
    expect(finding.evidence.map(({ frame, role }) => [frame, role])).toEqual([
      [50, 'window closed'],
      [51, 'window open again'],
      [52, 'window closed'],
      [53, 'window open again'],
    ])
  })

  it('warns from 500 ms and 10 % of the connection on, notes below, and is silent under 100 ms', () => {
    const severityOf = (ms: number, lastTime = 5 * SECOND) =>
      findings(receiverWindow, { conn: [upload(closedWindow([[0, ms]]), { lastTime })] })[0]
        ?.severity
    expect(severityOf(500)).toBe('warning')
    expect(severityOf(499)).toBe('note')
    expect(severityOf(500, 5.001 * SECOND)).toBe('note')
    expect(severityOf(100)).toBe('note')
    expect(severityOf(99)).toBeUndefined()
  })

  it('warns of three seconds at a time, however long the connection lives', () => {
    const severityOf = (ms: number) =>
      onlyFinding(receiverWindow, {
        conn: [upload(closedWindow([[0, ms]]), { lastTime: 3600 * SECOND })],
      }).severity
    expect(severityOf(3000)).toBe('warning')
    expect(severityOf(2999)).toBe('note')
  })

  it('is silent about windows that are filled but never closed, and says what it saw', () => {
    const window = closedWindow([], { filled: 40 })
    expect(findings(receiverWindow, { conn: [upload(window)] })).toEqual([])
    expect(silence(receiverWindow, { conn: [upload(window)] })).toContain(
      'no receiver closed its window',
    )
    const brief = upload(closedWindow([[0, 20]]))
    expect(silence(receiverWindow, { conn: [brief] })).toContain('closed 1 time, together 20 ms')
  })

  it('counts once what two taps saw, from the one that shows more', () => {
    const near = upload(closedWindow([[100, 1100]]), { capture: 1 })
    const far = upload(closedWindow([[110, 1090]]))
    const finding = onlyFinding(receiverWindow, { conn: [far] }, { conn: [near] })
    expect(metric(finding, 'connections')).toBe(1)
    expect(metric(finding, 'stalledMs')).toBe(1000)
    expect(new Set(finding.evidence.map(({ capture }) => capture))).toEqual(new Set([1]))
  })

  it('tells all connections of one service in one finding, and clients apart from it', () => {
    const from = (port: number) =>
      upload(closedWindow([[0, 600]]), { orig: { address: '10.0.0.1', port } })
    const download = conn({
      origSide: side({ window: closedWindow([[0, 700]]) }),
      resp: { address: '10.0.0.2', port: 5002 },
      orig: { address: '10.0.0.9', port: 1 },
    })
    const [client, service] = findings(receiverWindow, { conn: [from(1), from(2), download] }).sort(
      (a, b) => (a.key < b.key ? 1 : -1),
    )
    expect(service && metric(service, 'connections')).toBe(2)
    expect(client?.entities).toMatchObject({ from: '10.0.0.2', to: '10.0.0.9' })
    expect(client?.claim).toContain('10.0.0.9 (as client of port 5002)')
  })

  it('says when the window never opened again', () => {
    const window = closedWindow([[0, 2000]])
    const stuck = {
      ...window,
      longest: window.longest.map((closure) => ({ ...closure, endFrame: 0 })),
    }
    const finding = onlyFinding(receiverWindow, { conn: [upload(stuck)] })
    expect(finding.happened.join(' ')).toContain('still closed at the end')
    expect(finding.evidence).toHaveLength(1)
  })

  it('reads a receiver that stops reading off a capture, where no packet was lost', async () => {
    const script = new TcpScript({ serverPort: 5002 }).handshake()
    for (let round = 0; round < 3; round++) {
      script.client({ length: 502 })
      script.server({ window: 0, after: 5 })
      script.client({ seq: 502 * (round + 1), after: 250 })
      script.server({ window: 0 })
      script.server({ after: 100 })
    }
    script.client({ flags: 'FA' })
    script.server({ flags: 'FA' })
    const { findings: told } = await analyse(captureOf(script.frames))
    const found = told.filter(({ severity }) => severity !== 'note')
    expect(found.map(({ detector }) => detector)).toEqual([receiverWindow.id])
    expect(told.map(({ detector }) => detector)).not.toContain(packetLoss.id)
    const [finding] = found
    expect(finding && metric(finding, 'closures')).toBe(3)
    expect(finding && metric(finding, 'stalledMs')).toBe(1053)
  })
})
