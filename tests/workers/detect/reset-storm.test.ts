import { describe, expect, it } from 'vitest'
import resetStorm from '../../../workers/detect/reset-storm'
import type { ConnRecord, ConnReset } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { absent, conn, handshake, SECOND } from '../../support/records'
import { findings, metric, onlyFinding, run, silence as quiet, times } from '../../support/replay'
import { reset, silence } from '../../support/reset-records'
import { TcpScript, together } from '../../support/tcp-script'

const client = '10.0.1.10'
const server = '10.0.1.20'

function open(index: number, changed: Partial<ConnRecord> = {}): ConnRecord {
  return conn({
    orig: { address: client, port: 40_000 + index },
    resp: { address: server, port: 80 },
    ...changed,
  })
}

/** By default the server aborts with ACK instead of answering. */
function aborted(index: number, changed: Partial<ConnReset> = {}): ConnRecord {
  const time = (10 + index / 10) * SECOND
  return open(index, {
    closedBy: 'rst',
    reset: reset({
      ...{ time, frame: 100 + index, hasAck: true, receiverUnacked: 50 },
      ...{ origBase: index, respBase: index + 1 },
      ...changed,
    }),
  })
}

const many = (count: number, changed: Partial<ConnReset> = {}) =>
  times(count, (index) => aborted(index, changed))

const healthy = (count: number) => times(count, (index) => open(1000 + index))

describe('reset-storm', () => {
  it('counts RSTs by side and what they interrupted', () => {
    const gaveUp = times(4, (index) =>
      aborted(20 + index, { from: 'orig', lastData: 'orig', total: 2, origTotal: 2 }),
    )
    const finding = onlyFinding(resetStorm, { conn: [...many(10), ...gaveUp, ...healthy(6)] })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: client, to: server, services: '10.0.1.20:80' },
    })
    expect(finding.claim).toContain('14 connections of 20 to 10.0.1.20 were aborted')
    expect(metric(finding, 'resets')).toBe(18)
    expect(metric(finding, 'resetsByClients')).toBe(8)
    expect(metric(finding, 'resetsByServers')).toBe(10)
    expect(metric(finding, 'connectionsAborted')).toBe(14)
    expect(metric(finding, 'answersLost')).toBe(14)
    const text = finding.happened.join(' ')
    expect(text).toContain('10 were reset by the server instead of an answer')
    expect(text).toContain('4 were reset by the client that waited for an answer')
    expect(finding.alternatives[0]?.cause).toContain('application aborts')
  })

  it('is a note one connection below the threshold, and below the share', () => {
    expect(onlyFinding(resetStorm, { conn: many(10) }).severity).toBe('warning')
    expect(onlyFinding(resetStorm, { conn: many(9) }).severity).toBe('note')
    const of = (all: number) => ({ conn: [...many(10), ...healthy(all - 10)] })
    expect(onlyFinding(resetStorm, of(200)).severity).toBe('warning')
    expect(onlyFinding(resetStorm, of(201)).severity).toBe('note')
  })

  it('is silent below three, and says what it saw', () => {
    expect(onlyFinding(resetStorm, { conn: many(3) }).severity).toBe('note')
    expect(findings(resetStorm, { conn: many(2) })).toEqual([])
    expect(quiet(resetStorm, { conn: [...many(2), open(9)] })).toBe(
      '3 open connections, 2 were aborted with RST, 2 at the cost of an answer.',
    )
  })

  it('measures how many come within a second', () => {
    const finding = onlyFinding(resetStorm, { conn: many(30) })
    expect(metric(finding, 'peakPerSecond')).toBe(10)
  })

  it('names a device that speaks for the hosts, from four connections on', () => {
    const foreign = { ttl: 20, otherTtls: [106], hasAck: false, sentAfter: 1 }
    const finding = onlyFinding(resetStorm, { conn: many(4, foreign) })
    expect(finding.severity).toBe('warning')
    expect(finding.claim).toContain('4 were aborted by another machine')
    expect(finding.alternatives[0]?.cause).toContain('on the way cuts connections')
    expect(finding.happened.join(' ')).toContain('20 instead of 106')
    expect(metric(finding, 'foreignResets')).toBe(4)
    expect(onlyFinding(resetStorm, { conn: many(3, foreign) }).severity).toBe('note')
  })

  it('puts aborts of many servers together when one client has them', () => {
    const spread = times(10, (index) => ({
      ...aborted(index),
      resp: { address: `10.9.0.${String(index)}`, port: 443 },
    }))
    const finding = onlyFinding(resetStorm, { conn: spread })
    expect(finding).toMatchObject({ severity: 'warning', key: `orig ${client}` })
  })

  it('counts a connection once that two captures saw', () => {
    const again = many(10).map((record) => ({ ...record, capture: 1 }))
    const behindNat = again.map((record) => ({
      ...record,
      resp: { address: '192.168.9.9', port: 8080 },
    }))
    for (const other of [again, behindNat]) {
      const finding = onlyFinding(resetStorm, { conn: many(10) }, { conn: other })
      expect(metric(finding, 'connectionsAborted')).toBe(10)
    }
  })

  it('counts a connection once that one tap shows inside of a tunnel and outside', () => {
    const inside = many(10).map((record) => ({
      ...record,
      tunnel: {
        kind: 'vxlan' as const,
        src: '172.16.0.1',
        dst: '172.16.0.2',
        vni: 7,
        udpPort: 8472,
        overhead: 50,
      },
    }))
    const finding = onlyFinding(resetStorm, { conn: [...many(10), ...inside] })
    expect(metric(finding, 'connectionsAborted')).toBe(10)
  })
})

