/** Faults that captures show, with text beside them that says the same, or something else. */
import { describe, expect, it, test } from 'vitest'
import slowHandshake from '../../../workers/detect/slow-handshake'
import tunnelMisdelivery from '../../../workers/detect/tunnel-misdelivery'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import type { Finding } from '../../../workers/model/finding'
import { analyse, fileOf, only } from '../../support/analyse'
import { tunnelWay } from '../../support/path-records'
import { conn, handshake, MS, SECOND, vxlan } from '../../support/records'
import { findingsBeside, times } from '../../support/replay'
import { read } from '../sidecar/read'

const LONG = { timeout: 60_000 }
const text = (name: string, content: string) => fileOf(new TextEncoder().encode(content), name)

describe('slow handshakes', () => {
  /** 40 connections; every fourth waits a second for its second SYN. */
  const conns = times(40, (i) =>
    conn({
      orig: { address: '10.8.1.17', port: 1000 + i },
      resp: { address: '10.8.2.9', port: 80 },
      handshake: handshake(i * SECOND, {
        ...(i % 4 === 0 ? { answerLatency: 1030 * MS, synTotal: 2 } : { answerLatency: MS }),
        synFrames: [i + 1],
      }),
    }),
  )
  const told = (...texts: string[]): Finding =>
    only(findingsBeside(read(...texts), slowHandshake, { conn: conns }))
  const causeOf = ({ alternatives }: Finding, start: string) =>
    alternatives.find(({ cause }) => cause.startsWith(start))
  const CONNTRACK = (failed: number, drop: number, early: number) =>
    `cpu=0 found=1 insert_failed=${String(failed)} drop=${String(drop)} early_drop=${String(early)}\n`
  const PODS = `NAME    READY   STATUS    RESTARTS   AGE   IP         NODE
web-1   1/1     Running   0          3d    10.8.1.17   n1
`

  it('a table that dropped packets is the first cause; failed inserts are counted as drops, too', () => {
    const finding = told(CONNTRACK(2, 9, 3))
    expect(finding.alternatives[0]?.for).toContain(
      'conntrack -S (1.txt) counts 10 packets dropped because the table was full, or early, since the node was started.',
    )
    expect(causeOf(finding, 'A race')?.for[0]).toContain('counts 2 entries')
  })

  it('a table that dropped none is no evidence', () => {
    const finding = told(CONNTRACK(5, 5, 0), PODS)
    expect(JSON.stringify(finding)).not.toContain('the table was full')
    expect(causeOf(told(CONNTRACK(0, 0, 0), PODS), 'A race')?.against).toContain(
      'conntrack -S counts no entry that could not be inserted.',
    )
  })

  it('SYNs that a listening socket dropped speak for its backlog', () => {
    const finding = told('#kernel\nTcpExtListenDrops   1700   0.0\n')
    expect(causeOf(finding, 'A full listen backlog')?.for.at(-1)).toContain('1700 SYNs dropped')
  })

  it('drops and traced connects of the same connections are told', () => {
    const drop =
      'xx drop (CT: Map insertion failed) flow 0x1 to endpoint 0, identity 1->2: 10.8.1.17:1004 -> 10.8.2.9:80 tcp SYN\n'
    const trace = `PID   COMM   IP   SADDR       DADDR      DPORT   LAT(ms)
7     curl   4    10.8.1.17   10.8.2.9   80      1031
7     curl   4    10.8.1.17   10.8.9.9   80      9000
`
    const finding = told(drop, trace)
    expect(finding.happened.at(-2)).toContain('"CT: Map insertion failed" (code 155)')
    expect(finding.happened.at(-1)).toContain(
      'traced connects between the same hosts of up to 1.03 s',
    )
    expect(finding.alternatives[0]?.cause).toContain('(Cilium, conntrack)')
  })

  it('side-cars of other hosts change nothing', () => {
    const alone = only(
      findingsBeside(read('10.9.0.0/16 dev eth0\n'), slowHandshake, { conn: conns }),
    )
    expect(
      told(
        'xx drop (Policy denied) to endpoint 0, identity 1->2: 10.9.0.1:1 -> 10.9.0.2:80 tcp SYN\n',
      ).happened,
    ).toEqual(alone.happened)
  })
})

/** Octets of a sample case, with text beside it. */
async function findingOf(detector: string, ...files: File[]): Promise<Finding> {
  const { findings } = await analyse(...files)
  return only(findings.filter((finding) => finding.detector === detector))
}

