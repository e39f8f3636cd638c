/** A drawing with its words in another language. */
import type { Drawing, Mark } from './marks'

export function saidDrawing(drawing: Drawing, say: (words: string) => string): Drawing {
  return {
    ...drawing,
    description: say(drawing.description),
    marks: drawing.marks.map((mark) => saidMark(mark, say)),
  }
}

function saidMark(mark: Mark, say: (words: string) => string): Mark {
  switch (mark.shape) {
    case 'text':
      return { ...mark, text: say(mark.text) }
    case 'rect':
    case 'circle':
      return mark.label === undefined ? mark : { ...mark, label: say(mark.label) }
    default:
      return mark
  }
}
