/**
 * The paper a figure is laid out on: takes marks in painting order, says their words in the language of
 * the reader, which is measured, and keeps texts in bounds.
 */
import type { Tone } from '../model/figure'
import { visibleText } from '../model/visible-text'
import type { Drawing, Mark, MarkFrame, MarkRole, TextMark } from './marks'
import { linesOf, widthOf, type Type } from './text'

interface Words extends Partial<Type> {
  role?: MarkRole
  anchor?: TextMark['anchor']
  /** Px a line may take; what is longer takes more lines. Absent: up to the edge of the paper. */
  room?: number
}

/** Px that lines behind the first take. */
export const furtherLines = (lines: number): number => LINE * Math.max(0, lines - 1)

/** Puts words of a figure into the language of who reads it. */
export type Say = (words: string) => string

/** What `words` took: px, and how many lines. */
interface Taken {
  left: number
  right: number
  lines: number
}

export const SMALL = 11
const NORMAL = 12
/** Px from one line of a text to the next. */
export const LINE = 15

export class Sheet {
  readonly width: number
  readonly #marks: Mark[] = []
  readonly #say: Say

  constructor(width: number, say: Say = (words) => words) {
    this.width = Math.max(160, Math.floor(width))
    this.#say = say
  }

  /** How wide a text is as it is said. */
  measure(text: string, type: Partial<Type> = {}): number {
    return widthOf(visibleText(this.#say(text)), { size: NORMAL, ...type })
  }

  /** How many lines it takes in `room` px. */
  linesIn(room: number, text: string, type: Partial<Type> = {}): number {
    return linesOf(this.#say(text), room, { size: NORMAL, ...type }).length
  }

  /**
   * Sets a text on the baseline `y`, and what does not fit on lines below: whoever sets what may be long
   * keeps room for them. Says what it took; nothing where there is no room at all.
   */
  words(x: number, y: number, text: string, words: Words = {}): Taken {
    const { role = 'label', anchor = 'start', size = NORMAL, mono, strong } = words
    const type: Type = { size, ...(mono && { mono }), ...(strong && { strong }) }
    const room = Math.min(words.room ?? Infinity, this.#roomAt(x, anchor))
    const lines = linesOf(this.#say(text), room, type)
    const width = Math.max(0, ...lines.map((line) => widthOf(line, type)))
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
    lines.forEach((line, i) => {
      this.#marks.push({
        shape: 'text',
        x: tenth(x),
        y: tenth(y + i * LINE),
        text: line,
        anchor,
        role,
        ...type,
      })
    })
    return { left, right: left + width, lines: lines.length }
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
      ...(label !== '' && { label: visibleText(this.#say(label)) }),
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
      ...(label !== '' && { label: visibleText(this.#say(label)) }),
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
      description: visibleText(this.#say(description)),
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
export function emptyDrawing(sheet: Sheet, title: string, nothing: string): Drawing {
  const room = sheet.width - 16
  const height = 44 + furtherLines(sheet.linesIn(room, nothing))
  sheet.rect(0, 0, sheet.width, height, 'muted-soft', '', 4)
  sheet.words(sheet.width / 2, 26, nothing, { role: 'muted', anchor: 'middle', room })
  return sheet.finish(height, title, nothing)
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
