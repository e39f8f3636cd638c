import { describe, expect, it } from 'vitest'
import slowHandshake from '../../../workers/detect/slow-handshake'
import type { ConnRecord, Handshake } from '../../../workers/model/records'
import {
  captureRecord,
  conn,
  handshake,
  MS,
  SECOND,
  unanswered,
  vxlan,
} from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

function opened(
  time: number,
  answerLatency: number,
  port: number,
  changed: Partial<Handshake> = {},
): ConnRecord {
  return conn({
    orig: { address: '10.42.0.77', port },
    resp: { address: '10.42.3.112', port: 8080 },
    stream: port,
    handshake: handshake(time, {
      answerLatency,
      synFrames: [port],
      synAckFrame: port + 1,
      ...changed,
    }),
    tunnel: vxlan(),
    replyLatency: 0.4 * MS,
  })
}

/** 330 connections, six a second for 55 s; every 10 s, for 2 s, most of them wait. */
const incident = times(330, (index) => {
  const second = index / 6
  const slow = second % 10 >= 4 && second % 10 < 6 && index % 4 !== 3
  if (!slow) return opened(second * SECOND, 0.56 * MS, 1000 + index)
  const retried = index % 4 === 0
  return opened(second * SECOND, (retried ? 1030 : 520) * MS, 1000 + index, {
    synTotal: retried ? 2 : 1,
  })
})

const waited = incident.filter(({ handshake: { answerLatency } }) => answerLatency > 100 * MS)

