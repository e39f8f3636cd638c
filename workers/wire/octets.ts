/**
 * A bounded window on a frame. Offsets are those of the RFC that describes the header at its
 * start. It knows what was captured and what was reported on the wire, so that a read past the
 * end is told apart: truncated (the capture's fault) or malformed (the sender's).
 *
 * One window is re-aimed from header to header and from frame to frame, never allocated in the
 * hot path.
 */
import { Fault } from './fault'

/** Shared: an empty buffer of its own costs more than the window. */
const NOTHING = new DataView(new ArrayBuffer(0))

export class Octets {
  view: DataView
  /** Offset of the window in `view`. */
  base = 0
  /** Octets of the window that were captured. */
  captured = 0
  /** Octets of the window that were on the wire; never below `captured`. */
  reported = 0

  /** Without a view: a window that will be aimed. */
  constructor(view: DataView = NOTHING) {
    this.view = view
  }

  aim(view: DataView, base: number, captured: number, reported: number): void {
    this.view = view
    this.base = base
    this.captured = captured
    this.reported = Math.max(reported, captured)
  }

  /** Moves the start of the window `header` octets inwards. */
  skip(header: number): void {
    if (header > this.captured) throw this.short(header)
    this.base += header
    this.captured -= header
    this.reported -= header
  }

  /** As `skip`; where the capture ends inside the header it goes to that end, behind which nothing is read. */
  skipCut(header: number): void {
    if (header <= this.captured) {
      this.skip(header)
      return
    }
    const fault = this.short(header)
    this.base += this.captured
    this.captured = 0
    this.reported = Math.max(0, this.reported - header)
    throw fault
  }

  /** Shortens the window to what a length field says; a longer one leaves it as it is. */
  limit(length: number): void {
    if (length < this.reported) this.reported = length
    if (length < this.captured) this.captured = length
  }

  u8(at: number): number {
    if (at >= this.captured) throw this.short(at + 1)
    return this.view.getUint8(this.base + at)
  }

  u16(at: number): number {
    if (at + 2 > this.captured) throw this.short(at + 2)
    return this.view.getUint16(this.base + at)
  }

  u24(at: number): number {
    if (at + 3 > this.captured) throw this.short(at + 3)
    return this.view.getUint16(this.base + at) * 256 + this.view.getUint8(this.base + at + 2)
  }

  u16le(at: number): number {
    if (at + 2 > this.captured) throw this.short(at + 2)
    return this.view.getUint16(this.base + at, true)
  }

  u32(at: number): number {
    if (at + 4 > this.captured) throw this.short(at + 4)
    return this.view.getUint32(this.base + at)
  }

  u32le(at: number): number {
    if (at + 4 > this.captured) throw this.short(at + 4)
    return this.view.getUint32(this.base + at, true)
  }

  /** @throws Fault unless `length` octets can be read. */
  need(length: number): void {
    if (length > this.captured) throw this.short(length)
  }

  private short(end: number): Fault {
    return end > this.reported ? BEYOND : TRUNCATED
  }
}

const TRUNCATED = new Fault('truncated', 'frame')
/** A header that goes beyond what was on the wire. */
export const BEYOND = new Fault('malformed', 'length')
