/** What a receiver says of datagrams that it could not put together, seen far from it. */
import { describe, expect, it } from 'vitest'
import reassemblyTimeout from '../../../workers/detect/reassembly-timeout'
import { fragmentAt, tailFirst, towards } from '../../../workers/forge/faults'
import type { TunnelSpec } from '../../../workers/forge/encapsulation'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { analyse } from '../../support/analyse'
import { icmpError } from '../../support/path-records'
import { captureAt } from '../../support/places'
import { findings, metric, onlyFinding, silence } from '../../support/replay'

const timeouts = (number: number) =>
  Array.from({ length: number }, (_, frame) => icmpError({ type: 11, code: 1, frame, mtu: 0 }))

/** Pings of which the large ones are cut behind the sender, and reach the receiver tail first. */
function scene(tunnel: TunnelSpec, mtu: number) {
  const made = new Scene({ seed: 8, tunnel, hops: 2 })
  const near = made.node({ address: '172.16.16.121' })
  const far = made.node({ address: '172.16.16.122', reassembly: 'head-first' })
  const client = near.pod('10.42.0.15', { vni: 16_621 })
  const server = far.pod('10.42.1.23', { vni: 7_162 })
  made.path.push(fragmentAt(mtu), towards(far, tailFirst(0.9)))
  const large = { payload: server.mtu - 28, interval: 1e9 }
  const pings = ping(made, { from: client, to: server, count: 30, ...large })
  ping(made, { from: client, to: server, count: 20, start: 0.5e9, interval: 1e9 })
  made.run(90e9)
  return { made, near, far, pings }
}

describe('reassembly-timeout', () => {
  it('speaks from three reports on', () => {
    expect(findings(reassemblyTimeout, { icmpError: timeouts(2) }, {})).toEqual([])
    const finding = onlyFinding(reassemblyTimeout, { icmpError: timeouts(3) }, {})
    expect(finding).toMatchObject({ severity: 'warning', evidenceTotal: 3 })
    expect(finding.claim).toContain('10.0.0.1 could not put together 3 datagrams from 10.0.0.2')
    expect(metric(finding, 'largestFragment')).toBe(1450)
  })

  it('does not count copies, nor packets whose time to live ended', () => {
    const copies = timeouts(3).map((error) => ({ ...error, copyOf: 1 }))
    expect(findings(reassemblyTimeout, { icmpError: copies }, {})).toEqual([])
    const hops = timeouts(5).map((error) => ({ ...error, code: 0 }))
    expect(findings(reassemblyTimeout, { icmpError: hops }, {})).toEqual([])
    expect(silence(reassemblyTimeout, { icmpError: hops })).toBe(
      'No ICMP error says that a datagram could not be put together.',
    )
  })

  it.each<[TunnelSpec, number, number]>([
    [{ kind: 'vxlan', port: 8472 }, 1460, 50],
    [{ kind: 'geneve' }, 1404, 50],
    [{ kind: 'vxlan', port: 14_789 }, 1436, 50],
  ])('reads the path MTU off the quoted heads: %j', async (tunnel, mtu, overhead) => {
    const { made, near, far, pings } = scene(tunnel, mtu)
    const { findings: all } = await analyse(captureAt(near, made))
    const grave = all.filter(({ severity, symptomOf }) => severity !== 'note' && !symptomOf)
    expect(grave.map(({ detector }) => detector)).toEqual(['reassembly-timeout'])
    const [finding] = grave
    // A fragment's payload is a multiple of 8 octets: RFC 791 §3.2.
    const head = 20 + 8 * Math.floor((mtu - 20) / 8)
    expect(finding && metric(finding, 'largestFragment')).toBe(head)
    expect(finding && metric(finding, 'safeInnerMtu')).toBe(head - overhead)
    expect(finding && metric(finding, 'icmpReassemblyTimeouts')).toBe(far.tally.timeouts)
    expect(finding?.entities).toMatchObject({ from: '172.16.16.121', to: '172.16.16.122' })
    expect(finding?.nextSteps.at(-1)?.command).toContain(
      'host 172.16.16.121 and host 172.16.16.122',
    )
    expect(pings.answered).toBeLessThan(10)
    const symptoms = all.filter(({ symptomOf }) => symptomOf?.startsWith('reassembly-timeout'))
    expect(symptoms.map(({ detector }) => detector)).toEqual(['icmp-unanswered'])
  })

  it('leaves what was seen tail first to fragment-order', async () => {
    const { made, near, far } = scene({ kind: 'vxlan', port: 8472 }, 1460)
    const { findings: all } = await analyse(captureAt(near, made), captureAt(far, made))
    const told = all.filter(({ symptomOf }) => !symptomOf).map(({ detector }) => detector)
    expect(told).toContain('fragment-order')
    expect(told).not.toContain('reassembly-timeout')
  })
})
