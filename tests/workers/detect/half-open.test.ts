import { describe, expect, it } from 'vitest'
import halfOpen from '../../../workers/detect/half-open'
import idleReset from '../../../workers/detect/idle-reset'
import type { ChallengeRecord, ConnRecord, ConnReset } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { again, older } from '../../support/challenged'
import { absent, conn, handshake, lostSegment, SECOND, side } from '../../support/records'
import { findings, metric, onlyFinding, silence as quiet, times } from '../../support/replay'
import { reset, silence } from '../../support/reset-records'
import { TcpScript, together } from '../../support/tcp-script'

const CLIENT = { address: '10.0.1.10', port: 53_162 }
const SERVER = { address: '10.0.1.20', port: 7000 }

/** The client asks at these seconds, and the RST comes at the last one. */
function asked(
  seconds: readonly number[],
  answer: number,
  idle = 0,
  changed: Partial<ConnReset> = {},
): ConnRecord {
  const [first = 0] = seconds
  const broken = silence(idle, { frame: 20, time: first * SECOND, sent: seconds.length })
  return conn({
    orig: CLIENT,
    resp: SERVER,
    closedBy: 'rst',
    repeated:
      seconds.length < 2
        ? []
        : [
            lostSegment(
              85,
              seconds.map((second) => second * SECOND),
              { from: 'orig' },
            ),
          ],
    reset: reset({ time: answer * SECOND, silence: idle > 0 ? broken : null, ...changed }),
  })
}

const OUTAGE = [4.5, 4.7, 4.9, 5.4, 6.2, 7.8]

/** Completed with the same server at this second. */
const later = (second: number): ConnRecord =>
  conn({ orig: { ...CLIENT, port: 53_170 }, resp: SERVER, handshake: handshake(second * SECOND) })

describe('half-open, by RST', () => {
  it('tells who lost the connection, how long it was away, and that it is back', () => {
    const finding = onlyFinding(halfOpen, { conn: [asked(OUTAGE, 7.85, 4.5), later(8.2)] })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: '10.0.1.10', to: '10.0.1.20', port: '7000' },
    })
    expect(metric(finding, 'connections')).toBe(1)
    expect(metric(finding, 'unansweredSegments')).toBe(6)
    expect(metric(finding, 'awaySeconds')).toBe(3.35)
    expect(metric(finding, 'idleSeconds')).toBe(4.5)
    expect(finding.happened.join(' ')).toContain('completes a new handshake (port 7000)')
    expect(finding.evidence.map(({ role }) => role)).toEqual([
      'asked',
      ...times(5, () => 'asked again'),
      'RST: connection unknown',
      'new connection accepted',
    ])
  })

  it('is less sure while no new connection is accepted', () => {
    const finding = onlyFinding(halfOpen, { conn: [asked(OUTAGE, 7.85), later(7)] })
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
  })

  it('needs three segments, or a second, without answer', () => {
    expect(findings(halfOpen, { conn: [asked([4, 4.2, 4.4], 4.41)] })).toHaveLength(1)
    expect(findings(halfOpen, { conn: [asked([4, 4.2], 5.001)] })).toHaveLength(1)
    const prompt = { conn: [asked([4, 4.2], 5)] }
    expect(findings(halfOpen, prompt)).toEqual([])
    expect(quiet(halfOpen, prompt)).toContain('1 RST without ACK came in the middle of a talk')
  })

  it('takes a RST at once behind two seconds of silence for a restart, if the host itself speaks', () => {
    const finding = onlyFinding(halfOpen, { conn: [asked([4], 4.01, 2)] })
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(findings(halfOpen, { conn: [asked([4], 4.01, 1.99)] })).toEqual([])
  })

  it('leaves to idle-reset what another machine sent, or what happens again and again', () => {
    const foreign = { conn: [asked([4], 4.01, 8, { otherTtls: [63] })] }
    const several = {
      conn: times(2, (index) => ({
        ...asked([4], 4.01, 8, { origBase: index, respBase: index }),
        orig: { ...CLIENT, port: 1000 + index },
      })),
    }
    for (const told of [foreign, several]) {
      expect(findings(halfOpen, told)).toEqual([])
      expect(onlyFinding(idleReset, told).severity).toBe('warning')
    }
    expect(quiet(halfOpen, several)).toContain('2 connections were forgotten by a timer')
  })

  it('has all connections of a host that was away, and idle-reset none of them', () => {
    const told = {
      conn: [
        asked(OUTAGE, 7.85, 4.5),
        ...times(2, (index) => ({
          ...asked([8 + index], 8.01 + index, 8, { origBase: index, respBase: index }),
          orig: { ...CLIENT, port: 1000 + index },
        })),
      ],
    }
    expect(metric(onlyFinding(halfOpen, told), 'connections')).toBe(3)
    expect(findings(idleReset, told).map(({ severity }) => severity)).toEqual(['note'])
  })

  it('does not take retransmission pauses for silence', () => {
    const record = asked([3, 3.3, 4, 5.4, 8.2], 8.21)
    const paused = silence(2.8, { frame: 24, time: 8.2 * SECOND })
    const told = { conn: [{ ...record, reset: reset({ time: 8.21 * SECOND, silence: paused }) }] }
    const finding = onlyFinding(halfOpen, told)
    expect(metric(finding, 'awaySeconds')).toBe(5.21)
    expect(metric(finding, 'idleSeconds')).toBe(0)
    expect(findings(idleReset, told)).toEqual([])
  })

  it('is silent about aborts, closed connections, RSTs that do not fit, and answers to nothing', () => {
    const cases: ConnRecord[] = [
      asked(OUTAGE, 7.85, 4.5, { hasAck: true }),
      asked(OUTAGE, 7.85, 4.5, { finBefore: 'resp' }),
      asked(OUTAGE, 7.85, 4.5, { finBefore: 'orig' }),
      asked(OUTAGE, 7.85, 4.5, { sequence: 'elsewhere' }),
      asked(OUTAGE, 7.85, 4.5, { sentAfter: 3 }),
      asked([], 7.85),
    ]
    for (const record of cases) expect(findings(halfOpen, { conn: [record] })).toEqual([])
  })

  it('compares the TTL with other connections when the host says nothing else on this one', () => {
    const started = (ttl: number) => ({
      ...asked(OUTAGE, 7.85, 0, { otherTtls: [], ttl }),
      respSide: absent({ frames: 1 }),
      handshake: handshake(-1, { outcome: 'not-captured' }),
    })
    const told = (ttl: number) => ({ conn: [started(ttl), later(8.2)] })
    expect(onlyFinding(halfOpen, told(64)).confidence).toBe('likely')
    expect(findings(halfOpen, told(255))).toEqual([])
  })

  it('is a note when a RST at once is all that the capture shows of the connection', () => {
    const record = { ...asked([4], 4.01, 5), respSide: side({ dataFrames: 0 }) }
    const unused = { ...record, origSide: side({ largestIpAcked: 0 }) }
    expect(onlyFinding(halfOpen, { conn: [unused] }).severity).toBe('note')
  })

  it('counts once what two taps saw', () => {
    const record = asked(OUTAGE, 7.85, 4.5)
    const finding = onlyFinding(halfOpen, { conn: [record] }, { conn: [{ ...record, capture: 1 }] })
    expect(metric(finding, 'connections')).toBe(1)
  })
})

