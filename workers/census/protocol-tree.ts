/** Frames and octets by the protocols they hold, in the order of their headers. */
import type { ProtocolNode } from '../model/census'
import { MAX_PROTOCOL_NODES } from '../limits/workspace-limits'
import { PROTOCOL_NAMES } from '../wire/protocols'

/** Children of a node by protocol: one row of this table. */
const WIDTH = PROTOCOL_NAMES.length

export class ProtocolTree {
  /** Node + 1 of each child; row 0 belongs to the root. */
  private children = new Uint16Array(WIDTH * (MAX_PROTOCOL_NODES + 1))
  private readonly frames = new Float64Array(MAX_PROTOCOL_NODES + 1)
  private readonly octets = new Float64Array(MAX_PROTOCOL_NODES + 1)
  /** Nodes of the frame at hand: one beneath the other. */
  private readonly path = new Uint16Array(MAX_PROTOCOL_NODES)
  private depth = 0
  private size = 0
  /** Headers that have no node, because there are too many. */
  left = 0

  begin(): void {
    this.depth = 0
  }

  /** The next header of the frame: its index in `PROTOCOL_NAMES`. */
  enter(protocol: number): void {
    const parent = this.depth === 0 ? 0 : (this.path[this.depth - 1] as number)
    const at = parent * WIDTH + protocol
    let node = this.children[at] as number
    if (node === 0) {
      if (this.size === MAX_PROTOCOL_NODES) {
        this.left++
        return
      }
      node = ++this.size
      this.children[at] = node
    }
    this.path[this.depth++] = node
  }

  end(octets: number): void {
    for (let level = 0; level < this.depth; level++) {
      const node = this.path[level] as number
      this.frames[node] = (this.frames[node] as number) + 1
      this.octets[node] = (this.octets[node] as number) + octets
    }
  }

  nodes(): ProtocolNode[] {
    return this.below(0, 0)
  }

  private below(parent: number, depth: number): ProtocolNode[] {
    return PROTOCOL_NAMES.map((name, protocol) => ({
      name,
      node: this.children[parent * WIDTH + protocol] as number,
    }))
      .filter(({ node }) => node > 0)
      .map(({ name, node }) => {
        const [frames, octets] = [this.frames[node] as number, this.octets[node] as number]
        return { node, row: { name, depth, frames, octets } }
      })
      .sort((a, b) => b.row.frames - a.row.frames || (a.row.name < b.row.name ? -1 : 1))
      .flatMap(({ node, row }) => [row, ...this.below(node, depth + 1)])
  }
}
