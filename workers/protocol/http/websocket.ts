/** Frames of a connection that became a WebSocket: RFC 6455 §5.2. Payloads are passed over. */
import type { Octets } from '../../wire/octets'

const MASKED = 0x80
const MASK_OCTETS = 4

/** One direction. */
export class WebSocketFrames {
  private left = 0

  /** Octets it takes; 0: more are needed. `whole` is called when they end a frame. */
  take(octets: Octets, whole: () => void): number {
    if (this.left === 0) {
      const total = frameLength(octets)
      if (total === 0) return 0
      this.left = total
    }
    const taken = Math.min(this.left, octets.captured)
    this.left -= taken
    if (this.left === 0) whole()
    return taken
  }

  skip(length: number): void {
    this.left = length < 0 ? 0 : Math.max(0, this.left - length)
  }
}

/** Header included; 0: not all of the header is there. */
function frameLength(octets: Octets): number {
  if (octets.captured < 2) return 0
  const second = octets.u8(1)
  const mask = (second & MASKED) !== 0 ? MASK_OCTETS : 0
  const short = second & ~MASKED
  if (short < 126) return 2 + mask + short
  if (short === 126) return octets.captured < 4 ? 0 : 4 + mask + octets.u16(2)
  return octets.captured < 10 ? 0 : 10 + mask + octets.u32(2) * 2 ** 32 + octets.u32(6)
}
