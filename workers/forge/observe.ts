/**
 * Views of what a machine saw, as captures in the field show it: half of the traffic, everything
 * twice, several interfaces in one file, a clock that runs wrong.
 */
import { type CapturedFrame } from './captured-frame'
import { asSll2 } from './link-header'
import { type Node, type Point, type SeenFrame } from './node'

const IFINDEX: Record<Point, number> = { eth0: 2, lxc: 14 }

/** Only one direction: what the interface sent, or what it received. */
export function oneDirection(frames: readonly SeenFrame[], way: 'sent' | 'received'): SeenFrame[] {
  return frames.filter((frame) => frame.outgoing === (way === 'sent'))
}

/** Every frame twice at the same tap, as a mirror port that sees both ports of a path does. */
export function twice<T extends CapturedFrame & { time: number }>(
  frames: readonly T[],
  gap = 4_000,
): T[] {
  const copies = frames.map((frame) => ({ ...frame, time: frame.time + gap }))
  return [...frames, ...copies].sort((a, b) => a.time - b.time)
}

/**
 * `tcpdump -i any` on one machine, for LINKTYPE_LINUX_SLL2: traffic of pods is seen at the pod and
 * at `eth0`, where its TTL is lower (leaving) or higher (arriving) and a tunnel may be around it.
 */
export function anyInterface(node: Node): CapturedFrame[] {
  return node.allFrames().map(({ time, octets, point, outgoing }) => ({
    time,
    octets: asSll2(octets, { ifindex: IFINDEX[point], outgoing }),
  }))
}

/** A clock that is `offset` nanoseconds ahead and gains `ppm` parts per million. */
export function skewed<T extends CapturedFrame & { time: number }>(
  frames: readonly T[],
  { offset = 0, ppm = 0 }: { offset?: number; ppm?: number },
): T[] {
  return frames.map((frame) => ({
    ...frame,
    time: frame.time + offset + Math.round((frame.time * ppm) / 1e6),
  }))
}

/** Several taps in one file: the n-th list becomes interface n of a pcapng section. */
export function merged(...taps: readonly (readonly (CapturedFrame & { time: number })[])[]) {
  return taps
    .flatMap((frames, iface) => frames.map((frame) => ({ ...frame, iface })))
    .sort((a, b) => a.time - b.time)
}
