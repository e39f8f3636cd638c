/** What the corrected view says of a capture as a whole: its taps, its sizes, its bounds. */
import { describe, expect, it } from 'vitest'
import { LINKTYPE, writePcapng } from '../../../workers/forge/capture-writer'
import { asSll2 } from '../../../workers/forge/link-header'
import {
  arp,
  ethernet,
  ETHERTYPE,
  icmpError,
  ipv4,
  PROTO,
  tcp,
} from '../../../workers/forge/packet'
import { MAX_ICMP_ERRORS } from '../../../workers/limits/limits'
import { analyse, captureOf, captureRun, only, recordsOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }

/** A TCP packet of `length` octets of IP. */
function packet(length: number, id = 1) {
  const segment = { ...ENDS, srcPort: 40_000, dstPort: 80, seq: id * 100_000, flags: 'A' }
  return ipv4({ ...ENDS, proto: PROTO.tcp, id }, tcp(segment, new Uint8Array(length - 40)))
}

describe('a capture', () => {
  it('counts its IP frames, and those larger than a network carries', async () => {
    const ask = { op: 'request', senderMac: '02:00:00:00:00:01', sender: '10.0.0.1' } as const
    const frames = [
      ethernet({}, packet(1500, 1)),
      ethernet({}, packet(1501, 2)),
      ethernet({ type: ETHERTYPE.arp }, arp({ ...ask, target: '10.0.0.2' })),
    ].map((octets, i) => ({ time: i * 1e6, octets }))
    const { capture } = await recordsOf(captureOf(frames))
    expect(capture).toMatchObject({
      packets: 3,
      ipFrames: 2,
      superPackets: 1,
      duration: 2e6,
      dropped: -1,
      truncatedFrames: 0,
    })
  })

  it('names its taps by interface and ifindex, in order of appearance', async () => {
    const frame = ethernet({}, packet(100))
    const octets = writePcapng(
      [
        { time: 0, octets: frame, iface: 1 },
        { time: 1, octets: asSll2(frame, { ifindex: 4 }), iface: 2 },
        { time: 2, octets: asSll2(frame, { ifindex: 9 }), iface: 2 },
        { time: 3, octets: frame, iface: 0 },
        { time: 4, octets: frame, iface: 1 },
      ],
      {
        interfaces: [
          { name: 'eth0' },
          { name: 'lxc1' },
          { name: 'any', linktype: LINKTYPE.sll2 },
          { name: 'never seen' },
        ],
      },
    )
    const { captures } = await analyse(octets)
    expect(captures[0]?.taps.map(({ tap, name }) => [tap, name])).toEqual([
      [0, 'lxc1'],
      [1, 'any ifindex 4'],
      [2, 'any ifindex 9'],
      [3, 'eth0'],
    ])
  })

  it('adds up the drops that its interfaces tell of', async () => {
    const octets = writePcapng([{ time: 0, octets: ethernet({}, packet(100)) }], {
      interfaces: [{ name: 'eth0' }, { name: 'eth1' }, { name: 'eth2' }],
      statistics: [
        { iface: 0, dropped: 3, osDropped: 4 },
        { iface: 1, dropped: 5 },
      ],
    })
    expect((await recordsOf(octets)).capture.dropped).toBe(12)
  })

  it('analyses each tap by itself', async () => {
    const script = new TcpScript().handshake()
    script.client({ length: 100 })
    const [one, other] = [2, 3].map((ifindex) =>
      script.frames.map(({ time, octets }) => ({ time, octets: asSll2(octets, { ifindex }) })),
    )
    const half = (other ?? []).slice(0, 2)
    const { conns } = await recordsOf(captureOf([...(one ?? []), ...half], LINKTYPE.sll2))
    expect(conns.map(({ tap, handshake }) => [tap, handshake.outcome])).toEqual([
      [0, 'complete'],
      [1, 'no-final-ack'],
    ])
  })
})

describe('records', () => {
  it('are the same however often they are asked for, and while the reading goes on', async () => {
    const script = new TcpScript().handshake()
    script.client({ length: 100 })
    script.client({ seq: 1, length: 100, after: 200 })
    const run = await captureRun(captureOf(script.frames))
    await run.step()
    const conns = () => {
      const list: unknown[] = []
      run.replay({ conn: (record) => list.push(record) })
      return JSON.stringify(list)
    }
    const [early, late] = [conns(), conns()]
    expect(early).toBe(late)
    while (await run.step());
    expect(conns()).toBe(early)
  })
})

describe('bounds', () => {
  it('that were reached are told', { timeout: 20_000 }, async () => {
    const quoted = packet(100)
    const beyond = 3
    const frames = Array.from({ length: MAX_ICMP_ERRORS + beyond }, (_, id) => {
      const error = icmpError({ type: 3, code: 1 }, quoted)
      const header = { ...ENDS, proto: PROTO.icmp, id: (id & 0x7fff) + 1 }
      return { time: id * 1e6, octets: ethernet({}, ipv4(header, error)) }
    })
    const { captures } = await analyse(captureOf(frames))
    expect(only(captures).facts.capped).toEqual([{ what: 'ICMP errors kept', count: beyond }])
  })
})
