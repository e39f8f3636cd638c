/** Tables as Parquet files, through the real engine, read back by another library. */
import 'fake-indexeddb/auto'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import type { TableExportOutcome } from '../../../workers/api/table-export'
import { readOctets } from '../../../workers/capture/read-octets'
import type { Desk, DeskTools } from '../../../workers/desk/library'
import type { CapturedFrame } from '../../../workers/forge/capture-writer'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import {
  ethernet,
  fragmentIpv4,
  icmpEcho,
  ipv4,
  PROTO,
  udp,
  vxlan,
} from '../../../workers/forge/packet'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse, captureOf, EPOCH, fileOf, only } from '../../support/analyse'
import { columnOf, readParquet, type ReadParquet } from '../../support/parquet'
import { TcpScript } from '../../support/tcp-script'
import { hasTshark, withTshark } from '../forge/tshark'
import { freshProfile } from '../store/database'
import { newDesk } from './desk'

beforeEach(freshProfile)

const PODS = { src: '10.42.0.5', dst: '10.42.1.7' }
const NODES = { src: '192.0.2.1', dst: '192.0.2.2' }

async function opened(
  file: File,
  kept = true,
  changes: Partial<DeskTools> = {},
): Promise<{ desk: Desk; id: string }> {
  const { result, lists } = packLists(await analyse(file))
  const desk = newDesk({ readOctets, ...changes })
  await desk.start('memory', '')
  const { id } = await desk.save(result, lists, kept ? [file] : [])
  return { desk, id }
}

async function packetTable(
  { desk, id }: { desk: Desk; id: string },
  filter = '',
  told: (part: number) => void = () => undefined,
): Promise<TableExportOutcome> {
  const query = { capture: 0, filter, from: null, to: null }
  const found = await desk.selectPackets(id, query, () => undefined)
  if (found.kind !== 'selected') throw new Error(found.kind)
  const { set, count } = found
  const choice = { kind: 'packet-table', capture: 0, set, count, filter } as const
  return desk.exportTable(id, choice, ({ part }) => told(part))
}

async function read(outcome: TableExportOutcome): Promise<ReadParquet> {
  if (outcome.kind !== 'table') throw new Error(JSON.stringify(outcome))
  const table = await readParquet(outcome.file)
  expect(table.rows).toHaveLength(outcome.rows)
  return table
}

/** A datagram of VXLAN that carries an echo request, in two fragments. */
function fragments(): Uint8Array[] {
  const ping = icmpEcho({ id: 17, seq: 4 }, new Uint8Array(1400))
  const inner = ethernet({}, ipv4({ ...PODS, proto: PROTO.icmp }, ping))
  const datagram = udp({ ...NODES, srcPort: 51_234, dstPort: 8472 }, vxlan({ vni: 16_621 }, inner))
  return fragmentIpv4(ipv4({ ...NODES, id: 54_580, proto: PROTO.udp }, datagram), 1460)
}

const framed = (packets: readonly Uint8Array[]): CapturedFrame[] =>
  packets.map((packet, i) => ({ time: i * 1_000_003, octets: ethernet({}, packet) }))

