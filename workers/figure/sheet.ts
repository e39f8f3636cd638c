/** The paper a figure is laid out on: takes marks in painting order and keeps texts in bounds. */
import type { Tone } from '../model/figure'
import { visibleText } from '../model/visible-text'
import type { Drawing, Mark, MarkFrame, MarkRole, TextMark } from './marks'
import { fitText, widthOf, type Type } from './text'

interface Words extends Partial<Type> {
  role?: MarkRole
  anchor?: TextMark['anchor']
  /** Px the text may take; it is cut to it. Absent: up to the edge of the paper. */
  room?: number
}

export const SMALL = 11
const NORMAL = 12

export class Sheet {
  readonly width: number
  readonly #marks: Mark[] = []

  constructor(width: number) {
    this.width = Math.max(160, Math.floor(width))
  }

  /** Sets a text on the baseline `y` and says which px it took; nothing when it does not fit. */
  words(x: number, y: number, text: string, words: Words = {}): { left: number; right: number } {
    const { role = 'label', anchor = 'start', size = NORMAL, mono, strong } = words
    const type: Type = { size, ...(mono && { mono }), ...(strong && { strong }) }
    const shown = fitText(text, Math.min(words.room ?? Infinity, this.#roomAt(x, anchor)), type)
    const width = widthOf(shown, type)
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
    if (shown !== '') {
      this.#marks.push({
        shape: 'text',
        x: tenth(x),
        y: tenth(y),
        text: shown,
        anchor,
        role,
        ...type,
      })
    }
    return { left, right: left + width }
  }

  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    role: MarkRole,
    label = '',
    radius = 0,
  ) {
    this.#marks.push({
      shape: 'rect',
      x: tenth(x),
      y: tenth(y),
      width: tenth(width),
      height: tenth(height),
      role,
      ...(label !== '' && { label: visibleText(label) }),
      ...(radius > 0 && { radius }),
    })
  }

  line(x1: number, y1: number, x2: number, y2: number, role: MarkRole, dash = false) {
    this.#marks.push({
      shape: 'line',
      x1: tenth(x1),
      y1: tenth(y1),
      x2: tenth(x2),
      y2: tenth(y2),
      role,
      ...(dash && { dash }),
    })
  }

  /** An open line through points. */
  path(points: readonly (readonly [number, number])[], role: MarkRole) {
    this.strokes([points], role)
  }

  /** Several open lines as one mark. */
  strokes(lines: readonly (readonly (readonly [number, number])[])[], role: MarkRole) {
    const d = lines.map(
      (points) => `M${points.map((point) => point.map(tenth).join(' ')).join('L')}`,
    )
    this.#marks.push({ shape: 'path', d: d.join(''), role })
  }

  circle(cx: number, cy: number, r: number, role: MarkRole, label = '', frame?: MarkFrame) {
    this.#marks.push({
      shape: 'circle',
      cx: tenth(cx),
      cy: tenth(cy),
      r,
      role,
      ...(label !== '' && { label: visibleText(label) }),
      ...(frame !== undefined && { frame }),
    })
  }

  /** A small ✕ of strokes, so that bad marks differ in shape as well as in colour. */
  cross(x: number, y: number, r: number, role: MarkRole) {
    const corners = [
      [
        [x - r, y - r],
        [x + r, y + r],
      ],
      [
        [x - r, y + r],
        [x + r, y - r],
      ],
    ] as const
    this.strokes(corners, role)
  }

  finish(height: number, title: string, description: string): Drawing {
    return {
      width: this.width,
      height: Math.ceil(height),
      title: visibleText(title),
      description: visibleText(description),
      marks: this.#marks,
    }
  }

  #roomAt(x: number, anchor: TextMark['anchor']): number {
    if (anchor === 'start') return this.width - x
    return anchor === 'end' ? x : 2 * Math.min(x, this.width - x)
  }
}

/** One line of labels that must not touch: the first to ask gets the place. */
export class Row {
  readonly #taken: { left: number; right: number }[] = []
  readonly #gap: number

  constructor(gap = 6) {
    this.#gap = gap
  }

  /** Takes [left, right] and says true, or says false when something is there. */
  take(left: number, right: number): boolean {
    const free = this.#taken.every(
      (other) => right + this.#gap <= other.left || left >= other.right + this.#gap,
    )
    if (free) this.block(left, right)
    return free
  }

  /** Keeps [left, right] free of labels. */
  block(left: number, right: number): void {
    this.#taken.push({ left, right })
  }
}

/** The middle of a text of `width`, moved so that it stays inside [from, to]. */
export function centred(x: number, width: number, from: number, to: number): number {
  return Math.min(to - width / 2, Math.max(from + width / 2, x))
}

/** The pale ground that goes with a tone. */
export function soft(tone: Tone): MarkRole {
  return `${tone}-soft`
}

/** What is drawn when there is nothing to draw. */
export function emptyDrawing(width: number, title: string, nothing: string): Drawing {
  const sheet = new Sheet(width)
  sheet.rect(0, 0, sheet.width, 44, 'muted-soft', '', 4)
  sheet.words(sheet.width / 2, 26, nothing, { role: 'muted', anchor: 'middle' })
  return sheet.finish(44, title, nothing)
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
