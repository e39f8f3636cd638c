/** Frames of one connection as TCP packets; fragments are joined as the corrected view joins them. */
import { Dissector } from '../wire/dissect'
import { isSegment, newPacket, type Packet } from '../wire/packet'
import { FragmentJoiner } from './fragment-joiner'
import type { FrameList } from './frame-list'

export class SegmentReader {
  private readonly dissector = new Dissector()
  private readonly joiner = new FragmentJoiner(this.dissector)
  private readonly packet = newPacket()
  private readonly list: FrameList
  private readonly linktypes: readonly number[]

  /** `linktypes`: by interface of the capture. */
  constructor(list: FrameList, linktypes: readonly number[]) {
    this.list = list
    this.linktypes = linktypes
  }

  /** The TCP packet that frame `index` of the list is or completes, until the next call; null: none. */
  read(index: number, view: DataView, at: number, captured: number): Packet | null {
    const { packet, list } = this
    const iface = list.iface[index] as number
    packet.frame = list.frame[index] as number
    packet.time = list.time[index] as number
    packet.iface = iface
    packet.capLen = captured
    packet.origLen = list.origLen[index] as number
    this.dissector.frame(view, at, this.linktypes[iface] ?? 1, packet)
    const found = packet.fragmentLevel < 0 ? packet : this.joiner.join(packet)
    if (found === null || list.isOwn[index] === 0) return null
    return isSegment(found) ? found : null
  }
}
