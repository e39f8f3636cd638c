/** Where nothing shows a cluster, no finding speaks of one: neither its causes nor its commands. */
import { describe, expect, it } from 'vitest'
import connectUnanswered from '../../../workers/detect/connect-unanswered'
import type { Detector } from '../../../workers/detect/detector'
import dnsLatency from '../../../workers/detect/dns-latency'
import dnsSearchList from '../../../workers/detect/dns-search-list'
import duplicateCapture from '../../../workers/detect/duplicate-capture'
import fragmentOrder from '../../../workers/detect/fragment-order'
import mtuBlackHole from '../../../workers/detect/mtu-black-hole'
import oneWayCapture from '../../../workers/detect/one-way-capture'
import packetLoss from '../../../workers/detect/packet-loss'
import slowHandshake from '../../../workers/detect/slow-handshake'
import type { ConnRecord, Tunnel } from '../../../workers/model/records'
import { NXDOMAIN, question, retried } from '../../support/dns-records'
import { fragmentPath } from '../../support/path-records'
import {
  absent,
  captureRecord,
  conn,
  handshake,
  lostSegment,
  MS,
  SECOND,
  side,
  unanswered,
  vxlan,
} from '../../support/records'
import { findings, type Told, times } from '../../support/replay'

const CLUSTER = /cilium|kube|hubble|calico|felix|flannel|conntrack|\bpods?\b|\bnodes?\b/i

const { copies, ...rest } = captureRecord()
const copied = { ...rest, copies: { ...copies, otherTap: 400, medianGap: 20_000 } }

const lossy = conn({
  respSide: side({ dataFrames: 400, retransmissions: 12, largestIpAcked: 1500 }),
  repeated: [lostSegment(1500, [SECOND, 1.2 * SECOND], { acked: true, ackTime: 2 * SECOND })],
})

const stalled = conn({
  respSide: side({ frames: 12, largestIpAcked: 200, largestIpSent: 1450 }),
  repeated: [lostSegment(1450, [0.1 * SECOND, 0.3 * SECOND, 0.7 * SECOND, 1.5 * SECOND])],
  closedBy: 'none',
})

const silent = conn({
  respSide: absent(),
  handshake: unanswered(0, 1 * SECOND, 3 * SECOND, 7 * SECOND),
  resp: { address: '203.0.113.9', port: 5432 },
})

const slow = times(10, (index) =>
  conn({
    stream: index,
    handshake: handshake(index * SECOND, { answerLatency: index < 6 ? 700 * MS : MS }),
  }),
)

const faults: [string, Detector, Told][] = [
  ['loss', packetLoss, { conn: [lossy] }],
  ['a black hole', mtuBlackHole, { conn: [stalled, conn({ handshake: handshake(SECOND) })] }],
  ['silence', connectUnanswered, { conn: [silent, conn()] }],
  ['slow handshakes', slowHandshake, { conn: slow }],
  [
    'slow and lost DNS',
    dnsLatency,
    {
      dns: [
        ...times(9, (at) => question({ query: 'a.example', time: at * SECOND })),
        question({ query: 'b.example', time: 20 * SECOND, latency: 300 * MS }),
        ...times(4, (at) => retried({ query: 'c.example', time: (30 + 9 * at) * SECOND })),
      ],
    },
  ],
  [
    'a search list',
    dnsSearchList,
    {
      dns: times(20, (at) =>
        question({
          query: at % 2 === 0 ? `n${at}.example.corp.example` : `n${at - 1}.example`,
          ...{ time: at * SECOND, rcode: at % 2 === 0 ? NXDOMAIN : 0 },
        }),
      ),
    },
  ],
  ['copies', duplicateCapture, { capture: copied }],
  ['one direction', oneWayCapture, { conn: times(5, oneWay) }],
  [
    'fragments',
    fragmentOrder,
    { fragmentPath: [fragmentPath({ inOrder: [40, 0], tailFirst: [0, 50] }, { carries: null })] },
  ],
]

function oneWay(port: number): ConnRecord {
  return conn({ orig: { address: '10.0.0.21', port }, origSide: absent({ ackedUnseen: 1 }) })
}

/** Sentences, without the data of figures. */
const textsOf = (detector: Detector, told: Told): string =>
  JSON.stringify(findings(detector, told).map((finding) => ({ ...finding, figures: [] })))

describe('without an overlay', () => {
  it.each(faults)('%s is explained without a cluster', (_, detector, told) => {
    expect(findings(detector, told)).toHaveLength(1)
    expect(textsOf(detector, told)).not.toMatch(CLUSTER)
  })
})

describe('in a tunnel between sites', () => {
  const gre: Tunnel = { ...vxlan(), kind: 'gre', udpPort: 0, overhead: 24 }

  it('fragments and black holes are explained without a cluster', () => {
    const path = fragmentPath({ inOrder: [40, 0], tailFirst: [0, 50] }, { carries: gre })
    expect(textsOf(fragmentOrder, { fragmentPath: [path] })).not.toMatch(CLUSTER)
    const carried = [stalled, conn({ handshake: handshake(SECOND) })].map((record) => ({
      ...record,
      tunnel: gre,
    }))
    expect(findings(mtuBlackHole, { conn: carried })).toHaveLength(1)
    expect(textsOf(mtuBlackHole, { conn: carried })).not.toMatch(CLUSTER)
  })
})

describe('copies at several interfaces', () => {
  it('are avoided with the interfaces that the capture names', () => {
    const named = ['eth0', 'lxc1', '$(reboot)'].map((name, tap) => ({ capture: 0, tap, name }))
    const text = textsOf(duplicateCapture, { capture: { ...copied, taps: named } })
    expect(text).toContain('dumpcap -i eth0 -i lxc1 -w')
  })
})
