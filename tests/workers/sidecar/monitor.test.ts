/** Drops as cilium-dbg monitor tells them: in a line, in layers, in JSON. */
import { describe, expect, it, test } from 'vitest'
import { reasonOfCode, reasonOfText } from '../../../workers/sidecar/drop-reasons'
import { bare, crlf, read, recognised, told } from './read'

const drop = (reason: string, rest: string) => `xx drop (${reason}) ${rest}\n`
const WHERE = 'flow 0x1f to endpoint 812, ifindex 12, file bpf_lxc.c:1999, , identity 40217->51100'

describe('a line of the monitor', () => {
  it('gives reason, five-tuple, identities and place', () => {
    const text = drop('Policy denied', `${WHERE}: 10.8.1.17:50112 -> 10.8.2.9:5432 tcp SYN`)
    for (const written of [text, crlf(text)]) {
      expect(bare(read(written).drops)).toEqual([
        {
          ...{ code: 133, reason: 'Policy denied', proto: 'tcp' },
          ...{ src: '10.8.1.17', srcPort: 50112, dst: '10.8.2.9', dstPort: 5432 },
          ...{ srcIdentity: 40217, dstIdentity: 51100, endpoint: 812, source: 'bpf_lxc.c:1999' },
          ...{ node: '', time: '', events: 1, verdict: false },
        },
      ])
    }
  })

  it('folds repetitions and counts them', () => {
    const one = drop('Policy denied', `${WHERE}: 10.8.1.17:50112 -> 10.8.2.9:5432 tcp SYN`)
    const other = drop('Policy denied', `${WHERE}: 10.8.1.17:50113 -> 10.8.2.9:5432 tcp SYN`)
    const text = `Listening for events on 4 CPUs\nPress Ctrl-C to quit\n${one}${one}${other}`
    expect(read(text).drops.map(({ srcPort, events }) => [srcPort, events])).toEqual([
      [50112, 2],
      [50113, 1],
    ])
    expect(told(text)).toEqual([
      ...['cilium-dbg monitor --type drop', 3, 0, '3 drops of 2 flows (Policy denied)'],
    ])
  })

  test.each([
    [
      'without flow and interface, as older versions print it',
      drop(
        'CT: Map insertion failed',
        'to endpoint 0, identity 2->0: 10.0.0.1:9 -> 10.0.0.2:80 tcp SYN',
      ),
      { code: 155, src: '10.0.0.1', srcPort: 9, dstPort: 80, endpoint: 0 },
    ],
    [
      'with brackets in the reason',
      drop(
        'No tunnel/encapsulation endpoint (datapath BUG!)',
        `${WHERE}: 10.0.0.1 -> 10.0.0.2 icmp EchoRequest`,
      ),
      { code: 160, src: '10.0.0.1', srcPort: 0, dst: '10.0.0.2', proto: 'icmp' },
    ],
    [
      'with an extended error',
      drop('FIB lookup failed, 4', `${WHERE}: 10.0.0.1 -> 10.0.0.2 udp`),
      { code: 169, reason: 'FIB lookup failed', srcPort: 0 },
    ],
    [
      'of a fragment, with names of identities',
      drop(
        'First logical datagram fragment not found',
        'flow 0x0 to endpoint 0, ifindex 5, file ipv4.h:123, , identity world->unknown: 10.0.1.5 -> 10.0.2.9 udp',
      ),
      { code: 175, srcIdentity: 2, dstIdentity: 0, source: 'ipv4.h:123' },
    ],
    [
      'of IPv6 without brackets',
      drop('Policy denied', `${WHERE}: fd00:8::17:50112 -> fd00:8::9:443 tcp SYN`),
      { src: 'fd00:8::17', srcPort: 50112, dst: 'fd00:8::9', dstPort: 443 },
    ],
    [
      'of IPv6 with brackets',
      drop('Policy denied', `${WHERE}: [fd00:8::17]:50112 -> [fd00:8::9]:443 tcp SYN`),
      { src: 'fd00:8::17', srcPort: 50112, dst: 'fd00:8::9', dstPort: 443 },
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text).drops[0]).toMatchObject(expected)
  })

  it('counts cut ones, and passes over other events', () => {
    const whole = drop('Policy denied', `${WHERE}: 10.8.1.17:50112 -> 10.8.2.9:5432 tcp SYN`)
    const trace =
      '-> endpoint 812 flow 0x1 , identity 1->2 state new ifindex lxc1: 10.0.0.1 -> 10.0.0.2 icmp\n'
    const text = `${whole}${trace}${whole.slice(0, 90)}`
    expect(told(text).slice(1, 3)).toEqual([2, 1])
  })

  it('of a monitor that saw no drop is recognised, and holds nothing', () => {
    const text =
      'Listening for events on 8 CPUs with 64x4096 of shared memory\nPress Ctrl-C to quit\n'
    expect(told(text)).toEqual(['cilium-dbg monitor --type drop', 0, 0, ''])
  })
})

