import { describe, expect, it } from 'vitest'
import idleReset from '../../../workers/detect/idle-reset'
import type { BrokenSilence, ConnRecord, ConnReset } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { conn, handshake, MS, SECOND, side } from '../../support/records'
import { findings, metric, onlyFinding, silence as quiet, times } from '../../support/replay'
import { reset, silence } from '../../support/reset-records'
import { TcpScript, together } from '../../support/tcp-script'

const client = { address: '172.16.16.60', port: 39_528 }
const server = { address: '172.16.16.121', port: 30_900 }
/** The gateway answers in the name of the server, with another TTL. */
const foreign: Partial<ConnReset> = { ttl: 64, otherTtls: [63] }

function forgotten(
  seconds: number,
  port = client.port,
  changed: Partial<ConnReset> = {},
  broken: Partial<BrokenSilence> = {},
): ConnRecord {
  return conn({
    orig: { ...client, port },
    resp: server,
    closedBy: 'rst',
    reset: reset({
      ...{ silence: silence(seconds, broken), origBase: port, respBase: port + 1 },
      ...changed,
    }),
  })
}

const survivor = (seconds: number, changed: Partial<ConnRecord> = {}): ConnRecord =>
  conn({ orig: client, resp: server, silenceSurvived: seconds * SECOND, ...changed })

const told = (...conns: ConnRecord[]) => ({ conn: conns })

describe('idle-reset', () => {
  it('brackets the timer between silences that were survived and that were not', () => {
    const finding = onlyFinding(
      idleReset,
      told(forgotten(8), forgotten(9, 39_536), survivor(1.5), survivor(3)),
    )
    expect(finding).toMatchObject({
      severity: 'warning',
      entities: { from: client.address, to: server.address, port: '30900' },
    })
    expect(metric(finding, 'connections')).toBe(2)
    expect(metric(finding, 'idleSeconds')).toBe(8)
    expect(metric(finding, 'survivedSeconds')).toBe(3)
    expect(finding.claim).toContain('a silence of 8 s to 9 s')
    expect(finding.happened.join(' ')).toContain(
      'longer than 3 s, which others survived, and at most 8 s (estimated)',
    )
    expect(finding.nextSteps[0]?.command).toContain('tcp_keepalive_time=3')
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([39, 40, 39, 40])
  })

  it('is a note one connection below the threshold, when the host itself may speak', () => {
    const finding = onlyFinding(idleReset, told(forgotten(8)))
    expect(finding).toMatchObject({ severity: 'note', confidence: 'possible' })
    expect(finding.confidenceReasons.join(' ')).toContain('a restart')
  })

  it('is a warning of one connection when another machine speaks', () => {
    const finding = onlyFinding(idleReset, told(forgotten(8, 1, foreign)))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(finding.happened.join(' ')).toContain('TTL 64, other segments in the same name TTL 63')
  })

  it('is silent below the threshold of silence, and says what it looked at', () => {
    expect(findings(idleReset, told(forgotten(2)))).toHaveLength(1)
    const short = told(forgotten(1.99), survivor(5))
    expect(findings(idleReset, short)).toEqual([])
    expect(quiet(idleReset, short)).toContain('1 silence of connections, none ended with a RST')
  })

  it('doubts the timer when other connections outlive silences as long', () => {
    const one = onlyFinding(idleReset, told(forgotten(8, 1, foreign), survivor(8)))
    expect(one).toMatchObject({ severity: 'note', confidence: 'possible' })
    expect(one.counterEvidence.join(' ')).toContain('1 connection to the same host outlived')
    const own = onlyFinding(idleReset, told(forgotten(8, 1), forgotten(9, 2), survivor(20)))
    expect(own.severity).toBe('note')
    const both = told(forgotten(8, 1, foreign), forgotten(9, 2, foreign), survivor(20))
    expect(onlyFinding(idleReset, both).severity).toBe('warning')
  })

  it('counts a connection once that two taps saw, before NAT and behind it', () => {
    const one = forgotten(8, 1, foreign)
    const again = { ...one, capture: 1 }
    const behind = { ...again, resp: { address: '10.10.1.20', port: 7000 } }
    for (const other of [again, behind]) {
      const finding = onlyFinding(idleReset, told(one), told(other))
      expect(metric(finding, 'connections')).toBe(1)
    }
    const unlike = { ...behind, reset: reset({ ...foreign, silence: silence(9), origBase: 77 }) }
    expect(findings(idleReset, told(one), told(unlike))).toMatchObject([
      { key: `orig ${client.address}` },
    ])
  })

  it('puts single connections of one client together', () => {
    const elsewhere = { ...forgotten(8, 2), resp: { address: '10.9.9.9', port: 443 } }
    const finding = onlyFinding(idleReset, told(forgotten(8, 1), elsewhere))
    expect(finding).toMatchObject({ severity: 'warning', key: `orig ${client.address}` })
  })

  it('names the defaults between its bounds', () => {
    const text = (seconds: number) =>
      JSON.stringify(onlyFinding(idleReset, told(forgotten(seconds), survivor(300))).alternatives)
    expect(text(352)).toContain('350 s (AWS NAT Gateway')
    expect(text(352)).not.toContain('240 s')
    expect(text(330)).not.toContain('350 s')
  })

  it('hears of resets that come in the middle of the silence, when no host can have sent them', () => {
    const unprovoked = { frame: 40, sent: 0, from: 'resp' as const }
    const timer = (changed: Partial<ConnReset>) =>
      told(forgotten(240, 1, { hasAck: true, ...changed }, unprovoked))
    const finding = onlyFinding(idleReset, timer({ origTotal: 1, respTotal: 1, total: 2 }))
    expect(finding.claim).toContain('a RST came in the middle of it')
    expect(findings(idleReset, timer({}))).toEqual([])
  })
})

