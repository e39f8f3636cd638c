import { describe, expect, it } from 'vitest'
import dnsSearchList from '../../../workers/detect/dns-search-list'
import type { DnsRecord } from '../../../workers/model/app-records'
import { AAAA, NXDOMAIN, question, sightOf, type Question } from '../../support/dns-records'
import { captureRecord, MS, SECOND, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

const CLUSTER = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local']
const fails = { rcode: NXDOMAIN }

/** A look-up through the domains, each 2 ms after the one before, then as written. */
function searched(
  name: string,
  time: number,
  {
    domains = CLUSTER,
    exists = true,
    ...changed
  }: Partial<Question> & {
    domains?: readonly string[]
    exists?: boolean
  } = {},
): DnsRecord[] {
  return [
    ...domains.map((domain, index) =>
      question({ query: `${name}.${domain}`, time: time + index * 2 * MS, ...fails, ...changed }),
    ),
    question({
      query: name,
      time: time + domains.length * 2 * MS,
      rcode: exists ? 0 : NXDOMAIN,
      ...changed,
    }),
  ]
}

/** Both families at once. */
const both = (name: string, time: number) => [
  ...searched(name, time),
  ...searched(name, time + 10_000, { type: AAAA }),
]

const told = (...dns: DnsRecord[]) => ({
  capture: captureRecord({ duration: 60 * SECOND }),
  dns: dns.sort((a, b) => a.time - b.time),
})

describe('names that are asked for through the search list', () => {
  const dns = [...both('api.partner.example', SECOND), ...both('www.example.net', 3 * SECOND)]

  it('are told with the domains in their order, what failed, and what that took', () => {
    const finding = onlyFinding(dnsSearchList, told(...dns))
    expect(finding).toMatchObject({ severity: 'note', confidence: 'certain' })
    expect(finding.claim).toBe(
      '12 of 16 DNS questions could only fail: 2 names were asked for with 3 search domains appended before they were asked for as written',
    )
    expect(finding.happened[0]).toContain(
      'shop.svc.cluster.local, svc.cluster.local and cluster.local',
    )
    expect(metric(finding, 'names')).toBe(2)
    expect(metric(finding, 'lookups')).toBe(2)
    expect(metric(finding, 'wasted')).toBe(12)
    expect(metric(finding, 'nxdomain')).toBe(12)
    expect(metric(finding, 'medianCostMs')).toBe(6)
    expect(metric(finding, 'ndotsAtLeast')).toBe(3)
    expect(finding.filter).toBe('dns.flags.rcode == 3')
    expect(finding.figures).toMatchObject([{ kind: 'bars', bars: [{ value: 6, of: 8 }, {}] }])
  })

  it('get the settings that end it, filled in', () => {
    const { nextSteps, confirm } = onlyFinding(dnsSearchList, told(...dns))
    const commands = nextSteps.map(({ command }) => command).join('\n')
    expect(commands).toContain('kubectl -n shop patch deployment NAME --type merge -p')
    expect(commands).toContain('"options":[{"name":"ndots","value":"2"}]')
    expect(commands).toContain('autopath @kubernetes')
    expect(commands).toContain('daemonset node-local-dns')
    expect(nextSteps[0]?.say).toContain('api.partner.example. is asked for as it is')
    expect(JSON.stringify(confirm)).toContain('cat /etc/resolv.conf')
  })

  it('are told from five questions in vain on', () => {
    const vain = (domains: number) =>
      findings(
        dnsSearchList,
        told(...searched('a.example', SECOND, { domains: times(domains, (i) => `d${i}.example`) })),
      )
    expect(vain(4)).toEqual([])
    expect(vain(5)).toHaveLength(1)
  })

  it('that do not exist at all are told apart', () => {
    const missing = searched('nosuch.shop', 5 * SECOND, { exists: false })
    const finding = onlyFinding(dnsSearchList, told(...dns, ...missing))
    expect(metric(finding, 'names')).toBe(2)
    expect(metric(finding, 'missingNames')).toBe(1)
    expect(metric(finding, 'nxdomain')).toBe(16)
    expect(finding.happened.join()).toContain('nosuch.shop does not exist as written either')
  })

  it('outside of a cluster get the settings of a machine', () => {
    const lan = ['office.corp.example', 'corp.example', 'lab.example']
    const records = ['a.example', 'b.example'].flatMap((name, index) =>
      searched(name, index * SECOND, { domains: lan }),
    )
    const { nextSteps } = onlyFinding(dnsSearchList, told(...records))
    expect(nextSteps.map(({ command }) => command)).toContain(
      "echo 'options ndots:1' >> /etc/resolv.conf",
    )
    expect(JSON.stringify(nextSteps)).not.toMatch(/kube/i)
  })

  it('are told once of two taps, of both sides of a NAT, and of two captures', () => {
    const seen = dns.map((record) => ({ ...record, elsewhere: [sightOf(record, { tap: 1 })] }))
    const twins = dns.map((record) => ({
      ...record,
      ...{ time: record.time + 50_000, stream: record.stream + 500_000, dst: '10.42.7.7' },
    }))
    const finding = onlyFinding(dnsSearchList, told(...seen, ...twins), {
      ...told(...dns),
      capture: captureRecord({ capture: 1 }),
    })
    expect(metric(finding, 'wasted')).toBe(12)
    expect(metric(finding, 'queries')).toBe(16)
  })

  it('inside a tunnel that Wireshark does not look into are named by their frames', () => {
    const inside = dns.map((record) => ({ ...record, tunnel: { ...vxlan(), udpPort: 8472 } }))
    expect(onlyFinding(dnsSearchList, told(...inside)).filter).toMatch(/^frame\.number in \{/)
  })
})

describe('is silent about', () => {
  const ABSOLUTE = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example']

  it('names that are asked for as written', () => {
    const dns = ABSOLUTE.map((query, index) => question({ query, time: index * SECOND }))
    expect(findings(dnsSearchList, told(...dns))).toEqual([])
    expect(silence(dnsSearchList, told(...dns))).toContain('6 DNS questions of clients')
    const tunnel = dns.map((record) => ({ ...record, type: 10 }))
    expect(silence(dnsSearchList, told(...tunnel))).toBe(
      'No DNS question of a client for data of a name.',
    )
  })

  it('names that do not exist, asked for as written', () => {
    const dns = ABSOLUTE.map((query, index) => question({ query, time: index * SECOND, ...fails }))
    expect(findings(dnsSearchList, told(...dns))).toEqual([])
  })

  it('names that the first domain completes', () => {
    const dns = ABSOLUTE.map((name, index) =>
      question({ query: `${name}.shop.svc.cluster.local`, time: index * SECOND }),
    )
    expect(findings(dnsSearchList, told(...dns))).toEqual([])
  })

  it('domains that are tried after the name as written', () => {
    const dns = ABSOLUTE.flatMap((name, index) =>
      searched(name, index * SECOND, { exists: false }).reverse(),
    ).map((record, index) => ({ ...record, time: index * 10 * MS }))
    expect(findings(dnsSearchList, told(...dns))).toEqual([])
  })

  it('what different clients, types or minutes have in common', () => {
    const apart = (changed: Partial<DnsRecord>) =>
      ABSOLUTE.flatMap((name, index) => {
        const [longer, plain] = searched(name, index * SECOND, { domains: ['example.org'] })
        return longer && plain ? [longer, { ...plain, ...changed }] : []
      })
    for (const changed of [{ src: '10.0.0.99' }, { type: 15 }]) {
      expect(findings(dnsSearchList, told(...apart(changed)))).toEqual([])
    }
    const late = apart({}).map((record, index) => ({ ...record, time: index * 16 * SECOND }))
    expect(findings(dnsSearchList, told(...late))).toEqual([])
  })

  it('time-outs alone: it is not the search list that costs them', () => {
    const dns = ABSOLUTE.flatMap((name, index) =>
      searched(name, index * SECOND, { latency: -1, rcode: -1 }),
    )
    expect(findings(dnsSearchList, told(...dns))).toEqual([])
  })
})
