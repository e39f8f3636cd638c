/** Reads many frames of a capture again, in file order, without a copy of each. */
import type { CaptureStep } from '../model/capture'
import { openSlices, type Slices } from './slices'

/** Frames by their place in the decompressed capture, ascending. */
export interface FramePlaces {
  length: number
  at: ArrayLike<number>
  octets: ArrayLike<number>
}

/** Frame `index` of the places stands at `at` of `view`, `captured` octets of it. */
export type VisitFrame = (index: number, view: DataView, at: number, captured: number) => void

/** Octets between two frames that are rather read along than asked for one by one. */
const NEAR = 64 * 1024
/** Stretches on their way at once, and octets of one. */
const AT_ONCE = 6
const MAX_STRETCH = 4 * 1024 * 1024

/** A capture that is open for reading. */
export interface FrameScan {
  /**
   * Visits each frame; those beyond the end of the file with fewer octets, at last none. Places of a
   * later call stand behind those of the ones before: what is compressed is decompressed once.
   * @throws the browser's error when the file cannot be read any more.
   */
  scan(places: FramePlaces, visit: VisitFrame): Promise<void>
  close(): Promise<void>
}

/** `steps` as in `readOctets`. */
export async function openScan(
  file: Blob,
  steps?: readonly CaptureStep[],
  open = openSlices,
): Promise<FrameScan> {
  const slices = await open(file, steps)
  return {
    scan: (places, visit) => scanSlices(slices, places, visit),
    close: () => slices.close(),
  }
}

async function scanSlices(slices: Slices, places: FramePlaces, visit: VisitFrame): Promise<void> {
  const stretches = stretchesOf(places)
  const coming: { stretch: Stretch; octets: Promise<ArrayBuffer> }[] = []
  let next = 0
  const ask = () => {
    for (; coming.length < AT_ONCE && next < stretches.length; next++) {
      const stretch = stretches[next] as Stretch
      const octets = slices.slice(stretch.at, stretch.end)
      octets.catch(() => undefined) // told where it is waited for
      coming.push({ stretch, octets })
    }
  }
  ask()
  for (let first = coming.shift(); first !== undefined; first = coming.shift()) {
    const buffer = await first.octets
    ask()
    scanStretch(first.stretch, buffer, places, visit)
  }
}

/** Frames [from, to) of the places, and the octets around them. */
interface Stretch {
  from: number
  to: number
  at: number
  end: number
}

function stretchesOf({ length, at, octets }: FramePlaces): Stretch[] {
  const stretches: Stretch[] = []
  let last: Stretch | undefined
  for (let index = 0; index < length; index++) {
    const from = at[index] as number
    const end = from + (octets[index] as number)
    const near =
      last !== undefined &&
      from >= last.at &&
      from - last.end <= NEAR &&
      end - last.at <= MAX_STRETCH
    if (last !== undefined && near) {
      last.to = index + 1
      last.end = Math.max(last.end, end)
    } else {
      last = { from: index, to: index + 1, at: from, end }
      stretches.push(last)
    }
  }
  return stretches
}

function scanStretch(
  stretch: Stretch,
  buffer: ArrayBuffer,
  { at, octets }: FramePlaces,
  visit: VisitFrame,
): void {
  const view = new DataView(buffer)
  for (let index = stretch.from; index < stretch.to; index++) {
    const from = Math.min((at[index] as number) - stretch.at, buffer.byteLength)
    visit(index, view, from, Math.min(octets[index] as number, buffer.byteLength - from))
  }
}
