/**
 * What a figure is drawn with: marks in drawing units (px), origin at the top left, in painting
 * order. A target draws each mark as the SVG element of its shape, inside
 * `viewBox="0 0 width height"`, with the class `m-<role>`, and chooses colours in CSS:
 *
 *   rect, circle   `fill`                                   line, path  `stroke`, never filled
 *   text           `fill`, on the baseline `y`, `font-size` = `size`, weight 600 when `strong`
 *
 * Texts are plain and ready to be shown: control and bidi characters are already written out.
 * They still have to be escaped for the target's syntax.
 */
import type { FrameNumber } from '../model/units'

export type MarkRole =
  /** Tones: lost or refused, answered or delivered, neither, of less weight. */
  | 'bad'
  | 'good'
  | 'plain'
  | 'muted'
  /** The pale ground of a tone: bands, chips, areas. */
  | 'bad-soft'
  | 'good-soft'
  | 'plain-soft'
  | 'muted-soft'
  /** Lines of the scale, and the one colour of emphasis. */
  | 'axis'
  | 'grid'
  | 'accent'
  /** Layers of a packet. */
  | 'outer'
  | 'tunnel'
  | 'inner'
  | 'payload'
  /** A threshold or path MTU, and shaded ranges. */
  | 'limit'
  | 'span'
  /** Text: names of things, and numbers or words that are the message. */
  | 'label'
  | 'value'

/** Where a mark came from, so that the page can open it. `capture` is absent when there is one. */
export interface MarkFrame {
  capture?: number
  frame: FrameNumber
}

interface RectMark {
  shape: 'rect'
  x: number
  y: number
  width: number
  height: number
  role: MarkRole
  /** Shown on hover (`<title>`). */
  label?: string
  /** Radius of the corners; absent: square. */
  radius?: number
}

interface LineMark {
  shape: 'line'
  x1: number
  y1: number
  x2: number
  y2: number
  role: MarkRole
  dash?: boolean
}

/** An open line: arrow heads, leaders, hatching, ticks. */
interface PathMark {
  shape: 'path'
  d: string
  role: MarkRole
}

interface CircleMark {
  shape: 'circle'
  cx: number
  cy: number
  r: number
  role: MarkRole
  label?: string
  frame?: MarkFrame
}

export interface TextMark {
  shape: 'text'
  x: number
  /** Of the baseline. */
  y: number
  text: string
  anchor: 'start' | 'middle' | 'end'
  role: MarkRole
  size: number
  /** What was on the wire is set in monospace. */
  mono?: boolean
  strong?: boolean
}

export type Mark = RectMark | LineMark | PathMark | CircleMark | TextMark

export interface Drawing {
  width: number
  height: number
  title: string
  /** For who cannot see it: what it shows, in one or two sentences with numbers. */
  description: string
  marks: Mark[]
}
