/**
 * Blocks of one Zstandard frame, decoded by fzstd, with a window of our own: fzstd makes one as large
 * as the header claims, and moves all of it for every block, so that nine octets of a file cost
 * 128 MiB of work. It is shown a frame with the least window there is; what earlier blocks gave is put
 * in the place of that window before each block.
 */
import { Decompress } from 'fzstd'

/** Octets that a block gives at most. RFC 8878 §3.1.1.2. */
export const MAX_BLOCK = 128 * 1024

/**
 * Magic, no flags, a window of 1 KiB; then four blocks of nothing, for fzstd looks at no header
 * before it has eighteen octets.
 */
const PRELUDE = [0x28, 0xb5, 0x2f, 0xfd, 0, 0, ...Array<number>(12).fill(0)]

const NOTHING: Uint8Array = new Uint8Array(0)

/** State of fzstd 0.1.1 within a frame. */
interface FrameState {
  /** Its window, and where that ends. */
  w: Uint8Array
  e: number
  /** Octets that a block may give. */
  m: number
}

export class ZstdBlocks {
  private readonly decoder: Decompress
  private readonly state: FrameState
  private readonly history: History
  private given = NOTHING

  /** `window`: octets that the blocks may refer back to. */
  constructor(window: number) {
    this.history = new History(window)
    this.decoder = new Decompress()
    this.decoder.ondata = () => undefined
    this.decoder.push(Uint8Array.from(PRELUDE))
    this.state = (this.decoder as unknown as { s: FrameState }).s
    this.state.m = MAX_BLOCK
    this.decoder.ondata = (octets) => {
      // Behind the last block it gives nothing once more.
      if (octets.length > 0) this.given = octets
      // Next, fzstd moves its window and puts the block behind it: nothing has to be done there.
      this.state.w = octets
    }
  }

  /**
   * What the block, header included, gives.
   * @throws Error of fzstd when it is damaged.
   */
  decode(block: Uint8Array, last: boolean): Uint8Array {
    const { state, history } = this
    this.given = NOTHING
    state.w = history.octets
    state.e = history.end
    this.decoder.push(block, last)
    const { given } = this
    history.append(given)
    return given
  }
}

/** The end of what a frame gave so far; memory grows with that, not with the window. */
class History {
  octets = new Uint8Array(0)
  end = 0
  private readonly window: number

  constructor(window: number) {
    this.window = window
  }

  append(octets: Uint8Array): void {
    if (this.end + octets.length > this.octets.length) this.makeRoom(octets.length)
    this.octets.set(octets, this.end)
    this.end += octets.length
  }

  /** Twice the room, up to a quarter more than the window; then what is too old makes room. */
  private makeRoom(more: number): void {
    const { window, octets } = this
    const from = Math.max(0, this.end - window)
    const kept = octets.subarray(from, this.end)
    const most = window + Math.max(window / 4, 2 * MAX_BLOCK)
    if (octets.length < most) {
      this.octets = new Uint8Array(Math.min(most, Math.max(2 * octets.length, kept.length + more)))
    }
    this.octets.set(kept)
    this.end = kept.length
  }
}