describe('slow-handshake', () => {
  it('tells the incident: how many, the bursts and their period, the slowest', () => {
    const finding = onlyFinding(slowHandshake, { conn: incident })
    expect(finding.severity).toBe('warning')
    expect(metric(finding, 'handshakes')).toBe(330)
    expect(metric(finding, 'slow')).toBe(waited.length)
    expect(metric(finding, 'synRetried')).toBe(
      waited.filter(({ handshake: { synTotal } }) => synTotal > 1).length,
    )
    expect(metric(finding, 'bursts')).toBe(6)
    expect(metric(finding, 'burstPeriodSeconds')).toBeCloseTo(10, 0)
    expect(metric(finding, 'medianMs')).toBeCloseTo(0.56)
    expect(metric(finding, 'maxMs')).toBe(1030)
    expect(finding.evidence.filter(({ role }) => role === 'SYN')).toHaveLength(10)
    expect(finding.figures).toMatchObject([
      { kind: 'histogram', threshold: 100 * MS },
      { kind: 'scatter', spans: { length: 6 } },
    ])
  })

  it('counts waits by doubles of a second, so that 1.03 s stands above one', () => {
    const second = waited.filter(({ handshake: { synTotal } }) => synTotal > 1).length
    const { figures } = onlyFinding(slowHandshake, { conn: incident })
    expect(figures[0]).toMatchObject({
      bins: [
        { exponent: -11, count: 330 - waited.length },
        { exponent: -1, count: waited.length - second },
        { exponent: 0, count: second },
      ],
      cut: { unit: 1e9 },
    })
  })

  it('ranks a full table first when waits come in periodic bursts, and gives the commands', () => {
    const { alternatives, nextSteps, confirm } = onlyFinding(slowHandshake, { conn: incident })
    expect(alternatives[0]?.cause).toContain('nearly full')
    const steps = JSON.stringify([nextSteps, confirm])
    for (const command of [
      'cilium bpf ct list global | wc -l',
      'conntrack -S',
      'TcpExtListenDrops',
      'dmesg -T | grep conntrack',
    ]) {
      expect(steps).toContain(command)
    }
  })

  it('ranks the backlog first when the server repeats its SYN-ACK', () => {
    const late = times(8, (index) =>
      opened(index * 1.1 * SECOND, 1000 * MS, 1000 + index, { synAckTotal: 3 }),
    )
    const { alternatives } = onlyFinding(slowHandshake, { conn: late })
    expect(alternatives[0]?.cause).toContain('backlog')
  })

  describe('a long path whose times vary', () => {
    const far = (latency: number, syns = 1) =>
      times(12, (index) =>
        opened(index * SECOND, index === 0 ? 560 * MS : latency, 1000 + index, { synTotal: syns }),
      ).map((record) => ({ ...record, replyLatency: 600 * MS }))

    it('is slow from half of its shortest time on', () => {
      expect(findings(slowHandshake, { conn: far(839 * MS) })).toEqual([])
      expect(metric(onlyFinding(slowHandshake, { conn: far(840 * MS) }), 'slow')).toBe(11)
    })

    it('is slow sooner where the SYN had to be sent again', () => {
      expect(metric(onlyFinding(slowHandshake, { conn: far(700 * MS, 2) }), 'slow')).toBe(11)
    })
  })

  it('is a warning at five slow ones and one percent, a note below', () => {
    const severity = (slow: number, all: number) =>
      onlyFinding(slowHandshake, {
        conn: times(all, (index) =>
          opened(index * SECOND, index < slow ? 500 * MS : MS, 1000 + index),
        ),
      }).severity
    expect(severity(5, 500)).toBe('warning')
    expect(severity(5, 501)).toBe('note')
    expect(severity(4, 10)).toBe('note')
  })

  it('is a note when only answers to data make lone handshakes slow', () => {
    const lone = (handshakesPerHost: number) =>
      times(6 * handshakesPerHost, (index) => ({
        ...opened(index * SECOND, 300 * MS, 1000 + index),
        resp: { address: `10.9.0.${String(1 + Math.floor(index / handshakesPerHost))}`, port: 443 },
      }))
    const note = onlyFinding(slowHandshake, { conn: lone(2) })
    expect(note.severity).toBe('note')
    expect(JSON.stringify(note.alternatives)).toContain('12 slow handshakes have no faster one')
    expect(onlyFinding(slowHandshake, { conn: lone(3) }).severity).toBe('warning')
  })

  it('names the three slowest in words, ten in the evidence, and all in the filter', () => {
    const { happened, filter, filterCut, evidence, metrics } = onlyFinding(slowHandshake, {
      conn: incident,
    })
    expect(happened.at(-1)?.match(/ at /g)).toHaveLength(3)
    const slow = metrics.find(({ name }) => name === 'slow')?.value
    expect(filter.match(/\d+/g)).toHaveLength(slow ?? 0)
    expect(filterCut).toBeUndefined()
    expect(evidence.filter(({ role }) => role === 'SYN')).toHaveLength(10)
    const waits = evidence.filter(({ role }) => role === 'SYN-ACK').map(({ note }) => note)
    expect(waits.every((note) => note.endsWith(' after the first SYN'))).toBe(true)
  })

  it('says "was" of one', () => {
    const one = times(9, (index) =>
      opened(index * SECOND, index === 0 ? 500 * MS : MS, 1000 + index),
    )
    expect(onlyFinding(slowHandshake, { conn: one }).claim).toContain('1 of 9 handshakes was slow')
  })

  it('is silent one nanosecond below the threshold', () => {
    const at = (latency: number) => ({
      conn: [opened(0, 1 * MS, 1), opened(SECOND, latency, 2)],
    })
    expect(findings(slowHandshake, at(100.4 * MS - 1))).toEqual([])
    expect(findings(slowHandshake, at(100.4 * MS))).toHaveLength(1)
  })

  it('does not call a long path slow', () => {
    const wan = times(50, (index) => ({
      ...opened(index * SECOND, (150 + (index % 5) * 10) * MS, 1000 + index),
      replyLatency: 151 * MS,
    }))
    expect(findings(slowHandshake, { conn: wan })).toEqual([])
    expect(silence(slowHandshake, { conn: wan })).toBe(
      '50 handshakes, none slower than the path by 100 ms.',
    )
  })

  it('knows a long path even when all its handshakes are equally slow', () => {
    const same = times(20, (index) => ({
      ...opened(index * SECOND, 600 * MS, 1000 + index),
      replyLatency: -1,
    }))
    expect(findings(slowHandshake, { conn: same })).toEqual([])
  })

  it('takes no jump between clocks for a wait', () => {
    const jump = [opened(0, MS, 1), opened(SECOND, 1_472_003_999 * SECOND, 2)]
    expect(findings(slowHandshake, { conn: jump })).toEqual([])
  })

  it('leaves connections that are never answered to others', () => {
    const never = times(10, (index) =>
      conn({ handshake: unanswered(index * SECOND, (index + 1) * SECOND) }),
    )
    expect(findings(slowHandshake, { conn: never })).toEqual([])
  })

  it('tells the same connections at two taps once, and compares the taps', () => {
    const server = times(330, (index) => ({
      ...opened((index / 6) * SECOND, 0.1 * MS, 1000 + index),
      capture: 1,
    }))
    const finding = onlyFinding(
      slowHandshake,
      { capture: captureRecord({ name: 'client.pcap' }), conn: incident },
      { capture: captureRecord({ capture: 1, name: 'server.pcap' }), conn: server },
    )
    expect(finding.capture).toBe(0)
    expect(JSON.stringify(finding.happened)).toContain('server.pcap shows 0 slow of 330')
  })
})
