import { describe, expect, it } from 'vitest'
import dnsLatency from '../../../workers/detect/dns-latency'
import type { DnsRecord } from '../../../workers/model/app-records'
import { lost, question, retried, sightOf } from '../../support/dns-records'
import { captureRecord, MS, SECOND, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

const MINUTE = captureRecord({ duration: 60 * SECOND })
const told = (...dns: DnsRecord[]) => ({ capture: MINUTE, dns })

/** `count` quick answers of a cluster, a hundred milliseconds apart. */
const quick = (count: number, from = 0) =>
  times(count, (index) =>
    question({ query: `svc${index % 7}.shop.svc.cluster.local`, time: from + index * 100 * MS }),
  )
const slow = (count: number, latency = 200 * MS, query = 'pay.shop.svc.cluster.local') =>
  times(count, (index) => question({ query, time: (20 + index) * SECOND, latency }))

describe('answers from data of the cluster', () => {
  it('are told: how many, how late, from whom, for which names', () => {
    const finding = onlyFinding(dnsLatency, told(...quick(90), ...slow(10)))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'certain' })
    expect(finding.claim).toContain('10 of 100 DNS answers were slow: up to 200 ms')
    expect(metric(finding, 'queries')).toBe(100)
    expect(metric(finding, 'slowAnswers')).toBe(10)
    expect(metric(finding, 'unanswered')).toBe(0)
    expect(metric(finding, 'medianMs')).toBe(1)
    expect(metric(finding, 'maxMs')).toBe(200)
    expect(finding.entities).toEqual({ from: '10.42.0.88', to: '10.42.1.53' })
    expect(finding.evidence.filter(({ role }) => role === 'late answer')).toHaveLength(10)
    expect(finding.alternatives[0]?.cause).toContain('certain names')
    expect(finding.figures).toMatchObject([
      { kind: 'histogram', threshold: 10 * MS },
      { kind: 'scatter' },
      { kind: 'bars', bars: [{ value: 10, of: 10 }] },
    ])
  })

  it('are slow at ten milliseconds beyond the fastest one, not a nanosecond below', () => {
    const at = (latency: number) => findings(dnsLatency, told(...quick(90), ...slow(5, latency)))
    expect(at(11 * MS)).toHaveLength(1)
    expect(at(11 * MS - 1)).toEqual([])
  })

  it('are slow at three times the fastest one where that is more', () => {
    const far = (latency: number) =>
      times(20, (index) =>
        question({
          query: 'a.shop.svc.cluster.local',
          time: index * SECOND,
          latency: index < 10 ? 30 * MS : latency,
        }),
      )
    expect(findings(dnsLatency, told(...far(90 * MS)))).toHaveLength(1)
    expect(findings(dnsLatency, told(...far(90 * MS - 1)))).toEqual([])
  })

  it('are a warning from five and two percent on, a note below', () => {
    const severity = (bad: number, good: number) =>
      onlyFinding(dnsLatency, told(...quick(good), ...slow(bad))).severity
    expect(severity(5, 245)).toBe('warning')
    expect(severity(5, 246)).toBe('note')
    expect(severity(4, 20)).toBe('note')
  })

  it('of a server with authority in the own network count as such, those of others do not', () => {
    const zone = (dst: string) => [
      ...times(50, (index) =>
        question({ query: 'a.corp.example', time: index * SECOND, dst, authoritative: true }),
      ),
      ...times(6, (index) =>
        question({
          ...{ query: 'b.corp.example', time: (index + 0.5) * SECOND, dst, authoritative: true },
          latency: 300 * MS,
        }),
      ),
    ]
    expect(onlyFinding(dnsLatency, told(...zone('10.0.0.53'))).severity).toBe('warning')
    expect(onlyFinding(dnsLatency, told(...zone('198.51.100.53'))).severity).toBe('note')
  })
})

