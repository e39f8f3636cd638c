/** What surrounds the findings of a case: places and lengths of captures, side-cars, overlay. */
import type { CaptureRecord } from '../model/records'
import type { Sidecars } from '../model/sidecar'
import type { Nanos } from '../model/units'
import { Overlay, type OverlayKind } from './overlay'
import { Places } from './way'
import { Witnesses } from './witnesses'

export class Surroundings {
  readonly places = new Places()
  readonly overlay = new Overlay()
  witnesses = new Witnesses()
  private readonly durations = new Map<number, Nanos>()

  sidecars(record: Sidecars): void {
    this.witnesses = new Witnesses(record)
    this.overlay.told(record)
  }

  capture(record: CaptureRecord): void {
    this.places.add(record)
    this.durations.set(record.capture, record.duration)
  }

  /** Of a capture, once all its records were heard. */
  of(capture: number): { duration: Nanos; overlay: OverlayKind } {
    return { duration: this.durations.get(capture) ?? 0, overlay: this.overlay.kind }
  }
}
