/** The door of this room: any figure in, a drawing out. Pure, and the same for page and report. */
import type { Figure } from '../model/figure'
import { layoutAttempts } from './attempts'
import { layoutBars } from './bars'
import { layoutByteBudget } from './byte-budget'
import { layoutHistogram } from './histogram'
import { layoutLadder } from './ladder'
import type { Drawing } from './marks'
import { layoutScatter } from './scatter'
import { layoutSizes } from './sizes'

/** Lays a figure out for a given width, in px; made for 420 to 900. */
export function layoutFigure(figure: Figure, width: number): Drawing {
  switch (figure.kind) {
    case 'ladder':
      return layoutLadder(figure, width)
    case 'byte-budget':
      return layoutByteBudget(figure, width)
    case 'attempts':
      return layoutAttempts(figure, width)
    case 'sizes':
      return layoutSizes(figure, width)
    case 'histogram':
      return layoutHistogram(figure, width)
    case 'scatter':
      return layoutScatter(figure, width)
    case 'bars':
      return layoutBars(figure, width)
  }
}
