/** The door of this room: any figure in, a drawing out. Pure, and the same for page and report. */
import type { Figure } from '../model/figure'
import { layoutAttempts } from './attempts'
import { layoutBars } from './bars'
import { layoutByteBudget } from './byte-budget'
import { layoutHistogram } from './histogram'
import { layoutLadder } from './ladder'
import type { Drawing } from './marks'
import { layoutScatter } from './scatter'
import { Sheet, type Say } from './sheet'
import { layoutSizes } from './sizes'

/** Lays a figure out for a given width, in px; made for 420 to 900. `say`: its language. */
export function layoutFigure(figure: Figure, width: number, say?: Say): Drawing {
  const sheet = new Sheet(width, say)
  switch (figure.kind) {
    case 'ladder':
      return layoutLadder(figure, sheet)
    case 'byte-budget':
      return layoutByteBudget(figure, sheet)
    case 'attempts':
      return layoutAttempts(figure, sheet)
    case 'sizes':
      return layoutSizes(figure, sheet)
    case 'histogram':
      return layoutHistogram(figure, sheet)
    case 'scatter':
      return layoutScatter(figure, sheet)
    case 'bars':
      return layoutBars(figure, sheet)
  }
}
