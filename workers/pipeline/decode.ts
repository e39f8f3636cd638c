/** Records → rows of packets. Stateless: what it makes of a frame depends on that frame alone. */
import { Dissector } from '../wire/dissect'
import { RowWriter } from '../wire/encode'
import { newPacket, type Packet } from '../wire/packet'
import { ROW_WORDS } from '../wire/packet-rows'
import type { RecordBatch } from '../model/record-batch'
import type { PacketBatch } from './packet-batch'

export class Decoder {
  private readonly dissector = new Dissector()
  private readonly writer = new RowWriter()
  private readonly packet = newPacket()

  /** Fills the rows of packets from the records of the batch. */
  decode({ records, packets }: PacketBatch): void {
    const { words } = packets
    packets.view = records.view
    for (let index = 0; index < records.count; index++) {
      const packet = this.frame(records, index, 0)
      this.writer.write(packet, words, index * ROW_WORDS)
    }
  }

  /** The frame in row `index` as a packet, valid until the next call. */
  frame(records: RecordBatch, index: number, firstFrame: number): Packet {
    const { packet } = this
    packet.frame = firstFrame + index
    packet.time = records.time[index] as number
    packet.iface = records.iface[index] as number
    packet.capLen = records.capLen[index] as number
    packet.origLen = records.origLen[index] as number
    const linktype = records.linktype[index] as number
    this.dissector.frame(records.view, records.at[index] as number, linktype, packet)
    return packet
  }
}
