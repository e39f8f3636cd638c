/** Pointer and keys on the time spine and on the graph beneath it: both read the same bar. */
import { LEAST_DRAG, stretchBetween, type Axis, type Stretch } from './brush'

/** What is pointed at. */
export interface Plot {
  bars: number
  /** px */
  width: number
  axis: Axis
  /** Of the graph. */
  lanes: number
}

export interface PointerActs {
  stretch: (stretch: Stretch | null) => void
  /** `lane` −1: the spine. */
  open: (lane: number, bar: number) => void
  /** `share` of the axis stays where it is. */
  zoom: (share: number, factor: number) => void
  /** By a share of what is seen. */
  move: (share: number) => void
  whole: () => void
}

const CLOSER = 0.5
const WHEEL = 0.8
const FAR = 20 // bars of Page Up and Page Down

export class TimePointer {
  /** Bar under the pointer or the keys; −1: none. */
  cursor = $state(-1)
  /** Lane of the graph; −1: the spine. */
  lane = $state(-1)
  /** The stretch that is being drawn. */
  draft = $state.raw<Stretch | null>(null)

  readonly #plot: () => Plot
  readonly #acts: PointerActs
  /** Where a drag began, px; the bar where the keys began a stretch. −1: nowhere. */
  #grip = -1
  #anchor = -1

  constructor(plot: () => Plot, acts: PointerActs) {
    this.#plot = plot
    this.#acts = acts
  }

  readonly down = (event: PointerEvent) => {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    this.#grip = event.offsetX
  }

  /** `lane`: that the pointer is on. */
  move(event: PointerEvent, lane: number): void {
    const { bars, width, axis } = this.#plot()
    this.lane = lane
    this.cursor = Math.max(0, Math.min(bars - 1, Math.floor((event.offsetX / width) * bars)))
    if (this.#grip < 0) return
    if (this.draft === null && Math.abs(event.offsetX - this.#grip) < LEAST_DRAG) return
    this.draft = stretchBetween(this.#grip / width, event.offsetX / width, axis)
  }

  readonly up = () => {
    if (this.#grip < 0) return
    if (this.draft !== null) this.#acts.stretch(this.draft)
    else if (this.cursor >= 0) this.#acts.open(this.lane, this.cursor)
    this.cancel()
  }

  readonly cancel = () => {
    this.#grip = -1
    this.draft = null
  }

  readonly leave = () => {
    this.cursor = -1
    this.lane = -1
  }

  readonly wheel = (event: WheelEvent) => {
    const { width } = this.#plot()
    event.preventDefault()
    const { deltaX, deltaY, shiftKey, offsetX } = event
    if (shiftKey) this.#acts.move(Math.sign(deltaX || deltaY) * 0.1)
    else if (Math.abs(deltaX) > Math.abs(deltaY)) this.#acts.move(deltaX / width)
    else if (deltaY !== 0) this.#acts.zoom(offsetX / width, deltaY < 0 ? WHEEL : 1 / WHEEL)
  }

  readonly key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#does(event)) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Around what is read. */
  zoom(factor: number): void {
    this.#acts.zoom(this.#middle(), factor)
  }

  pan(share: number): void {
    this.#acts.move(share)
  }

  #does({ key, shiftKey }: KeyboardEvent): boolean {
    const { bars, lanes } = this.#plot()
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -FAR, PageDown: FAR }[key]
    const zoom = { '+': CLOSER, '=': CLOSER, '-': 1 / CLOSER, '−': 1 / CLOSER }[key]
    const lane = { ArrowUp: -1, ArrowDown: 1 }[key]
    if (step !== undefined) this.#step(step, shiftKey)
    else if (zoom !== undefined) this.#acts.zoom(this.#middle(), zoom)
    else if (lane !== undefined && lanes > 0) {
      this.lane = Math.max(-1, Math.min(lanes - 1, this.lane + lane))
    } else if (key === 'Home') this.cursor = 0
    else if (key === 'End') this.cursor = bars - 1
    else if (key === '0') this.#acts.whole()
    else if (key === 'Escape') this.#acts.stretch(null)
    else if (key === 'Enter' && this.cursor >= 0) this.#acts.open(this.lane, this.cursor)
    else return false
    return true
  }

  #step(by: number, marks: boolean): void {
    const { bars, axis } = this.#plot()
    if (!marks) this.#anchor = -1
    else if (this.#anchor < 0) this.#anchor = Math.max(0, this.cursor)
    const next = this.cursor + by
    if (!marks && (next < 0 || next >= bars)) this.#acts.move(Math.sign(by) * 0.25)
    this.cursor = Math.max(0, Math.min(bars - 1, next))
    if (this.#anchor < 0) return
    const [first, last] = [Math.min(this.#anchor, this.cursor), Math.max(this.#anchor, this.cursor)]
    this.#acts.stretch(stretchBetween(first / bars, (last + 1) / bars, axis))
  }

  /** Share of the axis: of the bar that is read. The first and the last one keep their border. */
  #middle(): number {
    const { bars } = this.#plot()
    return this.cursor < 0 ? 0.5 : this.cursor / Math.max(1, bars - 1)
  }
}
