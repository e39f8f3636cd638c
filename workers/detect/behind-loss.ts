/**
 * Judges holes that a tap behind a loss shows: which of them look like a limit on the size of packets.
 * The segments themselves were never seen, so everything that random loss, an outage or a sender that
 * stopped would show as well must be ruled out.
 */
import type { CaptureRecord } from '../model/records'
import type { Nanos, OctetCount } from '../model/units'
import { greatest } from './grouping'
import type { MissingSegments } from './missing-segments'
import type { PathSigns } from './path-signs'
import type { SizeLoss, WaySizes } from './size-loss'

/** Why holes are not held against the size of packets; `short`: there was no time to fill them. */
type Ruling = 'believed' | 'overlap' | 'down' | 'short'

export class BehindLoss {
  private readonly durations = new Map<number, Nanos>()
  private readonly losses: SizeLoss
  private readonly signs: PathSigns

  constructor(losses: SizeLoss, signs: PathSigns) {
    this.losses = losses
    this.signs = signs
  }

  capture({ capture, duration }: CaptureRecord): void {
    this.durations.set(capture, duration)
  }

  /**
   * What was seen of a way, with the holes alone that stayed open for `patience`; its sizes are those
   * seen, which arrived here. And the segments of other holes: as large packets were seen to arrive, or
   * nothing arrived any more.
   */
  judge(
    sizes: WaySizes,
    patience: Nanos,
  ): { sizes: WaySizes; acquitted: { overlap: number; down: number } } {
    const acquitted = { overlap: 0, down: 0 }
    if (sizes.missing.length === 0) return { sizes, acquitted }
    const heard = this.losses.heard(sizes)
    const seen = greatest([
      heard.largest,
      this.signs.largestSeen(sizes.way, sizes.capture, sizes.tap),
      ...this.losses.ways.of(sizes.way.from, sizes.way.to).map(({ delivered }) => delivered),
    ])
    const missing = sizes.missing.filter((segments) => {
      const ruling = this.rule(segments, seen, heard.last.lastTime, patience)
      if (ruling === 'overlap' || ruling === 'down') acquitted[ruling] += segments.segments
      return ruling === 'believed'
    })
    if (missing.length === 0 || sizes.segments > 0) {
      return { sizes: { ...sizes, missing }, acquitted }
    }
    const overhead = sizes.way.tunnel?.overhead ?? 0
    return {
      sizes: { ...sizes, missing, delivered: seen, deliveredOuter: seen + overhead },
      acquitted,
    }
  }

  private rule(
    { record, hole, inner, restInner }: MissingSegments,
    seen: OctetCount,
    lastHeard: Nanos,
    patience: Nanos,
  ): Ruling {
    const filled = hole.filledTime >= 0
    const end = record.closedBy === 'rst' ? -1 : (this.durations.get(record.capture) ?? -1)
    const until = filled ? hole.filledTime : Math.max(record.lastTime, end)
    if (until - hole.time < patience) return 'short'
    if (seen >= inner || hole.largestPiece >= inner) return 'overlap'
    // A packet of a size that passes is missing as well: then size is not the reason.
    if (restInner > 0 && restInner <= seen) return 'overlap'
    return filled || lastHeard - hole.time >= patience ? 'believed' : 'down'
  }
}
