/** Packets of a case as a pcapng file: original octets, times, interfaces and comments. */
import type { PacketExportOutcome, PacketExportProgress } from '../api/packet-export'
import { PcapngWriter } from '../export/pcapng-writer'
import type { CaptureResult, CaseResult } from '../model/run'
import { leftOutWords, type LeftOut } from './export-sentences'
import type { FoundPacket, PacketPlace, PacketSource } from './packet-source'

export interface PacketsToExport {
  result: CaseResult
  /** Captures that the places lie in: their interfaces are described, those of others not. */
  captures: readonly number[]
  places: AsyncIterable<PacketPlace> | Iterable<PacketPlace>
  /** How many places there are. */
  total: number
  /** What is written on a packet, or on a connection that it begins, beside the comments of its file. */
  notesOn: (place: PacketPlace) => readonly string[]
  application: string
}

/** Told from outside. */
export interface Cancellation {
  cancelled: boolean
}

/** Places looked up together, and octets that are put away together. */
const BATCH = 8192
const PIECE = 4 * 1024 * 1024

const NONE: readonly string[] = []

const LARGEST_TIME = 2n ** 64n - 1n

export async function exportPackets(
  wanted: PacketsToExport,
  source: PacketSource,
  cancellation: Cancellation,
  onProgress: (progress: PacketExportProgress) => void,
): Promise<PacketExportOutcome> {
  const file = new PacketFile(wanted)
  const tell = (done: number) => onProgress({ done, total: wanted.total })
  tell(0)
  for await (const places of batches(wanted.places)) {
    for await (const { packets, missing } of source.find(places)) {
      if (cancellation.cancelled) return { kind: 'cancelled' }
      for (const packet of packets) file.add(packet)
      for (const { capture, why } of missing) file.miss(capture, why)
      tell(file.packets + file.missed)
    }
  }
  const leftOut = leftOutWords(file.leftOut, wanted)
  if (file.packets === 0) return { kind: 'nothing', message: leftOut.join(' ') }
  return { kind: 'packets', file: file.finish(leftOut), packets: file.packets, leftOut }
}

async function* batches(places: PacketsToExport['places']): AsyncGenerator<readonly PacketPlace[]> {
  let batch: PacketPlace[] = []
  for await (const place of places) {
    batch.push(place)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

class PacketFile {
  packets = 0
  missed = 0
  readonly leftOut: LeftOut = new Map()
  private readonly wanted: PacketsToExport
  private readonly writer = new PcapngWriter(PIECE + PIECE / 4)
  /** The browser may put what is in a blob on disk. */
  private readonly pieces: Blob[] = []
  /** Number in the file of the first interface of each capture. */
  private readonly firstInterface = new Map<number, number>()
  private readonly comments: ReadonlyMap<string, string[]>
  private readonly epochs: readonly bigint[]

  constructor(wanted: PacketsToExport) {
    this.wanted = wanted
    const { captures } = wanted.result
    this.epochs = captures.map(({ facts }) => BigInt(facts.firstTsNs === '' ? 0 : facts.firstTsNs))
    this.comments = commentsOf(captures, wanted.captures)
    let count = 0
    for (const capture of wanted.captures) {
      this.firstInterface.set(capture, count)
      for (const iface of captures[capture]?.facts.interfaces ?? []) {
        const { linktype, snaplen, name, details = [] } = iface
        const description = details.find(({ what }) => what === 'description')?.value ?? ''
        this.writer.interface({ linktype, snaplen, name, description })
        count++
      }
    }
  }

  add({ capture, frame, row, octets, origLen }: FoundPacket): void {
    const time = (this.epochs[capture] ?? 0n) + BigInt(row.time)
    const first = this.firstInterface.get(capture) ?? 0
    const notes = this.wanted.notesOn({ capture, frame })
    const comments =
      this.comments.size === 0 ? NONE : (this.comments.get(`${capture} ${frame}`) ?? NONE)
    if (time < 0n || time > LARGEST_TIME) this.miss(capture, 'time', 0)
    this.writer.packet({
      iface: first + row.iface,
      time: time < 0n ? 0n : time > LARGEST_TIME ? LARGEST_TIME : time,
      octets,
      origLen,
      comments: notes.length === 0 ? comments : [...comments, ...notes],
    })
    this.packets++
    if (this.writer.size >= PIECE) this.pieces.push(new Blob([this.writer.take()]))
  }

  /** `packets`: how many are not in the file because of it. */
  miss(capture: number, why: Parameters<LeftOut['set']>[0], packets = 1): void {
    this.missed += packets
    const counts = this.leftOut.get(why) ?? new Map<number, number>()
    this.leftOut.set(why, counts.set(capture, (counts.get(capture) ?? 0) + 1))
  }

  /** The section comes first in the file, and last in the making: it says what is left out. */
  finish(leftOut: readonly string[]): Blob {
    const { captures, result, application } = this.wanted
    const head = new PcapngWriter(4096)
    const own = captures.flatMap((capture) => result.captures[capture]?.facts.comments ?? [])
    const ofFile = own.filter(({ frame }) => frame === 0).map(({ text }) => text)
    head.section(application, [...ofFile, ...leftOut])
    const parts = [new Blob([head.take()]), ...this.pieces, new Blob([this.writer.take()])]
    return new Blob(parts, { type: 'application/x-pcapng' })
  }
}

/** Of frames, by capture and frame. */
function commentsOf(
  captures: readonly CaptureResult[],
  wanted: readonly number[],
): Map<string, string[]> {
  const comments = new Map<string, string[]>()
  for (const capture of wanted) {
    for (const { frame, text } of captures[capture]?.facts.comments ?? []) {
      if (frame === 0) continue
      const key = `${capture} ${frame}`
      comments.set(key, [...(comments.get(key) ?? []), text])
    }
  }
  return comments
}
