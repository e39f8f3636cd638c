/**
 * Packets and octets over the time of a case, counted while its captures are read: the columns of
 * frames may have left this thread before the end. Bins are a power of two wide and doubled in width
 * when they run out, so that each frame stays in the bin it belongs to.
 */
import type { RecordBatch } from '../model/record-batch'
import type { Spine } from '../model/run'
import type { Nanos } from '../model/units'
import type { Ingest } from './ingest'

/** Bins counted in: each bin of the spine is made of at least 20 once those had to be doubled. */
const FINE_BINS = 16_384
/** Bins shown at most, about one for three pixels of a wide screen. */
const BINS = 400

export class SpineCounter {
  private packets = new Uint32Array(FINE_BINS)
  private octets = new Float64Array(FINE_BINS)
  /** Nanoseconds of a bin. */
  private width = 1
  /** Bin n is held at n − `base` and begins n × `width` after the origin. */
  private base = 0
  /** Times of the earliest and the latest frame, after the origin. */
  private first: Nanos = Infinity
  private last: Nanos = -Infinity
  /** Time 0 of the first capture that has one, ns since 1970. */
  private origin: bigint | null = null

  /** `epochNs`: time 0 of the capture, ns since 1970; null: none of its frames has told a time. */
  add({ time, origLen, count }: RecordBatch, epochNs: bigint | null): void {
    this.origin ??= epochNs
    const offset = this.offsetOf(epochNs)
    for (let row = 0; row < count; row++) {
      const at = offset + (time[row] as number)
      if (at < this.first) this.first = at
      if (at > this.last) this.last = at
    }
    if (count > 0) this.reach()
    const { packets, octets, base } = this
    const perNano = 1 / this.width
    for (let row = 0; row < count; row++) {
      const bin = Math.floor((offset + (time[row] as number)) * perNano) - base
      packets[bin] = (packets[bin] as number) + 1
      octets[bin] = (octets[bin] as number) + (origLen[row] as number)
    }
  }

  /** `epochs`: as given with the frames, one per capture. */
  spine(epochs: readonly (bigint | null)[]): Spine {
    if (this.last < this.first) return noFrames(epochs)
    const { width, base, origin } = this
    const low = Math.floor(this.first / width)
    const used = Math.floor(this.last / width) - low + 1
    const perBin = Math.ceil(used / BINS)
    const bins = perBin === 1 ? BINS : Math.ceil(used / perBin)
    const packets = new Uint32Array(bins)
    const octets = new Float64Array(bins)
    for (let fine = 0; fine < used; fine++) {
      const bin = Math.floor(fine / perBin)
      packets[bin] = (packets[bin] as number) + (this.packets[low - base + fine] as number)
      octets[bin] = (octets[bin] as number) + (this.octets[low - base + fine] as number)
    }
    return {
      startNs: String((origin ?? 0n) + BigInt(Math.floor(this.first))),
      firstBin: low * width - this.first,
      binNanos: perBin * width,
      packets,
      octets,
      captureStart: epochs.map((epoch) => this.offsetOf(epoch) - this.first),
    }
  }

  private offsetOf(epochNs: bigint | null): Nanos {
    return epochNs === null || this.origin === null ? 0 : Number(epochNs - this.origin)
  }

  /** Makes room from the earliest frame to the latest. */
  private reach(): void {
    let { width } = this
    const bin = (time: Nanos) => Math.floor(time / width)
    while (bin(this.last) - bin(this.first) >= FINE_BINS) width *= 2
    const begins = bin(this.first) >= this.base && bin(this.last) < this.base + FINE_BINS
    if (width !== this.width || !begins) this.rebin(width, bin(this.first))
  }

  /** `width`: the present one, doubled any number of times. */
  private rebin(width: number, base: number): void {
    const packets = new Uint32Array(FINE_BINS)
    const octets = new Float64Array(FINE_BINS)
    for (let at = 0; at < FINE_BINS; at++) {
      if (this.packets[at] === 0) continue
      const bin = Math.floor(((this.base + at) * this.width) / width) - base
      packets[bin] = (packets[bin] as number) + (this.packets[at] as number)
      octets[bin] = (octets[bin] as number) + (this.octets[at] as number)
    }
    Object.assign(this, { packets, octets, width, base })
  }
}

/** Counts the frames that come from `ingest`. */
export function countedIn(spine: SpineCounter, ingest: Ingest): Ingest {
  return {
    get state() {
      return ingest.state
    },
    async next() {
      const batch = await ingest.next()
      if (batch !== null) spine.add(batch.records, ingest.state.epochNs)
      return batch
    },
    close: () => ingest.close(),
  }
}

function noFrames(epochs: readonly (bigint | null)[]): Spine {
  return {
    startNs: '',
    firstBin: 0,
    binNanos: 1,
    packets: new Uint32Array(BINS),
    octets: new Float64Array(BINS),
    captureStart: epochs.map(() => 0),
  }
}