describe('half-open, by a SYN on old ports', () => {
  const challenged = (changed: Partial<ChallengeRecord> = {}): ConnRecord =>
    conn({
      handshake: handshake(5 * SECOND, {
        challenge: {
          ...{ frame: 7, time: 5.1 * SECOND, total: 1, resetFrame: 8, resetTime: 5.2 * SECOND },
          ...{ older: 'none', olderFrame: 5, olderTime: 1 * SECOND },
          ...changed,
        },
      }),
    })
  const gravity = (changed: Partial<ChallengeRecord>) => {
    const { severity, confidence } = onlyFinding(halfOpen, { conn: [challenged(changed)] })
    return `${severity}, ${confidence}`
  }

  it('tells that the client lost it, and how long ago it was used', () => {
    const finding = onlyFinding(halfOpen, { conn: [challenged()] })
    expect(finding.entities).toMatchObject({ from: '10.0.0.2', to: '10.0.0.1' })
    expect(metric(finding, 'challengeAcks')).toBe(1)
    expect(metric(finding, 'idleSeconds')).toBe(4)
    expect(finding.confirm.map(({ command }) => command).join(' ')).toContain('ChallengeACK')
  })

  it('is as sure as the older connection and the RST in return are seen', () => {
    const unseen = { older: 'unseen', olderFrame: 0, olderTime: -1 } as const
    const unanswered = { resetFrame: 0, resetTime: -1 }
    expect(gravity({})).toBe('warning, certain')
    expect(gravity(unanswered)).toBe('warning, likely')
    expect(gravity(unseen)).toBe('warning, likely')
    expect(gravity({ ...unseen, ...unanswered })).toBe('note, possible')
    expect(gravity({ older: 'fin' })).toBe('note, possible')
  })
})

describe('half-open, from captures', () => {
  /** `away`: the server is silent while the client sends a segment five times. */
  const restart = (away: boolean) => {
    const script = new TcpScript({ serverPort: 7000 }).handshake()
    script.client({ length: 60 })
    script.server({ length: 60 })
    script.client()
    script.client({ length: 33, after: 4500 })
    if (away)
      for (const after of [200, 200, 400, 800]) script.client({ seq: 61, length: 33, after })
    script.server({ flags: 'R' })
    const next = new TcpScript({ serverPort: 7000, clientPort: 40_001, start: script.now + 300 })
    next.handshake()
    return captureOf(together(script, next))
  }

  it.each([true, false])(
    'finds a server that restarted; was it away when asked: %s',
    async (away) => {
      const { findings: told } = await analyse(restart(away))
      const grave = told.filter(({ severity }) => severity !== 'note')
      expect(grave.map(({ detector }) => detector)).toEqual([halfOpen.id])
    },
  )

  it('finds a client that restarted and calls again', async () => {
    const { findings: told } = await analyse(captureOf(together(older(), again())))
    const grave = told.filter(({ severity }) => severity !== 'note')
    expect(grave).toMatchObject([{ detector: halfOpen.id, confidence: 'certain' }])
  })

  it('finds nothing in a connection that goes on after a silence', async () => {
    const script = new TcpScript().handshake()
    script.client({ length: 60 })
    script.server({ length: 60 })
    script.client({ length: 33, after: 4500 })
    script.server({ length: 33 })
    script.client({ flags: 'FA' })
    script.server({ flags: 'FA' })
    script.client()
    expect((await analyse(captureOf(script.frames))).findings).toEqual([])
  })
})
