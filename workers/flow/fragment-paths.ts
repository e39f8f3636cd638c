/** Fragmented datagrams of the corrected view, gathered by who sends them to whom. */
import { MAX_DATAGRAM_SAMPLES, MAX_PATHS, MAX_SAMPLES } from '../limits/limits'
import { formatAddress } from '../model/address'
import type { DatagramRecord, FragmentPathRecord, IcmpErrorRecord, Tunnel } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import { holesOf, isComplete, outcomeOf, type Datagram } from './fragments'

/** Fragments that a sample shows. */
const SHOWN_FRAGMENTS = 64
/** Samples of datagrams that came in order and whole: enough to compare with. */
const PLAIN_SAMPLES = 32

interface Path {
  record: FragmentPathRecord
  plain: number
  late: number[]
  /** Head-first and tail-first: [answered, unanswered]. */
  headFirst: [number, number]
  tailFirst: [number, number]
}

export class FragmentPaths {
  /** Datagrams, and copies of fragments, of paths beyond the bound. */
  dropped = 0
  /** Samples that were not kept because all paths together have too many. */
  samplesDropped = 0
  private samples = 0
  private readonly paths = new Map<string, Path>()
  private readonly byId = new Map<string, DatagramRecord>()
  /** Errors about datagrams that have not ended here yet; all are bounded where they are read. */
  private readonly early = new Map<string, IcmpErrorRecord>()
  /** Path → ICMP reassembly timeouts. */
  private readonly timeouts = new Map<string, number>()
  /** Path → copies of its fragments that were taken out before reassembly. */
  private readonly copies = new Map<string, number>()

  /** The record of a datagram that has ended; its path counts it. */
  end(
    datagram: Datagram,
    capture: number,
    tap: number,
    ip: IpHeader,
    head: HeadFacts | null,
  ): DatagramRecord {
    const src = formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)
    const dst = formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)
    const record = describe(datagram, capture, tap, ip, src, dst, head)
    const path = this.path(record)
    if (path !== null) this.count(path, record, datagram)
    return record
  }

  /** A fragment that is a copy of an earlier frame; its datagram never sees it. */
  copy(tap: number, ip: IpHeader): void {
    const src = formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)
    const dst = formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)
    const key = pathKey({ tap, src, dst })
    const known = this.copies.get(key)
    if (known === undefined && this.copies.size >= MAX_PATHS) {
      this.dropped++
      return
    }
    this.copies.set(key, (known ?? 0) + 1)
  }

  /** Tells whether the packet inside a whole datagram was answered. */
  answered(record: DatagramRecord, yes: boolean, frame: number, time: number): void {
    record.answered = yes
    record.answerFrame = yes ? frame : 0
    record.answerAfter = yes ? time - (record.fragments[0]?.time ?? time) : 0
    const path = this.paths.get(pathKey(record))
    if (path === undefined) return
    const side = record.tailFirst ? path.tailFirst : path.headFirst
    side[yes ? 0 : 1]++
  }

  /** Links an ICMP 11/1 (ICMPv6 3/1) to the datagram that it quotes. */
  timeout(error: IcmpErrorRecord): void {
    const { quoted } = error
    if (quoted === null) return
    const path = pathKey({ tap: error.tap, src: quoted.src, dst: quoted.dst })
    this.timeouts.set(path, (this.timeouts.get(path) ?? 0) + 1)
    const id = `${path} ${String(quoted.proto)} ${String(quoted.id)}`
    const record = this.byId.get(id)
    if (record === undefined) this.early.set(id, error)
    else link(record, error)
  }

  senders(): Set<string> {
    return new Set([...this.paths.values()].map(({ record }) => record.src))
  }

  records(largestWhole: (tap: number, src: string, dst: string) => number): FragmentPathRecord[] {
    return [...this.paths.values()].map(({ record, late, headFirst, tailFirst }) => ({
      ...record,
      headFirstAnswered: headFirst[0],
      headFirstUnanswered: headFirst[1],
      tailFirstAnswered: tailFirst[0],
      tailFirstUnanswered: tailFirst[1],
      medianHeadLate: [...late].sort((a, b) => a - b)[late.length >>> 1] ?? 0,
      largestWhole: largestWhole(record.tap, record.src, record.dst),
      incomplete: { ...record.incomplete },
      copies: record.copies + (this.copies.get(pathKey(record)) ?? 0),
      icmpReassemblyTimeouts: this.timeouts.get(pathKey(record)) ?? 0,
      samples: record.samples.map((sample) => ({ ...sample })),
    }))
  }

  private count(path: Path, sample: DatagramRecord, datagram: Datagram): void {
    const { record } = path
    record.datagrams++
    record.firstTime = Math.min(record.firstTime, datagram.firstTime)
    record.lastTime = Math.max(record.lastTime, datagram.firstTime)
    record.copies += datagram.copies
    if (sample.carries !== null) record.carries = sample.carries
    if (isComplete(datagram)) record.complete++
    else record.incomplete[sample.outcome] = (record.incomplete[sample.outcome] ?? 0) + 1
    const headSeen = datagram.ranges[0] === 0
    if (headSeen && sample.tailFirst) {
      record.tailFirst++
      if (path.late.length < MAX_SAMPLES) path.late.push(sample.headLate)
    } else if (headSeen) record.headFirst++
    for (const fragment of datagram.fragments) {
      record.largestFragment = Math.max(record.largestFragment, fragment.ipLength)
    }
    this.keep(path, sample)
  }

  private keep(path: Path, sample: DatagramRecord): void {
    const plain = sample.outcome === 'complete' && !sample.tailFirst
    if (path.record.samples.length >= MAX_SAMPLES) return
    if (plain && path.plain >= PLAIN_SAMPLES) return
    if (this.samples >= MAX_DATAGRAM_SAMPLES) {
      this.samplesDropped++
      return
    }
    this.samples++
    if (plain) path.plain++
    path.record.samples.push(sample)
    const id = `${pathKey(sample)} ${String(sample.proto)} ${String(sample.id)}`
    this.byId.set(id, sample)
    const error = this.early.get(id)
    if (error === undefined) return
    this.early.delete(id)
    if (error.time >= (sample.fragments[0]?.time ?? 0)) link(sample, error)
  }

  private path(record: DatagramRecord): Path | null {
    const key = pathKey(record)
    const known = this.paths.get(key)
    if (known !== undefined) return known
    if (this.paths.size >= MAX_PATHS) {
      this.dropped++
      return null
    }
    const { capture, tap, ipVersion, src, dst } = record
    const path: Path = {
      record: { ...EMPTY, capture, tap, ipVersion, src, dst, incomplete: {}, samples: [] },
      plain: 0,
      late: [],
      headFirst: [0, 0],
      tailFirst: [0, 0],
    }
    this.paths.set(key, path)
    return path
  }
}

