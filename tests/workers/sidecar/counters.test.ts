/** Counters of the kernel, of connection tracking and of tcpdump; tables of bpftrace. */
import { describe, expect, it, test } from 'vitest'
import { bare, crlf, read, recognised, told } from './read'

const valuesOf = (text: string) =>
  Object.fromEntries(read(text).counters.map(({ name, value }) => [name, value]))

test('conntrack -S is summed over processors', () => {
  const text = `cpu=0   	found=12 invalid=3 insert=0 insert_failed=5 drop=9 early_drop=2 error=0 search_restart=31
cpu=1   	found=10 invalid=0 insert=0 insert_failed=1 drop=4 early_drop=0 error=0 search_restart=2
cpu=2   	found=10 invalid
`
  expect(valuesOf(crlf(text))).toMatchObject({ insert_failed: 6, drop: 13, early_drop: 2 })
  expect(told(text).slice(0, 3)).toEqual(['conntrack -S', 2, 1])
})

describe('counters of the kernel have the names of nstat', () => {
  const expected = { IpReasmTimeout: 4, TcpExtListenDrops: 17 }

  test.each([
    [
      'nstat',
      `#kernel
IpReasmTimeout                  4                  0.0
TcpExtListenDrops               17                 0.0
`,
    ],
    [
      'netstat -s',
      `Ip:
    Forwarding: 1
    5021 total packets received
    4 fragments dropped after timeout
Tcp:
    12 segments retransmitted
TcpExt:
    17 SYNs to LISTEN sockets dropped
    TCPTimeouts: 3
`,
    ],
    [
      '/proc/net/snmp and /proc/net/netstat',
      `Ip: Forwarding DefaultTTL ReasmTimeout
Ip: 1 64 4
TcpExt: SyncookiesSent ListenDrops
TcpExt: 0 17
`,
    ],
  ])('%s', (_, text) => {
    for (const written of [text, crlf(text)]) {
      expect(valuesOf(written)).toMatchObject(expected)
      expect(told(written)[2]).toBe(0)
    }
  })
})

test('tcpdump tells at its end what it lost', () => {
  const text = `tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
^C1200 packets captured
1300 packets received by filter
100 packets dropped by kernel
`
  expect(valuesOf(crlf(text))).toEqual({
    ...{ captured: 1200, 'received by filter': 1300, 'dropped by kernel': 100 },
  })
})

describe('bpftrace', () => {
  const end = (src: string, srcPort: number, dst: string, dstPort: number) => {
    return { src, srcPort, dst, dstPort }
  }

  it('reads tcpretrans, and the one of bcc', () => {
    const text = `Attaching 2 probes...
Tracing tcp retransmits. Hit Ctrl-C to end.
TIME     PID              LADDR:LPORT           RADDR:RPORT  STATE
05:06:07 0            10.8.1.17:50112         10.8.2.9:5432 SYN_SENT
05:06:08 0
`
    const expected = { kind: 'retransmission', ...end('10.8.1.17', 50112, '10.8.2.9', 5432) }
    expect(bare(read(crlf(text)).traces)).toEqual([{ ...expected, millis: -1, events: 1 }])
    expect(told(text)).toEqual(['bpftrace', 1, 1, '1 traced flow'])
    const bcc = `TIME     PID    IP LADDR:LPORT          T> RADDR:RPORT          STATE
05:06:07 0      4  10.8.1.17:50112      R> 10.8.2.9:5432        SYN_SENT
`
    expect(read(bcc).traces).toMatchObject([expected])
  })

  it('reads latencies of connections, in any unit', () => {
    const row = (
      unit: string,
      value: string,
    ) => `PID    COMM   IP SADDR       DADDR      DPORT LAT(${unit})
7    curl   4  10.8.1.17   10.8.2.9   5432  ${value}
`
    for (const [unit, value] of [
      ['ms', '1040.5'],
      ['us', '1040500'],
    ] as const) {
      const [trace] = read(row(unit, value)).traces
      expect(trace).toMatchObject({ kind: 'connect', ...end('10.8.1.17', 0, '10.8.2.9', 5432) })
      expect(trace?.millis).toBeCloseTo(1040.5)
    }
  })

  it('reads look-ups of names, fragments, and maps with histograms', () => {
    const dns = `TIME      PID    COMM                  LATms HOST
05:06:07  7      curl                   5003 db.store.svc
`
    expect(read(dns).traces).toMatchObject([{ kind: 'dns', millis: 5003 }])
    const fragments = `TIME     SRC           DST           ID     OFFSET MF
05:06:07 192.168.7.11  192.168.7.12  0x90aa 1440   0
`
    expect(read(fragments).traces).toMatchObject([
      { kind: 'fragment', ...end('192.168.7.11', 0, '192.168.7.12', 0) },
    ])
    const maps = `Attaching 3 probes...
^C
@retransmits[10.8.1.17, 10.8.2.9]: 12
@connect_us[10.8.1.17, 10.8.2.9]:
[256, 512)            40 |@@@@@@@@@@@@@@@@@@@@|
[512K, 1M)             3 |@@                  |
[1M, 2M)               0 |                    |

@start[77]: 1234
`
    expect(bare(read(maps).traces)).toEqual([
      ...[
        { kind: 'retransmission', ...end('10.8.1.17', 0, '10.8.2.9', 0), millis: -1, events: 12 },
      ],
      { kind: 'connect', ...end('10.8.1.17', 0, '10.8.2.9', 0), millis: 524.288, events: 43 },
    ])
    expect(told(maps)[2]).toBe(0)
  })
})

test.each([
  ['shell variables', 'cpu=0\nfound=yes\n'],
  ['a table without addresses', 'TIME PID COMM\n05:06:07 1 init\n'],
  ['a sentence with packets', 'I saw 12 packets captured by hand\n'],
])('%s is none of them', (_, text) => {
  expect(recognised(text)).toBe(false)
})