const LAYERS = `Ethernet	{Contents=[..14..] Payload=[..62..] SrcMAC=0a:00:00:00:00:01 DstMAC=0a:00:00:00:00:02 EthernetType=IPv4 Length=0}
IPv4	{Contents=[..20..] Payload=[..40..] Version=4 IHL=5 TOS=0 Length=60 Id=1 Flags=DF FragOffset=0 TTL=63 Protocol=TCP Checksum=1 SrcIP=10.8.1.17 DstIP=10.8.2.9 Options=[] Padding=[]}
TCP	{Contents=[..40..] Payload=[] SrcPort=50112 DstPort=443(https) Seq=1 Ack=0 DataOffset=10 FIN=false SYN=true}
`
const RULE = `${'-'.repeat(78)}\n`
const CPU = 'CPU 03: MARK 0x0 FROM 812 DROP: 74 bytes, reason Policy denied, '

describe('an event of the verbose monitor', () => {
  const expected = {
    ...{ code: 133, reason: 'Policy denied', src: '10.8.1.17', srcPort: 50112 },
    ...{ dst: '10.8.2.9', dstPort: 443, proto: 'tcp', endpoint: 812, srcIdentity: 40217 },
  }

  test.each([
    ['behind its packet', `${LAYERS}${CPU}identity 40217->51100\n`],
    [
      'before its packet',
      `${CPU}to ifindex 12, file bpf_lxc.c:9, , identity 40217->51100\n${LAYERS}`,
    ],
  ])('%s', (_, event) => {
    const text = `Listening for events on 4 CPUs\n${RULE}${event}${RULE}${event}`
    expect(read(text).drops).toMatchObject([{ ...expected, events: 2 }])
    expect(told(text).slice(0, 3)).toEqual(['cilium-dbg monitor --type drop -v', 2, 0])
  })

  it('without a packet is counted as not understood', () => {
    expect(told(`${RULE}${CPU}identity 1->2\n`).slice(1, 3)).toEqual([0, 1])
  })
})

describe('cilium-dbg monitor -o json', () => {
  const event = {
    ...{ cpu: '03', type: 'drop', mark: '0x0', reason: 'Policy denied', source: 812, bytes: 74 },
    ...{ srcLabel: 40217, dstLabel: 51100, Line: 1999, File: 2, ExtError: 0, Ifindex: 12 },
    summary: {
      tcp: '{SYN=true}',
      l3: { src: '10.8.1.17', dst: '10.8.2.9' },
      l4: { src: '50112', dst: '5432' },
    },
  }

  it('gives the same', () => {
    const text = `${JSON.stringify(event)}\n${JSON.stringify({ type: 'trace' })}\n{"type":"drop",\n`
    expect(read(text).drops).toMatchObject([
      {
        ...{ code: 133, src: '10.8.1.17', srcPort: 50112, dst: '10.8.2.9', dstPort: 5432 },
        ...{ proto: 'tcp', source: 'bpf_lxc.c:1999', srcIdentity: 40217, events: 1 },
      },
    ])
    expect(told(text).slice(0, 3)).toEqual(['cilium-dbg monitor -o json', 2, 1])
  })
})

// cilium/cilium pkg/monitor/api/drop.go: names of two codes are stale.
test.each([
  [133, 'Policy denied', 'POLICY_DENIED'],
  [136, 'Fragmentation needed', 'CT_MISSING_TCP_ACK_FLAG'],
  [155, 'CT: Map insertion failed', 'CT_MAP_INSERTION_FAILED'],
  [175, 'First logical datagram fragment not found', 'FIRST_LOGICAL_DATAGRAM_FRAGMENT_NOT_FOUND'],
  [181, 'Policy denied by denylist', 'POLICY_DENY'],
])('reason %i is “%s”, in Hubble %s', (code, text, name) => {
  expect(reasonOfCode(code)).toEqual({ code, text })
  expect(reasonOfText(text)).toEqual({ code, text })
  expect(reasonOfText(name)).toEqual({ code, text })
})

test('codes below 130 are events and no drops', () => {
  expect(reasonOfCode(9)).toBeNull()
  expect(reasonOfText('Something new')).toEqual({ code: 0, text: 'Something new' })
})

test('prose about drops is none', () => {
  expect(recognised('We saw xx drop (Policy denied) in the log.\n')).toBe(false)
})