function link(record: DatagramRecord, { frame, time }: IcmpErrorRecord): void {
  record.icmpTimeoutFrame = frame
  record.icmpTimeoutTime = time
}

/** What the head of a datagram shows of its content. */
export interface HeadFacts {
  carries: Tunnel | null
  inner: DatagramRecord['inner']
}

function pathKey({ tap, src, dst }: Pick<DatagramRecord, 'tap' | 'src' | 'dst'>): string {
  return `${String(tap)} ${src} ${dst}`
}

function describe(
  datagram: Datagram,
  capture: number,
  tap: number,
  ip: IpHeader,
  src: string,
  dst: string,
  head: HeadFacts | null,
): DatagramRecord {
  const headAt = datagram.fragments.find((fragment) => fragment.offset === 0)
  const late = headAt === undefined ? 0 : headAt.time - datagram.firstTime
  return {
    capture,
    tap,
    ipVersion: datagram.version,
    src,
    dst,
    proto: ip.proto,
    id: ip.id,
    fragments: datagram.fragments.slice(0, SHOWN_FRAGMENTS),
    fragmentTotal: datagram.fragmentTotal,
    outcome: outcomeOf(datagram),
    tailFirst: headAt !== undefined && datagram.fragments[0]?.offset !== 0,
    headLate: late,
    holes: holesOf(datagram),
    carries: head?.carries ?? null,
    inner: head?.inner ?? null,
    answered: null,
    answerFrame: 0,
    answerAfter: 0,
    icmpTimeoutFrame: 0,
    icmpTimeoutTime: 0,
  }
}

const EMPTY = {
  carries: null,
  datagrams: 0,
  headFirst: 0,
  tailFirst: 0,
  complete: 0,
  headFirstAnswered: 0,
  headFirstUnanswered: 0,
  tailFirstAnswered: 0,
  tailFirstUnanswered: 0,
  copies: 0,
  largestFragment: 0,
  largestWhole: 0,
  icmpReassemblyTimeouts: 0,
  firstTime: Infinity,
  lastTime: 0,
  medianHeadLate: 0,
}
