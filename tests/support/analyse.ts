/** Captures through the real engine: octets in, records, results and flags of frames out. */
import { openCapture } from '../../workers/capture/open'
import type { CaptureReader } from '../../workers/capture/reader'
import { CompatibleCounts } from '../../workers/flow/compatible'
import { FiveTuples } from '../../workers/flow/five-tuple'
import { Hosts } from '../../workers/flow/hosts'
import { ANALYSIS_NAMES } from '../../workers/flow/tcp-flags'
import { TcpFlows } from '../../workers/flow/tcp-flows'
import { TunnelTable } from '../../workers/flow/tunnel-table'
import { UdpFlows } from '../../workers/flow/udp-flows'
import { type CapturedFrame, writePcap } from '../../workers/forge/capture-writer'
import type { Bytes } from '../../workers/forge/packet'
import type { DetectorSettings } from '../../workers/model/detector-settings'
import { sliceChunks, type FrameChunks, type FrameColumns } from '../../workers/model/frame-columns'
import { newRecordBatch } from '../../workers/model/record-batch'
import type {
  CaptureRecord,
  ConnRecord,
  DatagramRecord,
  EchoPathRecord,
  FragmentPathRecord,
  HostPairRecord,
  IcmpErrorRecord,
  TunnelWayRecord,
} from '../../workers/model/records'
import type { FullResult } from '../../workers/model/run'
import type { TurnsRecord } from '../../workers/model/turns'
import { CaptureRun } from '../../workers/pipeline/capture-run'
import { analyseCase } from '../../workers/pipeline/case-run'
import { LocalIngest } from '../../workers/pipeline/ingest'
import { Dissector } from '../../workers/wire/dissect'
import { newPacket } from '../../workers/wire/packet'

/** Time 0 of the captures, ns since 1970: Wireshark takes a SYN in the year 1970 for none. */
export const EPOCH = 1_700_000_000_000_000_000n

/** A pcap file that keeps nanoseconds. */
export const captureOf = (frames: readonly CapturedFrame[], linktype = 1): Bytes =>
  writePcap(frames, { nanosecond: true, linktype, epoch: EPOCH })

export const fileOf = (octets: Bytes, name = 'capture.pcap'): File => new File([octets], name)

/** Analyses the files as one case; fails when none of them can be read. */
export async function analyse(...files: readonly (Bytes | File)[]): Promise<FullResult> {
  return analyseWith(undefined, ...files)
}

/** As `analyse`, with what an analyst changed of the detectors. */
export async function analyseWith(
  detectors: DetectorSettings | undefined,
  ...files: readonly (Bytes | File)[]
): Promise<FullResult> {
  const dropped = files.map((file) => (file instanceof File ? file : fileOf(file)))
  const options = { streams: false, ...(detectors !== undefined && { detectors }) }
  const outcome = await analyseCase(dropped, () => undefined, undefined, options)
  if (outcome.kind !== 'analysed') throw new Error(outcome.files[0]?.message)
  return outcome.result
}

/** Everything that detectors are told about one capture. */
export interface Records {
  capture: CaptureRecord
  paths: FragmentPathRecord[]
  conns: ConnRecord[]
  turns: TurnsRecord[]
  echoes: EchoPathRecord[]
  errors: IcmpErrorRecord[]
  pairs: HostPairRecord[]
  ways: TunnelWayRecord[]
}

/** The run of one capture, before its first step. */
export const captureRun = async (octets: Bytes): Promise<CaptureRun> =>
  new CaptureRun(
    new LocalIngest(await open(octets)),
    { name: 'capture.pcap', size: octets.length },
    0,
    { streams: false },
  )

export async function recordsOf(octets: Bytes): Promise<Records> {
  const run = await captureRun(octets)
  while (await run.step());
  const captures: CaptureRecord[] = []
  const rest: Omit<Records, 'capture'> = {
    paths: [],
    conns: [],
    turns: [],
    echoes: [],
    errors: [],
    pairs: [],
    ways: [],
  }
  run.replay({
    capture: (record) => captures.push(record),
    fragmentPath: (record) => rest.paths.push(record),
    conn: (record) => rest.conns.push(record),
    turns: (record) => rest.turns.push(record),
    echoPath: (record) => rest.echoes.push(record),
    icmpError: (record) => rest.errors.push(record),
    hostPair: (record) => rest.pairs.push(record),
    tunnelWay: (record) => rest.ways.push(record),
  })
  return { capture: only(captures), ...rest }
}

/** The fragmented datagrams of a capture that are kept as samples, in order of their end. */
export async function datagramsOf(octets: Bytes): Promise<DatagramRecord[]> {
  const { paths } = await recordsOf(octets)
  return paths.flatMap((path) => path.samples)
}

export interface CompatibleFrame {
  /** `tcp.stream`; −1: none. */
  stream: number
  /** Names of `tcp.analysis.*`, in the order of `ANALYSIS_NAMES`. */
  flags: string[]
}

/** What the compatible view says of each frame; the first stands at index 0. */
export async function compatibleFrames(octets: Bytes): Promise<CompatibleFrame[]> {
  const reader = await open(octets)
  const hosts = new Hosts()
  const listener = {
    wantsBare: false,
    passes: () => false,
    segment: () => undefined,
    datagram: () => undefined,
  }
  const flows = new TcpFlows(new FiveTuples(hosts), new TunnelTable(hosts))
  const counts = new CompatibleCounts(flows, new UdpFlows(new FiveTuples(hosts)), listener, {
    tap: 0,
    copyOf: 0,
  })
  const dissector = new Dissector()
  const packet = newPacket()
  const batch = newRecordBatch()
  const frames: CompatibleFrame[] = []
  while (await reader.next(batch)) {
    for (let row = 0; row < batch.count; row++) {
      packet.frame = frames.length + 1
      packet.time = batch.time[row] ?? NaN
      packet.capLen = batch.capLen[row] ?? NaN
      packet.origLen = batch.origLen[row] ?? NaN
      dissector.frame(batch.view, batch.at[row] ?? NaN, batch.linktype[row] ?? NaN, packet)
      counts.frame(packet)
      frames.push({ stream: counts.stream, flags: flagNames(counts.flags) })
    }
  }
  return frames
}

/** Names of the `tcp.analysis` bits of a frame. */
export const flagNames = (flags: number): string[] =>
  ANALYSIS_NAMES.filter((_, bit) => (flags & (1 << bit)) !== 0)

/** The only element; fails when there is another number of them. */
export function only<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined || list.length > 1) throw new Error(`${String(list.length)} elements`)
  return first
}

async function open(octets: Bytes): Promise<CaptureReader> {
  const opened = await openCapture(new Blob([octets]), 'capture.pcap')
  if (opened.kind !== 'capture') throw new Error(opened.message)
  return opened.reader
}

/** Columns of a capture in one piece. */
export const columnsOf = ({ columns }: { columns: FrameChunks }): FrameColumns =>
  sliceChunks(columns, 0, columns.length)
