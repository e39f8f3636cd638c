/** Reads what a connection said, a page at a time, and remembers where it stopped. */
import type { SaidPart } from '../model/flow-trace'
import type { Endpoint } from '../model/records'
import type { FrameList } from '../trace/frame-list'
import { FlowSpeech } from '../trace/flow-speech'
import {
  openCapture,
  type CapturePlaceInCase,
  type FlowReading,
  type OpenCapture,
} from './flow-places'

/** Frames that are read for a page, and octets of them: most pages need no second turn. */
const FRAMES_AHEAD = 4096
const OCTETS_AHEAD = 1024 * 1024

export class FlowReader {
  readonly key: string
  /** Octets given so far. */
  given = 0
  private readonly speech: FlowSpeech
  private readonly list: FrameList
  private next = 0
  private capture: OpenCapture | string | null = null

  /** `apart`: see `FlowSpeech`. */
  constructor(
    key: string,
    list: FrameList,
    linktypes: readonly number[],
    orig: Endpoint,
    apart = false,
  ) {
    this.key = key
    this.list = list
    this.speech = new FlowSpeech(list, linktypes, orig, apart)
  }

  /** Everything was given. */
  get done(): boolean {
    return this.next === this.list.length && this.speech.held === 0
  }

  /** Up to `most` octets; a sentence when the capture cannot be read. */
  async page(
    place: CapturePlaceInCase,
    most: number,
    reading: FlowReading,
  ): Promise<SaidPart[] | string> {
    while (this.speech.held < most && this.next < this.list.length) {
      this.capture ??= await openCapture(place, reading)
      if (typeof this.capture === 'string') return this.capture
      const from = this.next
      const to = this.end(from)
      const trouble = await this.capture.visit(this.list.part(from, to), (index, ...frame) =>
        this.speech.frame(from + index, ...frame),
      )
      if (trouble !== '') return trouble
      this.next = to
      if (to === this.list.length) this.speech.end()
    }
    if (this.next === this.list.length) await this.close()
    const parts = this.speech.take(most)
    for (const { octets } of parts) this.given += octets.length
    return parts
  }

  async close(): Promise<void> {
    if (this.capture !== null && typeof this.capture !== 'string') await this.capture.close()
    this.capture = null
  }

  private end(from: number): number {
    let octets = 0
    let to = from
    while (to < this.list.length && to - from < FRAMES_AHEAD && octets < OCTETS_AHEAD) {
      octets += this.list.octets[to++] as number
    }
    return to
  }
}
