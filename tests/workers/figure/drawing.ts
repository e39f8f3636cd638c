/** What a reader of a drawing would notice: its texts, where they stand, and whether they collide. */
import { expect } from 'vitest'
import type { Drawing, Mark, TextMark } from '../../../workers/figure/marks'

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const ROUNDING = 0.15

export function textsOf(drawing: Drawing): string[] {
  return textMarks(drawing).map((mark) => mark.text)
}

export function marksOf(drawing: Drawing, role: Mark['role']): Mark[] {
  return drawing.marks.filter((mark) => mark.role === role)
}

/** An estimate of its own: average advances of sans and monospaced faces, half the font's em apart. */
function boxOf({ x, y, text, anchor, size, mono }: TextMark): Box {
  const width = Array.from(text).length * size * (mono === true ? 0.6 : 0.56)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 }
}

export function expectInside(drawing: Drawing): void {
  const outside = drawing.marks.filter((mark) => {
    const { left, right, top, bottom } = extentOf(mark)
    if (mark.shape === 'rect' && Math.min(mark.width, mark.height) < 0) return true
    const inside =
      Math.min(left, top) >= -ROUNDING &&
      right <= drawing.width + ROUNDING &&
      bottom <= drawing.height + ROUNDING
    return !inside
  })
  expect(outside).toEqual([])
}

export function expectNoTextOverlaps(drawing: Drawing): void {
  const boxes = textMarks(drawing).map((mark) => ({ text: mark.text, box: boxOf(mark) }))
  const collisions = boxes.flatMap((one, i) =>
    boxes
      .slice(i + 1)
      .filter((other) => overlap(one.box, other.box))
      .map((other) => [one.text, other.text]),
  )
  expect(collisions).toEqual([])
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.right > other.left + ROUNDING &&
    other.right > one.left + ROUNDING &&
    one.bottom > other.top + ROUNDING &&
    other.bottom > one.top + ROUNDING
  )
}

function textMarks(drawing: Drawing): TextMark[] {
  return drawing.marks.filter((mark) => mark.shape === 'text')
}

function extentOf(mark: Mark): Box {
  switch (mark.shape) {
    case 'text':
      return boxOf(mark)
    case 'rect':
      return hull([mark.x, mark.x + mark.width], [mark.y, mark.y + mark.height])
    case 'circle':
      return hull([mark.cx - mark.r, mark.cx + mark.r], [mark.cy - mark.r, mark.cy + mark.r])
    case 'line':
      return hull([mark.x1, mark.x2], [mark.y1, mark.y2])
    case 'path': {
      const numbers = mark.d.match(/-?[\d.]+/g)?.map(Number) ?? []
      const even = numbers.filter((_, i) => i % 2 === 0)
      const odd = numbers.filter((_, i) => i % 2 === 1)
      return hull(even, odd)
    }
  }
}

/** A place that is no number lies outside of everything. */
function hull(xs: number[], ys: number[]): Box {
  const finite = [...xs, ...ys].every(Number.isFinite)
  const right = finite ? Math.max(...xs) : Infinity
  return { left: Math.min(...xs), right, top: Math.min(...ys), bottom: Math.max(...ys) }
}
