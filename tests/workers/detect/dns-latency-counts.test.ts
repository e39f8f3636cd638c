import { describe, expect, it } from 'vitest'
import dnsLatency from '../../../workers/detect/dns-latency'
import type { DnsRecord } from '../../../workers/model/app-records'
import { lost, question, retried, sightOf } from '../../support/dns-records'
import { captureRecord, MS, SECOND } from '../../support/records'
import { metric, onlyFinding, silence, times } from '../../support/replay'

const MINUTE = captureRecord({ duration: 60 * SECOND })
const told = (...dns: DnsRecord[]) => ({ capture: MINUTE, dns })
const quick = (count: number) =>
  times(count, (index) =>
    question({ query: `svc${index % 7}.shop.svc.cluster.local`, time: index * 100 * MS }),
  )

describe('what a finding counts', () => {
  const late = { query: 'pay.shop.svc.cluster.local', time: 20 * SECOND, latency: 200 * MS }
  const again = retried({ query: 'users.shop.svc.cluster.local', time: 30 * SECOND })
  const never = lost({ query: 'search.shop.svc.cluster.local', time: 40 * SECOND })
  const finding = onlyFinding(dnsLatency, told(...quick(17), question(late), again, never))
  const text = finding.happened.join(' ')

  it('answers among answers, look-ups as look-ups', () => {
    expect(metric(finding, 'lookups')).toBe(20)
    expect(text).toContain('By client: 10.42.0.88 (1 of 19 answers slow, 2 look-ups lost).')
    expect(text).toContain('pay.shop.svc.cluster.local A (1 of 1 answer slow)')
    expect(text).toContain('users.shop.svc.cluster.local A (1 look-up lost)')
  })

  it('times of answers from the last question, waits from the first', () => {
    expect(text).toContain('Counted from the last question before it, half of the answers took')
    expect(text).toContain('the slowest 200 ms.')
    expect(text).toContain(
      'Counted from the first question of its look-up, the longest wait for an answer was 5 s.',
    )
    expect(finding.metrics.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'slowest answer from the last question',
        'longest wait from the first question',
      ]),
    )
    expect(finding.figures.map(({ title }) => title)).toEqual([
      'Answers by time from the last question to the answer',
      'Answers over time, from the last question; waits for lost ones, from the first',
      'Slow answers and lost look-ups, by name',
    ])
  })

  it('look-ups that were asked again although they had an answer apart from those that had none', () => {
    const first = question({ query: 'redis.shop.svc.cluster.local', time: 50 * SECOND, id: 7 })
    const anew = { ...first, frame: first.frame + 9, time: 55 * SECOND, lastAsked: 55 * SECOND }
    const more = onlyFinding(dnsLatency, told(...quick(17), again, first, anew))
    expect(metric(more, 'timedOut')).toBe(1)
    expect(metric(more, 'retried')).toBe(2)
    expect(more.happened.join(' ')).toContain(
      '1 further look-up was asked again after an answer, or where none would be seen here.',
    )
  })
})

describe('a quiet detector', () => {
  it('counts questions and answers once, whatever taps and captures show them', () => {
    const seen = quick(20).map((record) => ({
      ...record,
      elsewhere: [sightOf(record, { tap: 1 })],
    }))
    expect(
      silence(dnsLatency, told(...seen), {
        capture: { ...MINUTE, capture: 1 },
        dns: quick(20),
      }),
    ).toBe('20 DNS questions of clients, 20 answers; none was slow or is known to be lost.')
  })

  it('says what it did not judge, and claims nothing of it', () => {
    const tunnel = quick(20).map((record) => ({ ...record, type: 10 }))
    expect(silence(dnsLatency, told(...tunnel))).toBe(
      'No DNS question of a client was looked at; 20 other questions were not judged, being multicast, of one server to another, or of a type that asks for no data of a name.',
    )
    expect(silence(dnsLatency, told())).toBe('No DNS question.')
    expect(silence(dnsLatency, told(...quick(3), ...tunnel))).toContain(
      '3 DNS questions of clients, 3 answers; none was slow or is known to be lost; 20 other',
    )
  })

  it('names slow answers that are too few, and questions at the end', () => {
    const outside = (count: number, latency: number, time: number) =>
      times(count, (index) =>
        question({ query: `w${index}.example.net`, time: time + index * SECOND, latency }),
      )
    const open = question({ query: 'x.example.net', time: 59 * SECOND, latency: -1 })
    expect(
      silence(
        dnsLatency,
        told(...outside(20, 1 * MS, 0), ...outside(3, 900 * MS, 30 * SECOND), open),
      ),
    ).toBe(
      '24 DNS questions of clients, 23 answers; 3 were slow, too few to tell of; 1 look-up began too close to the end to judge.',
    )
  })
})