describe('what is no forgotten connection', () => {
  const cases: [string, ConnRecord][] = [
    ['a host that closes with RST', forgotten(8, 1, { hasAck: true })],
    ['a FIN behind the silence', forgotten(8, 1, {}, { fin: true })],
    ['a FIN before it', forgotten(8, 1, { finBefore: 'resp' })],
    ['a side that gives up itself', forgotten(8, 1, { from: 'orig' }, { from: 'orig', sent: 4 })],
    ['a reset after an outage', forgotten(8, 1, {}, { sent: 6, time: 5 * SECOND })],
    ['a guess from the blind', forgotten(8, 1, { sequence: 'elsewhere' })],
    ['a talk that is cut off', forgotten(8, 1, { ...foreign, sentAfter: 2 })],
    ['a reset without silence', conn({ reset: reset() })],
    [
      'a half-open scan',
      { ...forgotten(8, 1, foreign), handshake: handshake(0, { outcome: 'no-final-ack' }) },
    ],
    [
      'a connection of which one side was captured',
      {
        ...forgotten(8, 1, foreign),
        handshake: handshake(0, { outcome: 'not-captured' }),
        respSide: side({ frames: 1 }),
      },
    ],
  ]
  it.each(cases)('%s', (_, record) => {
    expect(findings(idleReset, told(record))).toEqual([])
  })

  it('one that comes late, though a device may take its time', () => {
    const late = { time: 10 * SECOND - 1001 * MS }
    expect(findings(idleReset, told(forgotten(8, 1, {}, late)))).toEqual([])
    expect(quiet(idleReset, told(forgotten(8, 1, {}, late)))).toContain('1 reset came only after')
    expect(findings(idleReset, told(forgotten(8, 1, foreign, late)))).toHaveLength(1)
  })
})

describe('from octets', () => {
  const talk = (port: number, pauses: readonly number[], forgets: boolean) => {
    const script = new TcpScript({ clientPort: port, clientIsn: port, serverIsn: 2 * port })
    script.client({ flags: 'S', options: { mss: 1460 } })
    script.server({ flags: 'SA', options: { mss: 1460 }, ttl: 63, id: 0 })
    script.client()
    pauses.forEach((after, index) => {
      script.client({ flags: 'PA', length: 50, after })
      if (forgets && index === pauses.length - 1) {
        script.server({ flags: 'R', ttl: 64, id: 0, window: 0, after: 0.1 })
      } else {
        script.server({ flags: 'PA', length: 50, ttl: 63 })
        script.client()
      }
    })
    return script
  }
  const found = async (...scripts: TcpScript[]) =>
    (await analyse(captureOf(together(...scripts)))).findings

  it('finds connections that are unknown after a silence', async () => {
    const scripts = times(3, (index) => talk(40_000 + index, [10, 4000, 9000], index < 2))
    const finding = (await found(...scripts)).find(({ detector }) => detector === 'idle-reset')
    expect(finding).toMatchObject({ severity: 'warning' })
    expect(finding && metric(finding, 'connections')).toBe(2)
    expect(finding && metric(finding, 'idleSeconds')).toBe(9)
    expect(finding && metric(finding, 'survivedSeconds')).toBeCloseTo(4, 1)
  })

  it('says nothing of silences that are survived', async () => {
    expect(await found(talk(40_000, [10, 4000, 9000], false))).toEqual([])
  })
})
