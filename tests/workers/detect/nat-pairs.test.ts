import { describe, expect, it } from 'vitest'
import natPairs from '../../../workers/detect/nat-pairs'
import { analyse } from '../../support/analyse'
import { natPair } from '../../support/journey-records'
import { pcapOf, translated, twoNodes } from '../../support/places'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

describe('nat-pairs', () => {
  it('counts connections and names what becomes what', () => {
    const pairs = times(7, (index) => natPair(50_000 + index))
    const finding = onlyFinding(natPairs, { natPair: pairs }, {})
    expect(finding).toMatchObject({ severity: 'note', confidence: 'certain' })
    expect(metric(finding, 'tcpPairs')).toBe(7)
    expect(finding.claim).toBe(
      '7 TCP connections are seen before and behind address translation: 198.51.100.10:80 becomes 10.10.0.20:8080',
    )
    expect(finding.happened.join(' ')).toContain('192.0.2.1 → 10.10.0.1')
    expect(finding.evidenceTotal).toBe(14)
  })

  it('counts a connection once that is seen behind the translation at two taps', () => {
    const again = natPair(50_000)
    const pairs = [again, { ...again, after: { ...again.after, capture: 2 } }]
    expect(metric(onlyFinding(natPairs, { natPair: pairs }), 'tcpPairs')).toBe(1)
  })

  it('says why it is silent', () => {
    expect(findings(natPairs, {})).toEqual([])
    expect(silence(natPairs, {})).toBe(
      'No connection was seen under two different pairs of addresses.',
    )
  })

  it('finds them in captures of both sides, and nothing else is wrong there', async () => {
    const { scene, near } = twoNodes({ tunnel: { kind: 'none' }, seed: 77 })
    const frames = near.frames().filter(({ octets }) => octets[23] === 6)
    const behind = translated(frames, {
      client: ['10.42.0.15', '203.0.113.4'],
      clientPort: (port) => 65_535 - port,
      server: ['10.42.1.23', '172.20.0.9'],
      serverPort: [80, 9090],
    }).map((each) => ({ ...each, time: each.time + 25_000 }))
    const { findings: all } = await analyse(pcapOf(frames, scene), pcapOf(behind, scene))
    const found = all.find(({ detector }) => detector === 'nat-pairs')
    expect(found && metric(found, 'tcpPairs')).toBe(6)
    expect(all.filter(({ severity }) => severity !== 'note')).toEqual([])
  })
})