describe('the table of packets', () => {
  it('has the exact times, and numbers of TCP from the beginning of their stream', async () => {
    const script = new TcpScript({ clientIsn: 4_294_967_200, serverIsn: 5000 }).handshake()
    script.client({ flags: 'PA', data: 'GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n' })
    script.client({ flags: 'PA', length: 100 })
    script.client({ flags: 'PA', length: 100, seq: 37, after: 400 })
    const file = fileOf(captureOf(script.frames))
    const table = await read(await packetTable(await opened(file)))
    const times = script.frames.map(({ time }) => EPOCH + BigInt(time))
    expect(columnOf(table, 'time')).toEqual(times)
    expect(table.types['time']).toEqual({
      type: 'TIMESTAMP',
      isAdjustedToUTC: true,
      unit: 'NANOS',
    })
    expect(columnOf(table, 'protocol')).toEqual(['TCP', 'TCP', 'TCP', 'HTTP', 'TCP', 'TCP'])
    expect(columnOf(table, 'tcp_flags')).toEqual([2, 18, 16, 24, 24, 24])
    expect(columnOf(table, 'tcp_seq')).toEqual([0n, 0n, 1n, 1n, 37n, 37n])
    expect(columnOf(table, 'tcp_seq_raw').slice(0, 3)).toEqual([
      4_294_967_200n,
      5000n,
      4_294_967_201n,
    ])
    expect(columnOf(table, 'tcp_ack')).toEqual([null, 1n, 1n, 1n, 1n, 1n])
    expect(columnOf(table, 'payload_len')).toEqual([0, 0, 0, 36, 100, 100])
    expect(columnOf(table, 'tcp_stream')).toEqual([0, 0, 0, 0, 0, 0])
    expect(columnOf(table, 'flow')).toEqual([1, 1, 1, 1, 1, 1])
    expect(columnOf(table, 'tcp_analysis').at(-1)).toBe('retransmission')
  })

  it.each([
    ['in order', false],
    ['tail first', true],
  ])('has inner and outer headers, and gives a tail its ports, %s', async (_name, reversed) => {
    const packets = fragments()
    const frames = framed(reversed ? packets.reverse() : packets)
    const table = await read(await packetTable(await opened(fileOf(captureOf(frames)))))
    const [head, tail] = reversed ? table.rows.toReversed() : table.rows
    expect(head).toMatchObject({
      ...{
        outer_src: NODES.src,
        outer_dst: NODES.dst,
        outer_src_port: 51_234,
        outer_dst_port: 8472,
      },
      ...{ src: PODS.src, dst: PODS.dst, tunnel: 'vxlan', vni: 16_621n, ip_proto: 1 },
      ...{ fragment: true, fragment_offset: 0, more_fragments: true, icmp_type: 8, src_port: null },
    })
    expect(tail).toMatchObject({
      ...{ src: NODES.src, dst: NODES.dst, outer_src: null, tunnel: null, vni: null },
      ...{ fragment: true, fragment_offset: 1440, more_fragments: false, ip_id: 54_580n },
      ...{ src_port: 51_234, dst_port: 8472, ports_of_frame: head?.['frame'], protocol: 'IPv4' },
    })
  })

  it('holds what a filter leaves, and says what it is', async () => {
    const frames = [...framed(fragments()), ...new TcpScript({ start: 9 }).handshake().frames]
    const name = 'node.pcap.gz'
    const file = new File([new Uint8Array(gzipSync(captureOf(frames)))], name)
    const parts: number[] = []
    const table = await read(
      await packetTable(await opened(file), 'tcp', (part) => parts.push(part)),
    )
    expect(columnOf(table, 'frame')).toEqual([3, 4, 5])
    expect(columnOf(table, 'outer_src')).toEqual([null, null, null])
    expect(table.says).toMatchObject({ capture: name, filter: 'tcp', left_out: '' })
    expect(JSON.parse(table.says['columns'] ?? '')).toMatchObject({ tcp_stream: 'tcp.stream' })
    for (const part of parts) expect(part).toBeLessThanOrEqual(1)
  })

  it('holds what the index knows where the capture is not at hand, and says so', async () => {
    const frames = framed(fragments())
    const outcome = await packetTable(await opened(fileOf(captureOf(frames)), false))
    const table = await read(outcome)
    expect(columnOf(table, 'frame')).toEqual([1, 2])
    expect(columnOf(table, 'fragment')).toEqual([true, true])
    expect(columnOf(table, 'src')).toEqual([null, null])
    expect(outcome).toMatchObject({ leftOut: [expect.stringContaining('is not at hand')] })
    expect(table.says['left_out']).toContain('is not at hand')
  })

  it('is written in row groups', async () => {
    const [packet = new Uint8Array(0)] = fragments()
    const octets = ethernet({}, packet).slice(0, 80)
    const frames = Array.from({ length: 33_000 }, (_, i) => ({ time: i * 1000, octets }))
    const table = await read(await packetTable(await opened(fileOf(captureOf(frames)))))
    expect(table.groups).toEqual([32_768, 232])
    expect(columnOf(table, 'frame')).toEqual(frames.map((_, i) => i + 1))
  })

  it('ends when it is told to', async () => {
    let now = 0
    const file = fileOf(captureOf(framed(fragments())))
    const { desk, id } = await opened(file, true, { nowMs: () => (now += 1000) })
    const outcome = await packetTable({ desk, id }, '', () => void desk.cancelTableExport())
    expect(outcome).toEqual({ kind: 'cancelled' })
  })

  it.runIf(hasTshark)('has the numbers of tshark', async () => {
    const { octets } = mtuBlackHoleCase()
    const table = await read(await packetTable(await opened(fileOf(octets, 'a.pcap')), 'tcp'))
    const names = ['frame.number', 'frame.len', 'tcp.stream', 'tcp.seq', 'tcp.ack', 'tcp.len']
    const rows = withTshark(octets, ({ fields }) =>
      fields('tcp', ...names, 'tcp.window_size', 'tcp.seq_raw', 'frame.time_epoch'),
    )
    const columns = ['frame', 'len', 'tcp_stream', 'tcp_seq', 'tcp_ack', 'payload_len']
    const of = (row: ReadParquet['rows'][number]) =>
      [...columns, 'tcp_window', 'tcp_seq_raw'].map((name) => String(row[name] ?? 0))
    const timeOf = (seconds = '') => BigInt(seconds.replace('.', ''))
    expect(table.rows.map(of)).toEqual(rows.map((row) => row.slice(0, -1)))
    expect(columnOf(table, 'time')).toEqual(rows.map((row) => timeOf(row.at(-1))))
  })
})

