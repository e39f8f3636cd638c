/** What both sides of one connection said, page by page: who asks for more goes on where it stopped. */
import { newSegment } from '../flow/transport'
import type { FlowSide, SaidPart } from '../model/flow-trace'
import type { Endpoint } from '../model/records'
import { Dialogue } from '../protocol/stream/dialogue'
import { HeldOctets } from '../protocol/stream/held-octets'
import { sideOf } from './flow-side'
import type { FrameList } from './frame-list'
import { SegmentReader } from './segment-reader'

/** Octets in one part, so that a page can end inside of what one side said. */
const MAX_PART = 16 * 1024

export class FlowSpeech {
  private readonly reader: SegmentReader
  private readonly segment = newSegment()
  private readonly dialogue: Dialogue
  private readonly orig: Endpoint
  private readonly mostInPart: number
  /** Who sent the first segment: side 0 of the dialogue. */
  private first: FlowSide | -1 = -1
  private parts: SaidPart[] = []
  /** Missing before the next octets of each side. */
  private readonly gaps: [number, number] = [0, 0]
  /** Octets in `parts`. */
  held = 0

  /** `apart`: what comes in one segment is a part of its own. */
  constructor(list: FrameList, linktypes: readonly number[], orig: Endpoint, apart = false) {
    this.reader = new SegmentReader(list, linktypes)
    this.orig = orig
    this.mostInPart = apart ? 0 : MAX_PART
    this.dialogue = new Dialogue(new HeldOctets(), {
      octets: (side, octets, frame, time) => this.say(this.sideOf(side), octets, frame, time),
      gap: (side, length) => this.miss(side, length),
      lost: () => undefined, // shows as a gap once it is acknowledged
      cut: (side, length) => this.miss(side, length),
    })
  }

  /** Frame `index` of the list. */
  frame(index: number, view: DataView, at: number, captured: number): void {
    const packet = this.reader.read(index, view, at, captured)
    if (packet === null) return
    const { segment } = this
    const { tcp } = packet
    const side = sideOf(packet, this.orig)
    if (this.first < 0) this.first = side
    segment.frame = packet.frame
    segment.time = packet.time
    segment.direction = side
    segment.view = packet.view
    segment.at = packet.payloadAt
    segment.captured = packet.payloadCaptured
    segment.length = tcp.length
    segment.seq = tcp.seq
    segment.ack = tcp.ack
    segment.tcpFlags = tcp.flags
    this.dialogue.segment(segment)
  }

  /** What is missing at the end, too. */
  end(): void {
    for (const side of [0, 1] as const) {
      if (this.gaps[side] > 0) this.say(side, new Uint8Array(0), 0, -1)
    }
  }

  /** Up to `most` octets of what was said since the last call. */
  take(most: number): SaidPart[] {
    const taken: SaidPart[] = []
    let room = most
    while (room > 0) {
      const part = this.parts[0]
      if (part === undefined) break
      const { octets } = part
      if (octets.length <= room) {
        this.parts.shift()
        taken.push(part)
      } else {
        taken.push({ ...part, octets: octets.slice(0, room) })
        this.parts[0] = { ...part, gap: 0, octets: octets.slice(room) }
      }
      room -= Math.min(room, octets.length)
    }
    this.held = this.parts.reduce((sum, { octets }) => sum + octets.length, 0)
    return taken
  }

  private sideOf(side: 0 | 1): FlowSide {
    return (this.first === 1 ? 1 - side : side) as FlowSide
  }

  private miss(side: 0 | 1, length: number): void {
    this.gaps[this.sideOf(side)] += length
  }

  private say(side: FlowSide, octets: Uint8Array, frame: number, time: number): void {
    const gap = this.gaps[side]
    this.gaps[side] = 0
    if (octets.length === 0 && gap === 0) return
    this.held += octets.length
    const last = this.parts.at(-1)
    if (last?.side === side && gap === 0 && last.octets.length + octets.length <= this.mostInPart) {
      const joined = new Uint8Array(last.octets.length + octets.length)
      joined.set(last.octets)
      joined.set(octets, last.octets.length)
      last.octets = joined
      return
    }
    this.parts.push({ side, frame, time, octets: octets.slice(), gap })
  }
}