describe('what costs nothing', () => {
  const cases: [string, Partial<ConnReset>][] = [
    ['clients that have their answer', { from: 'orig', lastData: 'resp', receiverUnacked: 72 }],
    ['servers behind their last answer', { lastData: 'resp', receiverUnacked: 0 }],
    ['probes without a word', { from: 'orig', lastData: 'none' }],
    ['RSTs behind the FIN of the other side', { from: 'orig', finBefore: 'resp' }],
    ['RSTs behind both FINs', { finBefore: 'both' }],
    ['connections forgotten in a silence', { hasAck: false, silence: silence(300) }],
  ]
  it.each(cases)('%s', (_, changed) => {
    expect(findings(resetStorm, { conn: many(40, changed) })).toEqual([])
  })

  it('handshakes that are left half-open, and refusals', () => {
    for (const outcome of ['no-final-ack', 'refused', 'unanswered'] as const) {
      const scan = many(40).map((record) => ({ ...record, handshake: handshake(0, { outcome }) }))
      expect(findings(resetStorm, { conn: scan })).toEqual([])
    }
  })

  it('captures of one direction', () => {
    const blind = many(40).map((record) => ({
      ...record,
      origSide: absent(),
      handshake: handshake(0, { outcome: 'not-captured' }),
    }))
    expect(findings(resetStorm, { conn: blind })).toEqual([])
  })

  it('counts beside what does', () => {
    const mixed = [
      ...many(10),
      ...times(30, (index) => aborted(50 + index, { from: 'orig', lastData: 'none' })),
      ...times(7, (index) => aborted(90 + index, { finBefore: 'orig' })),
    ]
    const finding = onlyFinding(resetStorm, { conn: mixed })
    expect(metric(finding, 'resets')).toBe(40)
    expect(metric(finding, 'answersLost')).toBe(10)
    expect(finding.counterEvidence.join(' ')).toContain(
      '7 further connections had a RST behind a FIN',
    )
  })
})

it('bears a flood, and counts what it has no room for', () => {
  const { findings: found, capped } = run(resetStorm, { conn: many(65_600) })
  expect(found).toHaveLength(1)
  expect(capped).toEqual([{ what: 'records beyond the bounds of reset-storm', count: 64 }])
})

describe('from octets', () => {
  const talk = (index: number, end: 'aborts' | 'cuts' | 'closes') => {
    const script = new TcpScript({
      ...{ clientPort: 40_000 + index, clientIsn: 9 * index + 1, serverIsn: 7 * index + 1 },
      start: 20 * index,
    }).handshake()
    script.client({ flags: 'PA', length: 34 })
    if (end === 'aborts') script.client({ flags: 'RA' })
    if (end === 'cuts') script.server({ flags: 'RA' })
    script.server()
    if (end === 'aborts') script.client({ flags: 'R', window: 0, id: 0 })
    if (end !== 'closes') return script
    script.server({ flags: 'PA', length: 155 })
    for (const side of ['client', 'server'] as const) script[side]({ flags: 'FA' })
    script.client()
    return script
  }
  const found = async (...scripts: TcpScript[]) =>
    (await analyse(captureOf(together(...scripts)))).findings

  it('finds connections that both sides abort', async () => {
    const scripts = times(30, (index) =>
      talk(index, index < 8 ? 'aborts' : index < 14 ? 'cuts' : 'closes'),
    )
    const [finding, ...others] = await found(...scripts)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ detector: 'reset-storm', severity: 'warning' })
    const numbers = ['resets', 'resetsByClients', 'resetsByServers', 'connections', 'answersLost']
    expect(numbers.map((name) => finding && metric(finding, name))).toEqual([22, 16, 6, 30, 14])
  })

  it('says nothing of ordinary closes', async () => {
    expect(await found(...times(30, (index) => talk(index, 'closes')))).toEqual([])
  })
})