describe('answers that a resolver must ask others for', () => {
  const outside = (latencies: readonly number[]) =>
    latencies.map((latency, index) =>
      question({
        query: `www${index}.name${index % 9}.example`,
        time: (index * SECOND) / 2,
        latency,
      }),
    )

  it('take 30 to 80 ms on a healthy day, and some of them longer', () => {
    const healthy = times(110, (index) => (30 + ((index * 17) % 50) + (index % 40 ? 0 : 140)) * MS)
    expect(findings(dnsLatency, told(...outside(healthy)))).toEqual([])
    expect(silence(dnsLatency, told(...outside(healthy)))).toContain('110 DNS questions')
  })

  it('are a note where caches answer at once and the internet takes its time', () => {
    const mixed = times(100, (index) => (index % 5 === 0 ? 150 + index : 1) * MS)
    expect(onlyFinding(dnsLatency, told(...outside(mixed))).severity).toBe('note')
  })

  it('are a warning at a second and more, unless one domain or failures explain it', () => {
    const seconds = times(100, (index) => (index % 10 === 0 ? 1500 : 20) * MS)
    expect(onlyFinding(dnsLatency, told(...outside(seconds))).severity).toBe('warning')
    const one = outside(seconds).map((record) => ({
      ...record,
      query: `x${record.query}.tunnel.example`,
    }))
    expect(onlyFinding(dnsLatency, told(...one)).severity).toBe('note')
    const failed = outside(seconds).map((record) => ({ ...record, rcode: 2 }))
    expect(onlyFinding(dnsLatency, told(...failed)).severity).toBe('note')
  })
})

describe('questions that are asked again', () => {
  const name = 'redis.shop.svc.cluster.local'
  const again = (count: number) =>
    times(count, (index) => retried({ query: name, time: (20 + 6 * index) * SECOND }))

  it('are time-outs, not slow answers: the wait is told beside them', () => {
    const finding = onlyFinding(
      dnsLatency,
      told(...quick(90), ...again(3), lost({ query: 'a.b.svc.cluster.local', time: 45 * SECOND })),
    )
    expect(finding.severity).toBe('warning')
    expect(finding.claim).toContain('4 DNS look-ups of 94 timed out (up to 5 s)')
    expect(metric(finding, 'queries')).toBe(98)
    expect(metric(finding, 'slowAnswers')).toBe(0)
    expect(metric(finding, 'retried')).toBe(4)
    expect(metric(finding, 'unanswered')).toBe(1)
    expect(metric(finding, 'longestWaitMs')).toBe(5001)
    expect(finding.evidence.map(({ role }) => role)).toContain('asked again')
  })

  it('are a warning from three and one percent on, a note below', () => {
    const severity = (bad: number, good: number) =>
      onlyFinding(dnsLatency, told(...quick(good), ...again(bad))).severity
    expect(severity(3, 297)).toBe('warning')
    expect(severity(3, 298)).toBe('note')
    expect(severity(2, 10)).toBe('note')
  })

  it('without identification in common are one look-up all the same', () => {
    const first = question({ query: name, time: 20 * SECOND, latency: -1 })
    const next = question({ query: name, time: 25 * SECOND, dst: '10.42.1.54' })
    const finding = onlyFinding(dnsLatency, told(...quick(20), first, next))
    expect(metric(finding, 'lookups')).toBe(21)
    expect(metric(finding, 'timedOut')).toBe(1)
    expect(metric(finding, 'unanswered')).toBe(0)
    expect(metric(finding, 'longestWaitMs')).toBe(5001)
  })

  it('at once at two servers are no time-out', () => {
    const both = [SECOND, SECOND + 0.1 * MS].map((time, index) =>
      question({ query: name, time, dst: `10.42.1.${index}`, latency: index === 0 ? -1 : MS }),
    )
    expect(findings(dnsLatency, told(...quick(20, 2 * SECOND), ...both))).toEqual([])
  })

  it('after their answer, as glibc does for both families, are no time-out', () => {
    const answered = question({ query: name, time: 20 * SECOND })
    const more = {
      ...question({ query: name, time: 25 * SECOND }),
      id: answered.id,
      stream: answered.stream,
    }
    expect(findings(dnsLatency, told(...quick(20), answered, more))).toEqual([])
  })

  it('of a pair for A and AAAA, one lost, point at the race for an entry', () => {
    const race = times(4, (index) => {
      const time = (20 + 8 * index) * SECOND
      const ports = { query: name, srcPort: 50_000 + index }
      return [
        question({ ...ports, time }),
        retried({ ...ports, time: time + 50_000, type: 28, frame: 900_000 + 10 * index }),
      ]
    }).flat()
    const { alternatives, nextSteps } = onlyFinding(dnsLatency, told(...quick(50), ...race))
    expect(alternatives[0]?.cause).toContain('#56903')
    expect(alternatives[0]?.for.join()).toContain('4 lost exactly one')
    expect(JSON.stringify(nextSteps)).toContain('single-request-reopen')
  })
})