describe('a hidden MTU', () => {
  const capture = fileOf(mtuBlackHoleCase().octets, 'a.pcap')
  const route = (mtu: string) => `10.42.0.0/24 via 10.42.2.1 dev cilium_host${mtu}\n`

  test.each([
    [' mtu 1450', 'with an MTU of 1450 octets: more than what arrives'],
    [' mtu 600', 'with an MTU of 600 octets'],
  ])('the route%s is told', LONG, async (mtu, says) => {
    const finding = await findingOf('mtu-black-hole', capture, text('r.txt', route(mtu)))
    expect(finding.happened.join()).toContain(`r.txt has the route for 10.42.0.31`)
    expect(finding.happened.join()).toContain(says)
  })

  it('a route without an MTU has that of its device', LONG, async () => {
    const link = '4: cilium_host@cilium_net: <UP> mtu 1500 qdisc mq\n'
    const files = [text('r.txt', route('')), text('l.txt', link)]
    const finding = await findingOf('mtu-black-hole', capture, ...files)
    expect(finding.happened.join()).toContain('its device cilium_host carries 1500 octets')
  })

  it('routes to others are not told', LONG, async () => {
    const finding = await findingOf(
      'mtu-black-hole',
      capture,
      text('r.txt', '10.9.0.0/16 dev eth0\n'),
    )
    expect(finding.happened.join()).not.toContain('r.txt')
  })
})

describe('fragments that come tail first', () => {
  const capture = fileOf(tailFirstCase().octets, 'a.pcap')
  const drop = (ends: string) =>
    `xx drop (First logical datagram fragment not found) flow 0x0 to endpoint 0, ifindex 5, file ipv4.h:123, , identity unknown->unknown: ${ends} udp\n`

  it('their drop and the counters of a kernel are told', LONG, async () => {
    const finding = await findingOf(
      'fragment-order',
      capture,
      text('m.txt', drop('172.16.16.121 -> 172.16.40.122').repeat(3)),
      text('n.txt', '#kernel\nIpReasmTimeout   12   0.0\nIpReasmFails   0   0.0\n'),
    )
    expect(finding.happened.join()).toContain(
      'm.txt names the drop of these very fragments: "First logical datagram fragment not found" (code 175), 3 times',
    )
    expect(finding.happened.join()).toContain('since it was started: IpReasmTimeout 12 (n.txt)')
    expect(finding.confidenceReasons[0]).toContain('The datapath itself says so')
  })

  it('drops between other hosts are not told', LONG, async () => {
    const finding = await findingOf(
      'fragment-order',
      capture,
      text('m.txt', drop('10.0.0.1 -> 10.0.0.2')),
    )
    expect(finding.happened.join()).not.toContain('m.txt')
  })
})
test('maps of tunnels tell which entry is stale, and Kubernetes may disagree', () => {
  const [sender, wrong, right, other] = ['172.16.0.1', '172.16.0.2', '172.16.0.3', '172.16.0.4']
  const way = (from: string, to: string, src: string, dst: string) =>
    tunnelWay({ tunnel: { ...vxlan(from, to), vni: 100 }, src, dst })
  const ways = [
    way(sender, wrong, '10.42.0.1', '10.42.2.1'),
    way(right, other, '10.42.2.1', '10.42.3.1'),
    way(other, right, '10.42.3.1', '10.42.2.1'),
    way(sender, wrong, '10.42.0.1', '10.42.1.9'),
    way(wrong, sender, '10.42.1.9', '10.42.0.1'),
  ]
  const map = (node: string) => `TUNNEL   VALUE\n10.42.2.0:0   ${node}:0\n`
  const NODES = `NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP
n2     Ready    <none>   91d   v1.31.2   ${wrong}    <none>
n3     Ready    <none>   91d   v1.31.2   ${right}    <none>
`
  const pods = (node: string) =>
    `NAME   READY   STATUS   RESTARTS   AGE   IP   NODE\ndb-0   1/1   Running   0   3d   10.42.2.1   ${node}\n`
  const told = (node: string) => {
    const sidecars = read(map(wrong), map(right), NODES, pods(node))
    return only(findingsBeside(sidecars, tunnelMisdelivery, { tunnelWay: ways }))
  }

  const finding = told('n3')
  expect(finding.happened).toContain(`The stale entry itself is in 1.txt: 10.42.2.0/24 → ${wrong}.`)
  expect(finding.happened).toContain(`2.txt has it right: 10.42.2.0/24 → ${right}.`)
  expect(finding.confidenceReasons.at(-1)).toBe('4.txt has these pods on n3 as well.')
  expect(told('n2').counterEvidence.at(-1)).toContain('on n2, where the packets went')
})
