/** Octets that the streams of one capture hold together, within their bound. */
import { MAX_HELD_OCTETS } from '../../limits/limits'

/** Octets of a page, and pages that are kept for the next who needs one. */
export const PAGE_OCTETS = 4096
const SPARE_PAGES = 64

export interface Page {
  readonly octets: Uint8Array<ArrayBuffer>
  readonly view: DataView<ArrayBuffer>
}

export function newPage(octets: number): Page {
  const buffer = new ArrayBuffer(octets)
  return { octets: new Uint8Array(buffer), view: new DataView(buffer) }
}

export class HeldOctets {
  private held = 0
  private readonly spare: Page[] = []
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

  /**
   * A page with whatever was in it. Most messages that take several segments are short and come one
   * after the other: making a buffer for each took longer than reading it.
   */
  page(): Page {
    return this.spare.pop() ?? newPage(PAGE_OCTETS)
  }

  /** Nobody looks at the page any more. */
  putBack(page: Page): void {
    if (page.octets.length === PAGE_OCTETS && this.spare.length < SPARE_PAGES) this.spare.push(page)
  }

  /** Counts octets as given up. */
  refuse(octets: number): void {
    this.givenUp += octets
  }
}
