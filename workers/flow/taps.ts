/** Taps of a capture: interface of the file, and the ifindex that SLL2 adds to it. */
import type { CaptureInterface } from '../model/capture'
import type { Tap } from '../model/records'
import { tapName } from '../model/tap-name'
import { MAX_INTERFACES } from '../limits/limits'

export class Taps {
  /** Look-ups of interfaces that share the last tap, because there are too many. */
  shared = 0
  private readonly byKey = new Map<number, number>()
  private readonly keys: number[] = []
  private lastKey = -1
  private lastTap = 0

  /** Index of the tap that saw the packet. */
  of(iface: number, ifindex: number): number {
    const key = iface * 0x100000000 + ifindex
    if (key === this.lastKey) return this.lastTap
    let tap = this.byKey.get(key)
    if (tap === undefined) {
      // A hostile file may name millions of interfaces: beyond the bound they share the last one.
      tap = Math.min(this.keys.length, MAX_INTERFACES - 1)
      if (tap !== this.keys.length) this.shared++
      this.byKey.set(key, tap)
      if (tap === this.keys.length) this.keys.push(key)
      if (this.byKey.size > 2 * MAX_INTERFACES) this.byKey.clear()
    }
    this.lastKey = key
    this.lastTap = tap
    return tap
  }

  get size(): number {
    return this.keys.length
  }

  list(capture: number, interfaces: readonly CaptureInterface[]): Tap[] {
    return this.keys.map((key, tap) => {
      const ifindex = key % 0x100000000
      const own = interfaces[Math.floor(key / 0x100000000)]?.name ?? ''
      return { capture, tap, name: tapName(own, ifindex) }
    })
  }
}
