import { describe, expect, it } from 'vitest'
import deadPeer from '../../../workers/detect/dead-peer'
import type { ConnRecord } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { icmpError } from '../../support/path-records'
import { givenUp, keepAlives, silentServer } from '../../support/probe-records'
import { absent, captureRecord, conn, lostSegment, SECOND, side } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'
import { TcpScript } from '../../support/tcp-script'

/** The client sends a segment at these seconds, and the server says nothing any more. */
function repeated(ipLength: number, seconds: readonly number[], changed: Partial<ConnRecord> = {}) {
  const lastTime = (seconds.at(-1) ?? 0) * SECOND
  const sent = seconds.map((second) => second * SECOND)
  return conn({
    origSide: side({ lastFrame: 150, lastTime, largestIpAcked: 200 }),
    respSide: side({ lastFrame: 10, lastTime: 1 * SECOND }),
    repeated: [lostSegment(ipLength, sent, { from: 'orig' })],
    closedBy: 'none',
    ...changed,
  })
}

describe('dead-peer', () => {
  it('tells how many keep-alives went unanswered, for how long, and what became of it', () => {
    const finding = onlyFinding(deadPeer, { conn: [givenUp([8, 10, 12, 14], 16)] })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: '10.0.0.1', to: '10.0.0.2', port: '7000' },
    })
    expect(metric(finding, 'unansweredProbes')).toBe(4)
    expect(metric(finding, 'silentSeconds')).toBe(8)
    expect(metric(finding, 'aborted')).toBe(1)
    expect(finding.claim).toContain('10.0.0.1 gave up with RST')
    expect(finding.evidence.map(({ frame, role }) => [frame, role])).toEqual([
      [90, 'last word of the peer'],
      [100, 'keep-alive'],
      [101, 'keep-alive'],
      [102, 'keep-alive'],
      [103, 'keep-alive'],
      [150, 'gave up with RST'],
    ])
  })

  it('needs three questions and two seconds', () => {
    expect(findings(deadPeer, { conn: [givenUp([8, 9, 9.5], 10)] })).toHaveLength(1)
    expect(findings(deadPeer, { conn: [givenUp([8, 9], 60)] })).toEqual([])
    expect(findings(deadPeer, { conn: [givenUp([8, 8.5, 9], 9.999)] })).toEqual([])
    expect(silence(deadPeer, { conn: [givenUp([8, 9], 60)] })).toContain('1 silence was too short')
  })

  it('does not count a question that the end of the capture left no time to answer', () => {
    const told = (duration: number) => ({
      capture: captureRecord({ duration: duration * SECOND }),
      conn: [silentServer([8, 10, 12])],
    })
    expect(findings(deadPeer, told(12.9))).toEqual([])
    const finding = onlyFinding(deadPeer, told(13))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(finding.claim).toContain('still waiting when the capture ended')
  })

  it('takes data sent again and again for questions, too', () => {
    const finding = onlyFinding(deadPeer, { conn: [repeated(85, [4.5, 4.7, 5.1, 6, 7.6])] })
    expect(metric(finding, 'unansweredProbes')).toBe(5)
    expect(finding.evidence.map(({ role }) => role)).toContain('data')
  })

  it('leaves data to others that are larger than any that got through', () => {
    const sent = [4.5, 4.7, 5.1, 6, 7.6]
    expect(findings(deadPeer, { conn: [repeated(200, sent)] })).toHaveLength(1)
    expect(findings(deadPeer, { conn: [repeated(201, sent)] })).toEqual([])
  })

  it('does not ask who has closed, who never spoke, or who was heard again', () => {
    const asked = [8, 10, 12, 14]
    const closed = silentServer(asked, { respSide: side({ lastFrame: 90, finSent: true }) })
    const mute = silentServer(asked, { respSide: absent() })
    const heard = silentServer(asked, { respSide: side({ lastFrame: 160, lastTime: 15 * SECOND }) })
    expect(findings(deadPeer, { conn: [closed, mute, heard] })).toEqual([])
  })

  it('wants a connection that had worked', () => {
    const respSide = side({ lastFrame: 2, dataFrames: 0 })
    const origSide = side({ lastFrame: 150, rttSamples: 0 })
    const sent = [1, 2, 3, 4, 5]
    expect(findings(deadPeer, { conn: [repeated(100, sent, { origSide, respSide })] })).toEqual([])
  })

  it('is silent in a capture of one direction', () => {
    const oneWay = times(3, () => conn({ respSide: absent({ ackedUnseen: 2 }) }))
    const told = { conn: [givenUp([8, 10, 12, 14], 16), ...oneWay] }
    expect(findings(deadPeer, told)).toEqual([])
    expect(silence(deadPeer, told)).toContain('1 silence is in captures of one direction')
  })

  it('knows whether the host is still heard on other connections', () => {
    const other = (second: number) =>
      conn({ respSide: side({ lastFrame: 140, lastTime: second * SECOND }) })
    const causeOf = (second: number) =>
      onlyFinding(deadPeer, { conn: [givenUp([8, 10, 12], 14), other(second)] }).alternatives[0]
        ?.cause
    expect(causeOf(7)).toContain('10.0.0.2 is down')
    expect(causeOf(9)).toContain('A device on the way')
  })

  it('tells an ICMP error about the connection', () => {
    const quoted = { src: '10.0.0.1', srcPort: 40_000, dst: '10.0.0.2', dstPort: 7000 }
    const error = icmpError({
      code: 1,
      frame: 120,
      time: 11 * SECOND,
      from: '10.0.0.254',
      quoted: { ...quoted, proto: 6, ipLength: 52, id: 1, seq: 1 },
    })
    const told = { conn: [silentServer([8, 10, 12])], icmpError: [error] }
    const finding = onlyFinding(deadPeer, told)
    expect(finding.confidence).toBe('certain')
    expect(finding.happened.join(' ')).toContain('10.0.0.254 reported: ICMP host unreachable')
  })

  it('counts once what two taps saw, and acquits a peer that another tap heard answer', () => {
    const silent = givenUp([8, 10, 12], 14)
    const both = onlyFinding(deadPeer, { conn: [silent] }, { conn: [{ ...silent, capture: 1 }] })
    expect(metric(both, 'connections')).toBe(1)
    expect(both.happened.join(' ')).toContain('same silence shows at capture-1.pcap')

    const answering: ConnRecord = {
      ...silent,
      capture: 1,
      origSide: side({ lastFrame: 150, probes: { ...keepAlives(), answered: 6 } }),
      respSide: side({ frames: silent.respSide.frames + 3, lastFrame: 149 }),
    }
    const finding = onlyFinding(deadPeer, { conn: [silent] }, { conn: [answering] })
    expect(finding).toMatchObject({ severity: 'note', confidence: 'possible' })
    expect(finding.counterEvidence.join(' ')).toContain('capture-1.pcap heard more of 10.0.0.2')
  })

  it('is a note when acknowledgements show that the tap misses packets of the peer', () => {
    const respSide = side({ lastFrame: 90, lastTime: 6 * SECOND, ackedUnseen: 1 })
    const finding = onlyFinding(deadPeer, { conn: [silentServer([8, 10, 12], { respSide })] })
    expect(finding.severity).toBe('note')
  })

  it('is a note when it concerns fewer than one connection in a hundred', () => {
    const far = { address: '203.0.113.7', port: 7000 }
    const severityAmong = (others: number, silent: ConnRecord) =>
      onlyFinding(deadPeer, { conn: [silent, ...times(others, () => conn())] }).severity
    expect(severityAmong(99, { ...givenUp([8, 10, 12], 14), resp: far })).toBe('warning')
    expect(severityAmong(100, { ...givenUp([8, 10, 12], 14), resp: far })).toBe('note')
    // A server of the own network that was given up.
    expect(severityAmong(100, givenUp([8, 10, 12], 14))).toBe('warning')
    expect(severityAmong(100, silentServer([8, 10, 12]))).toBe('note')
  })

  it('tells hosts one by one up to five, and more together', () => {
    const silent = (hosts: number) => ({
      conn: times(hosts, (index) => ({
        ...givenUp([8, 10, 12], 14),
        resp: { address: `10.0.1.${String(index + 1)}`, port: 7000 },
      })),
    })
    expect(findings(deadPeer, silent(5))).toHaveLength(5)
    const finding = onlyFinding(deadPeer, silent(6))
    expect(finding).toMatchObject({ key: 'many', severity: 'warning' })
    expect(metric(finding, 'peers')).toBe(6)
    expect(metric(finding, 'unansweredProbes')).toBe(18)
    expect(finding.happened.join(' ')).toContain('it may be this host that is cut off')
  })

  it('reads a peer that dies off a capture, and is silent while it lives', async () => {
    const talk = (answers: number) => {
      const script = new TcpScript({ serverPort: 7000 }).handshake()
      script.client({ length: 60 })
      script.server({ length: 60 })
      script.client()
      for (let probe = 0; probe < 6; probe++) {
        script.client({ seq: 60, after: 2000 })
        if (probe < answers) script.server()
      }
      if (answers < 6) script.client({ flags: 'RA', after: 2000 })
      return captureOf(script.frames)
    }
    const { findings: dead } = await analyse(talk(2))
    expect(dead.map(({ detector, severity }) => [detector, severity])).toEqual([
      [deadPeer.id, 'warning'],
    ])
    expect(dead[0] && metric(dead[0], 'unansweredProbes')).toBe(4)
    expect((await analyse(talk(6))).findings).toEqual([])
  })
})
