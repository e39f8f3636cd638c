/** Compressed captures that were unpacked: once for all who read them, within a bound for all. */
import {
  MAX_UNPACKED_CAPTURES,
  MAX_UNPACKED_OCTETS,
  UNPACKED_PART_OCTETS,
} from '../limits/workspace-limits'
import { placeOf, unpackingSteps } from './place'
import { slicesOfBlob, type OpenSlices } from './slices'
import { UnpackedCapture } from './unpacked-capture'

export interface UnpackedCaptures {
  open: OpenSlices
  /** Nothing of this file is kept any more. */
  release(file: Blob): void
}

interface Held {
  file: Blob
  steps: string
  capture: UnpackedCapture
}

export function newUnpackedCaptures(most = MAX_UNPACKED_OCTETS): UnpackedCaptures {
  /** The one that was asked for longest ago first. */
  let held: Held[] = []

  function drop(dropped: Held): void {
    held = held.filter((one) => one !== dropped)
    dropped.capture.drop()
  }

  /** Makes room for a part more, at the cost of others. */
  function mayKeep(capture: UnpackedCapture): boolean {
    if (!held.some((one) => one.capture === capture)) return false
    for (;;) {
      const kept = held.reduce((sum, one) => sum + one.capture.kept, 0)
      if (kept + UNPACKED_PART_OCTETS <= most) return true
      const other = held.find((one) => one.capture !== capture && one.capture.kept > 0)
      if (other === undefined) return false
      drop(other)
    }
  }

  return {
    async open(file, given) {
      const steps = given ?? (await unpackingSteps(file))
      const place = placeOf(file, steps)
      if (place.blob !== null) return slicesOfBlob(place.blob)
      const key = JSON.stringify(steps)
      const known = held.find((one) => one.file === file && one.steps === key)
      const own = known ?? {
        file,
        steps: key,
        capture: new UnpackedCapture(place.open, mayKeep),
      }
      held = [...held.filter((one) => one !== own), own]
      const [oldest] = held
      if (held.length > MAX_UNPACKED_CAPTURES && oldest !== undefined) drop(oldest)
      const { capture } = own
      return {
        slice: (from, to) => capture.slice(from, to),
        close: () => Promise.resolve(), // the next one reads on
      }
    },
    release(file) {
      for (const one of held.filter((each) => each.file === file)) drop(one)
    },
  }
}