describe('questions without an answer', () => {
  const silent = (count: number) =>
    times(count, (index) =>
      question({
        query: `n${index}.shop.svc.cluster.local`,
        time: (20 + index) * SECOND,
        latency: -1,
      }),
    )

  it('are a note when nobody asks again: the capture may miss the answers', () => {
    const finding = onlyFinding(dnsLatency, told(...quick(20), ...silent(10)))
    expect(finding.severity).toBe('note')
    expect(metric(finding, 'unanswered')).toBe(10)
  })

  it('are nothing in a capture of questions alone', () => {
    expect(findings(dnsLatency, told(...silent(30)))).toEqual([])
  })

  it('are nothing five seconds before the end', () => {
    const late = (time: number) =>
      findings(
        dnsLatency,
        told(...quick(20), question({ query: 'a.svc.cluster.local', time, latency: -1 })),
      )
    expect(late(55 * SECOND + 1)).toEqual([])
    expect(late(55 * SECOND)).toHaveLength(1)
  })

  it('were answered when another tap saw the answer', () => {
    const records = silent(10).map((record) => ({
      ...record,
      elsewhere: [sightOf(record, { tap: 1, rcode: 0, latency: MS, answerFrame: 7 })],
    }))
    expect(findings(dnsLatency, told(...quick(20), ...records))).toEqual([])
  })
})

describe('the same look-ups', () => {
  it('at two taps of a capture, and in two captures, are told once', () => {
    const records = [...quick(50), ...slow(6)]
    const taps = records.map((record) => ({
      ...record,
      elsewhere: [sightOf(record, { tap: 1, latency: record.latency - 0.1 * MS, tunnel: vxlan() })],
    }))
    const far = records.map((record) => ({
      ...record,
      latency: 0.1 * MS,
      src: '172.16.0.1',
      dst: '10.42.1.99',
    }))
    const finding = onlyFinding(
      dnsLatency,
      { capture: { ...MINUTE, name: 'near.pcap' }, dns: taps },
      { capture: { ...MINUTE, capture: 1, name: 'far.pcap' }, dns: far },
    )
    expect(finding.capture).toBe(0)
    expect(metric(finding, 'queries')).toBe(56)
    expect(finding.happened.join()).toContain('far.pcap shows 0 slow and 0 lost of 56')
  })

  it('before and behind a NAT at one tap are one', () => {
    const twins = [...quick(50), ...slow(6)].flatMap((record) => [
      record,
      {
        ...record,
        stream: record.stream + 1,
        time: record.time + 60_000,
        lastAsked: record.time + 60_000,
        dst: '10.42.7.7',
      },
    ])
    expect(metric(onlyFinding(dnsLatency, told(...twins)), 'queries')).toBe(56)
  })
})

describe('what is not judged', () => {
  it.each<[string, Partial<DnsRecord>]>([
    ['multicast', { protocol: 'mdns' }],
    ['one name server asking another', { recursionDesired: false }],
    ['zone transfers', { type: 252 }],
    ['tunnels in questions for NULL', { type: 10 }],
    ['answers without a question', { asked: 0, latency: -1 }],
  ])('%s', (_, changed) => {
    const records = [...quick(20), ...slow(9, 3 * SECOND)].map((record) => ({
      ...record,
      ...changed,
    }))
    expect(findings(dnsLatency, told(...records))).toEqual([])
  })
})
