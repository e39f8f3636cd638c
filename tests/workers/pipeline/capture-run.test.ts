/** What is kept of a capture and of each of its frames. */
import { describe, expect, it } from 'vitest'
import {
  arp,
  type Bytes,
  EMPTY,
  ethernet,
  ETHERTYPE,
  fragmentIpv4,
  ipv4,
  PROTO,
  udp,
} from '../../../workers/forge/packet'
import { CHUNK_ROWS } from '../../../workers/model/frame-columns'
import {
  FRAME_COPY,
  FRAME_FRAGMENT,
  FRAME_MALFORMED,
  FRAME_UNDECODED,
} from '../../../workers/model/frame-flags'
import { analyse, captureOf, columnsOf, EPOCH, flagNames, only } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }
const PCAP_HEADER = 24
const PCAP_RECORD = 16

const datagram = (length: number, id = 1): Bytes =>
  ipv4(
    { ...ENDS, proto: PROTO.udp, id },
    udp({ ...ENDS, srcPort: 1, dstPort: 2 }, new Uint8Array(length)),
  )

async function captureIn(...frames: Bytes[]) {
  const octets = captureOf(frames.map((each, index) => ({ time: index * 1e6, octets: each })))
  return only((await analyse(octets)).captures)
}

describe('columns', () => {
  it('tell where each frame lies, how long it is, and when it came', async () => {
    const capture = await captureIn(ethernet({}, datagram(10, 1)), ethernet({}, datagram(20, 2)))
    const columns = columnsOf(capture)
    const first = PCAP_HEADER + PCAP_RECORD
    expect([...columns.fileAt]).toEqual([first, first + 52 + PCAP_RECORD])
    expect([...columns.capLen]).toEqual([52, 62])
    expect([...columns.time]).toEqual([0, 1e6])
    expect(columns.length).toBe(2)
  })

  it('tell the connection of each frame, and what Wireshark says of it', async () => {
    const script = new TcpScript().handshake()
    script.client({ length: 10 })
    script.client({ seq: 1, length: 10, after: 200 })
    const other = new TcpScript({ clientPort: 50_000, start: 1000 })
    other.client({ flags: 'S' })
    const stray = { time: 2e9, octets: ethernet({}, datagram(1)) }
    const octets = captureOf([...script.frames, ...other.frames, stray])
    const { captures, flows } = await analyse(octets)
    const { flow, flags } = columnsOf(only(captures))
    expect([...flow]).toEqual([1, 1, 1, 1, 1, 2, 0])
    expect(flows.map(({ orig }) => orig.port)).toEqual([40_000, 50_000])
    expect([...flags].map(flagNames)).toEqual([[], [], [], [], ['retransmission'], [], []])
  })

  it('mark copies, fragments, and what could not be read', async () => {
    const [head, tail] = fragmentIpv4(datagram(2000), 1420)
    const wrong = ipv4({ ...ENDS, proto: PROTO.udp, length: 10 }, EMPTY) // shorter than its header
    const capture = await captureIn(
      ethernet({}, datagram(10, 9)),
      ethernet({}, datagram(10, 9)),
      ethernet({}, head as Bytes),
      ethernet({}, tail as Bytes),
      ethernet({ type: 0x88b5 }, new Uint8Array(50)), // for experiments, IEEE 802
      ethernet({}, wrong),
    )
    expect([...columnsOf(capture).flags]).toEqual([
      0,
      FRAME_COPY | (1 << 22), // of the frame before
      FRAME_FRAGMENT,
      FRAME_FRAGMENT,
      FRAME_UNDECODED,
      FRAME_MALFORMED,
    ])
  })

  it('hold more frames than fit into a chunk', { timeout: 30_000 }, async () => {
    const frame = { octets: new Uint8Array(14) }
    const many = Array.from({ length: CHUNK_ROWS + 9 }, (_, i) => ({ ...frame, time: i * 1000 }))
    const columns = columnsOf(only((await analyse(captureOf(many))).captures))
    expect(columns.length).toBe(CHUNK_ROWS + 9)
    for (const column of [columns.time, columns.capLen, columns.flags, columns.iface]) {
      expect(column).toHaveLength(CHUNK_ROWS + 9)
    }
    expect(columns.time.at(-1)).toBe((CHUNK_ROWS + 8) * 1000)
  })
})

describe('facts', () => {
  it('sum up the frames', async () => {
    const frames = [
      { time: 5e6, octets: new Uint8Array(60) },
      { time: 3e6, octets: new Uint8Array(40), origLen: 1000 },
      { time: 9e6, octets: new Uint8Array(60) },
    ]
    const { facts } = only((await analyse(captureOf(frames))).captures)
    expect(facts).toMatchObject({
      packets: 3,
      caplenSum: 160,
      origlenSum: 1120,
      truncatedFrames: 1,
      timestampStepsBack: 1,
      firstTsNs: String(EPOCH + 5_000_000n),
      lastTsNs: String(EPOCH + 9_000_000n),
    })
  })

  it('name what was not followed to its end, most frequent first', async () => {
    const ask = { op: 'request', senderMac: '02:00:00:00:00:01' } as const
    const unknown = ethernet({ type: 0x88b5 }, new Uint8Array(50))
    const { facts } = await captureIn(
      ethernet({}, ipv4({ ...ENDS, proto: 253 }, new Uint8Array(24))),
      unknown,
      unknown,
      ethernet({ type: ETHERTYPE.arp }, arp({ ...ask, sender: '10.0.0.1', target: '10.0.0.2' })),
    )
    expect(facts.undecoded.map(({ frames }) => frames)).toEqual([2, 1])
    expect(facts.undecoded[0]?.reason).toMatch(/0x88b5/i)
    expect(facts.undecoded[1]?.reason).toMatch(/253/)
    expect(facts.weirds).toEqual([])
  })

  it('tell headers that were cut off from headers that are wrong', async () => {
    const whole = ethernet({}, datagram(10))
    const wrong = ethernet({}, ipv4({ ...ENDS, proto: PROTO.udp, length: 10 }, EMPTY))
    const frames = [
      { time: 0, octets: whole.subarray(0, 20), origLen: whole.length },
      { time: 1, octets: wrong },
      { time: 2, octets: wrong },
    ]
    const { facts } = only((await analyse(captureOf(frames))).captures)
    expect(facts.undecoded).toEqual([
      { reason: 'malformed: ip.len', frames: 2 },
      { reason: 'headers cut off by the snapshot length', frames: 1 },
    ])
    expect(facts.weirds).toEqual([{ name: 'malformed: ip.len', count: 2, firstFrame: 2 }])
  })
})
