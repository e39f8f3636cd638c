import { describe, expect, it } from 'vitest'
import fragmentOrder from '../../../workers/detect/fragment-order'
import { echoPath, echoSize, fragmentPath, hostPair } from '../../support/path-records'
import { captureRecord, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence } from '../../support/replay'

const incident = fragmentPath(
  { inOrder: [8, 0], tailFirst: [0, 52] },
  { icmpReassemblyTimeouts: 17 },
)

describe('fragment-order', () => {
  it('tells the incident: path MTU, safe pod MTU, shares, hosts, command', () => {
    const finding = onlyFinding(fragmentOrder, { fragmentPath: [incident] })
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'certain' })
    expect(finding.claim).toContain('172.16.0.1')
    expect(finding.claim).toContain('172.16.0.2')
    expect(metric(finding, 'datagramsFragmented')).toBe(60)
    expect(metric(finding, 'datagramsTailFirst')).toBe(52)
    expect(metric(finding, 'tailFirstUnanswered')).toBe(52)
    expect(metric(finding, 'headFirstUnanswered')).toBe(0)
    expect(metric(finding, 'largestFragment')).toBe(1460)
    expect(metric(finding, 'safeInnerMtu')).toBe(1410)
    expect(metric(finding, 'icmpReassemblyTimeouts')).toBe(17)
    expect(metric(finding, 'medianReorder')).toBe(190)
    expect(finding.nextSteps.map(({ command }) => command)).toContainEqual(
      expect.stringMatching(/^helm upgrade cilium .*--reuse-values --set MTU=1460$/),
    )
    expect(JSON.stringify(finding.confirm)).toContain('First logical datagram fragment not found')
    expect(finding.figures.map(({ kind }) => kind)).toEqual(['ladder', 'byte-budget', 'bars'])
  })

  it('counts the larger overhead of an IPv6 underlay', () => {
    const carries = { ...vxlan('fd00::1', 'fd00::2'), overhead: 70 }
    const path = { ...incident, ipVersion: 6 as const, src: 'fd00::1', dst: 'fd00::2', carries }
    const finding = onlyFinding(fragmentOrder, { fragmentPath: [path] })
    expect(metric(finding, 'safeInnerMtu')).toBe(1390)
    expect(finding.filter).toContain('ipv6.fraghdr')
  })

  it('is critical at the threshold and not one datagram below it', () => {
    const severity = (lost: number) =>
      onlyFinding(fragmentOrder, {
        fragmentPath: [fragmentPath({ inOrder: [20, 0], tailFirst: [0, lost] })],
      }).severity
    expect(severity(5)).toBe('critical')
    expect(severity(4)).toBe('note')
  })

  it('is silent when nothing overtakes, and says how much it looked at', () => {
    const told = { fragmentPath: [fragmentPath({ inOrder: [41, 0], tailFirst: [0, 0] })] }
    expect(findings(fragmentOrder, told)).toEqual([])
    expect(silence(fragmentOrder, told)).toBe(
      '41 fragmented datagrams, none of them arrived tail first.',
    )
  })

  it('does not blame the order on a dead link', () => {
    const path = fragmentPath({ inOrder: [0, 30], tailFirst: [0, 30] })
    expect(onlyFinding(fragmentOrder, { fragmentPath: [path] }).severity).toBe('note')
  })

  it('does not judge by answers where nothing at all came back', () => {
    const path = fragmentPath({ inOrder: [0, 8], tailFirst: [0, 52] })
    const pair = hostPair({ a: path.src, b: path.dst, framesAb: 200, framesBa: 0 })
    const finding = onlyFinding(fragmentOrder, { fragmentPath: [path], hostPair: [pair] })
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'possible' })
    expect(finding.claim).toContain('what became of them cannot be seen')
    const heard = hostPair({ a: path.dst, b: path.src, framesAb: 1, framesBa: 200 })
    expect(onlyFinding(fragmentOrder, { fragmentPath: [path], hostPair: [heard] }).severity).toBe(
      'note',
    )
  })

  it('calls reordering harmless when tail-first datagrams are answered', () => {
    const path = fragmentPath({ inOrder: [40, 0], tailFirst: [20, 0] })
    const finding = onlyFinding(fragmentOrder, { fragmentPath: [path] })
    expect(finding.severity).toBe('note')
    expect(finding.claim).toContain('answered all the same')
    expect(JSON.stringify(finding.happened)).toContain('190 µs')
  })

  it('tells harmless reordering once when more than three pairs of hosts show it', () => {
    const paths = (count: number) => ({
      fragmentPath: Array.from({ length: count }, (_, index) =>
        fragmentPath(
          { inOrder: [20, 0], tailFirst: [1 + index, 0] },
          { src: `172.16.1.${String(index)}` },
        ),
      ),
    })
    expect(findings(fragmentOrder, paths(3))).toHaveLength(3)
    const finding = onlyFinding(fragmentOrder, paths(4))
    expect(finding).toMatchObject({ key: 'harmless', severity: 'note' })
    expect(finding.claim).toBe(
      '10 of 90 fragmented datagrams between 4 pairs of hosts came tail first; they were answered all the same',
    )
    expect(metric(finding, 'datagramsTailFirst')).toBe(10)
  })

  it('warns of frequent reordering in an overlay when its effect cannot be seen', () => {
    const unseen = { tailFirst: 10, datagrams: 50, headFirst: 40 }
    const path = fragmentPath({ inOrder: [0, 0], tailFirst: [0, 0] }, unseen)
    const judged = (changed: Partial<typeof path>) =>
      onlyFinding(fragmentOrder, { fragmentPath: [{ ...path, ...changed }] }).severity
    expect(judged({})).toBe('warning')
    expect(judged({ carries: null })).toBe('note')
    expect(judged({ tailFirst: 9 })).toBe('note')
  })

  it('compares with whole packets when no datagram came in order', () => {
    const path = fragmentPath({ inOrder: [0, 0], tailFirst: [0, 30] })
    const pings = (answered: number) =>
      echoPath({
        tunnel: vxlan(),
        src: '10.42.0.15',
        dst: '10.42.1.23',
        sizes: [echoSize(84, 20, answered)],
      })
    const alive = { fragmentPath: [path], echoPath: [pings(20)] }
    expect(onlyFinding(fragmentOrder, alive).severity).toBe('critical')
    const dead = { fragmentPath: [path], echoPath: [pings(0)] }
    expect(onlyFinding(fragmentOrder, dead).severity).toBe('note')
  })

  it('trusts a receiver that reports what it could not reassemble', () => {
    const path = fragmentPath({ inOrder: [0, 0], tailFirst: [0, 30] })
    const reported = { ...path, icmpReassemblyTimeouts: 3 }
    expect(onlyFinding(fragmentOrder, { fragmentPath: [reported] })).toMatchObject({
      severity: 'critical',
      confidence: 'likely',
    })
    expect(onlyFinding(fragmentOrder, { fragmentPath: [path] }).severity).toBe('warning')
  })

  it('mentions Cilium only for its own ports', () => {
    const text = (udpPort: number) =>
      JSON.stringify(
        onlyFinding(fragmentOrder, {
          fragmentPath: [{ ...incident, carries: vxlan('172.16.0.1', '172.16.0.2', udpPort) }],
        }),
      )
    expect(text(8472)).toContain('code 175')
    expect(text(4789)).not.toContain('Cilium')
  })

  it('tells one path once and locates the reordering with a second tap', () => {
    const before = fragmentPath({ inOrder: [8, 52], tailFirst: [0, 0] }, { capture: 0 })
    const finding = onlyFinding(
      fragmentOrder,
      { capture: captureRecord({ name: 'sender.pcap' }), fragmentPath: [before] },
      { fragmentPath: [{ ...incident, capture: 1 }] },
    )
    expect(finding.capture).toBe(1)
    expect(JSON.stringify(finding.happened)).toContain('in sender.pcap only 0 of 60')
  })
})
