/** How much of a case detectors had to look at: they read what frames hold of IP and ARP. */
import type { Undecoded } from '../../../workers/model/capture'
import { framesByProtocol } from '../../../workers/model/counted-frames'
import type { CaptureResult, CaseResult } from '../../../workers/model/run'

/** Protocols by their name in `frames_with_protocol`. */
const EXAMINED = ['ip', 'ipv6', 'arp']

/** Fewer than one frame in so many: nothing was examined that a verdict could rest on. */
const NOTHING = 100

/** One frame in so many that was not decoded is said with the verdict. */
const PARTLY = 10

export interface Examined {
  extent: 'nothing' | 'partly' | 'whole'
  packets: number
  /** Frames that were not decoded to their end, at most `packets`. */
  undecoded: number
  /** Most frequent first. */
  reasons: Undecoded[]
  /** From the first frame to the last, ns; 0 without frames. */
  span: number
}

export function examinedOf({ captures }: CaseResult): Examined {
  const packets = sum(captures.map(({ facts }) => facts.packets))
  const reasons = reasonsOf(captures)
  const undecoded = Math.min(packets, sum(reasons.map(({ frames }) => frames)))
  const read = sum(captures.map(readOf))
  const extent =
    packets === 0 || read * NOTHING < packets
      ? 'nothing'
      : undecoded * PARTLY < packets
        ? 'whole'
        : 'partly'
  return { extent, packets, undecoded, reasons, span: spanOf(captures) }
}

/** Frames with a packet that detectors read; a frame with two counts twice. */
function readOf({ counts, facts }: CaptureResult): number {
  const frames = framesByProtocol(counts)
  return frames.size === 0 ? facts.packets : sum(EXAMINED.map((name) => frames.get(name) ?? 0))
}

function reasonsOf(captures: readonly CaptureResult[]): Undecoded[] {
  const frames = new Map<string, number>()
  for (const { reason, frames: count } of captures.flatMap(({ facts }) => facts.undecoded)) {
    frames.set(reason, (frames.get(reason) ?? 0) + count)
  }
  return [...frames]
    .map(([reason, count]) => ({ reason, frames: count }))
    .sort((a, b) => b.frames - a.frames)
}

function spanOf(captures: readonly CaptureResult[]): number {
  const timed = captures.filter(({ facts }) => facts.firstTsNs !== '').map(({ facts }) => facts)
  const [first, ...others] = timed
  if (first === undefined) return 0
  let from = BigInt(first.firstTsNs)
  let to = BigInt(first.lastTsNs)
  for (const { firstTsNs, lastTsNs } of others) {
    if (BigInt(firstTsNs) < from) from = BigInt(firstTsNs)
    if (BigInt(lastTsNs) > to) to = BigInt(lastTsNs)
  }
  return Math.max(0, Number(to - from))
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
