/**
 * Ports of fragments: the head of a datagram alone has them. Frames come in the order of the file; a
 * tail that comes first is told once its head does.
 */
import { MAX_KIN_BACK, MAX_KIN_FRAGMENTS } from '../../limits/workspace-limits'
import { AgedMap } from '../../model/aged-map'
import type { PacketFacts } from '../../model/packet-facts'

interface Head {
  frame: number
  ports: readonly [src: number, dst: number]
}

/** A fragment without ports, and those of its datagram. */
export type Inherit = (row: number, head: Head) => void

export class InheritedPorts {
  /** By datagram, the newest last. */
  private readonly heads = new AgedMap<string, Head>()
  /** Tails whose heads were not met: frames and rows, by datagram. */
  private readonly waiting = new Map<string, { frame: number; row: number }[]>()
  private readonly inherit: Inherit

  constructor(inherit: Inherit) {
    this.inherit = inherit
  }

  /** `row`: where the frame stands among those that can still be changed. */
  add(frame: number, row: number, { datagram, fragmentOffset, datagramPorts }: PacketFacts): void {
    if (datagram === '') return
    if (fragmentOffset === 0) {
      this.meetHead(datagram, { frame, ports: datagramPorts })
      return
    }
    const head = this.heads.get(datagram)
    if (head !== undefined && frame - head.frame <= MAX_KIN_BACK) this.inherit(row, head)
    else if (this.waiting.size < MAX_KIN_FRAGMENTS || this.waiting.has(datagram)) {
      this.waiting.set(datagram, [...(this.waiting.get(datagram) ?? []), { frame, row }].slice(-64))
    }
  }

  /** Rows that were added cannot be changed any more. */
  settle(): void {
    this.waiting.clear()
  }

  private meetHead(datagram: string, head: Head): void {
    if (head.ports[0] < 0) return
    this.heads.set(datagram, head)
    if (this.heads.size > 4 * MAX_KIN_FRAGMENTS) this.heads.takeOldest()
    for (const { frame, row } of this.waiting.get(datagram) ?? []) {
      if (head.frame - frame <= MAX_KIN_FRAGMENTS) this.inherit(row, head)
    }
    this.waiting.delete(datagram)
  }
}
