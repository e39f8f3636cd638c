/** Octets that the streams of one capture hold together, within their bound. */
import { MAX_HELD_OCTETS } from '../../limits/limits'

export class HeldOctets {
  private held = 0
  /** Segments before their turn, of all streams. */
  segments = 0
  /** Octets that some bound did not let in. */
  givenUp = 0

  /** False: there is no room for so many more. */
  take(octets: number): boolean {
    if (this.held + octets > MAX_HELD_OCTETS) {
      this.refuse(octets)
      return false
    }
    this.held += octets
    return true
  }

  release(octets: number): void {
    this.held -= octets
  }

  /** Counts octets as given up. */
  refuse(octets: number): void {
    this.givenUp += octets
  }
}