describe('the table of connections', () => {
  it('has both sides, the tunnel, the stream and the Community ID', async () => {
    // The vector of the Community ID specification.
    const script = new TcpScript({
      ...{ client: '128.232.110.120', server: '66.35.250.204', clientPort: 34_855, serverPort: 80 },
    }).handshake()
    script.client({ flags: 'PA', length: 100 })
    script.client({ flags: 'PA', length: 100, seq: 1, after: 400 })
    script.server({ flags: 'R' })
    const { desk, id } = await opened(fileOf(captureOf(script.frames), 'a.pcap'))
    const outcome = await desk.exportTable(id, { kind: 'flow-table' }, () => undefined)
    const row = only((await read(outcome)).rows)
    const last = script.frames.at(-1)?.time ?? 0
    expect(row).toMatchObject({
      ...{ capture: 'a.pcap', flow: 1, tcp_stream: 0, tunnel: null, vni: null },
      ...{ community_id: '1:LQU9qZlK+B5F3KDmev6m5PMibrg=' },
      ...{ orig_addr: '128.232.110.120', orig_port: 34_855, resp_port: 80, handshake: 'complete' },
      ...{ start: EPOCH + BigInt(script.frames[0]?.time ?? 0), end: EPOCH + BigInt(last) },
      ...{ orig_frames: 4, orig_octets: 200n, orig_retransmissions: 1, resp_frames: 2 },
      ...{ closed_by: 'rst', reset_from: 'resp', resets: 1, orig_fin_sent: false },
    })
  })

  it('names hosts as they are told, in both tables', async () => {
    const script = new TcpScript({ client: '10.42.0.5', server: '10.42.1.7' }).handshake()
    const { result, lists } = packLists(await analyse(fileOf(captureOf(script.frames))))
    const { facts } = only(result.captures)
    facts.names.push({ address: '10.42.1.7', name: 'orders.example' })
    const desk = newDesk({ readOctets })
    await desk.start('memory', '')
    const { id } = await desk.save(result, lists, [fileOf(captureOf(script.frames))])
    const flows = await read(await desk.exportTable(id, { kind: 'flow-table' }, () => undefined))
    expect(only(flows.rows)).toMatchObject({ orig_name: null, resp_name: 'orders.example' })
    const packets = await read(await packetTable({ desk, id }))
    expect(columnOf(packets, 'src_name')).toEqual([null, 'orders.example', null])
    expect(columnOf(packets, 'dst_name')).toEqual(['orders.example', null, 'orders.example'])
  })

  it('says how many are listed, where these are not all', async () => {
    const file = fileOf(captureOf(new TcpScript().handshake().frames))
    const { result, lists } = packLists(await analyse(file))
    const desk = newDesk({ readOctets })
    await desk.start('memory', '')
    const { id } = await desk.save({ ...result, flowTotal: 30_000 }, lists, [file])
    const outcome = await desk.exportTable(id, { kind: 'flow-table' }, () => undefined)
    expect(outcome).toMatchObject({
      leftOut: ['The table holds the first 1 of 30000 connections: no more are listed.'],
    })
  })

  it('is not written where there are none', async () => {
    const { desk, id } = await opened(fileOf(captureOf(framed(fragments()))))
    const outcome = await desk.exportTable(id, { kind: 'flow-table' }, () => undefined)
    expect(outcome.kind).toBe('nothing')
  })
})
