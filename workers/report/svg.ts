/** Drawings as inline SVG. Colours come from the report's style by class; nothing is loaded. */
import type { Drawing, Mark } from '../figure/marks'
import { html, type Markup } from './escape'

/** `id` must be unique in the document: it ties title and description to the picture. */
export function drawSvg(drawing: Drawing, id: string): Markup {
  const { width, height, title, description, marks } = drawing
  return html`<svg
    class="drawing"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-labelledby="${id}-t ${id}-d"
  >
    <title id="${id}-t">${title}</title>
    <desc id="${id}-d">${description}</desc>
    ${marks.map(drawMark)}
  </svg>`
}

function drawMark(mark: Mark): Markup {
  const kind = `m-${mark.role}`
  switch (mark.shape) {
    case 'rect':
      return html`<rect
        class="${kind}"
        x="${mark.x}"
        y="${mark.y}"
        width="${mark.width}"
        height="${mark.height}"
        rx="${mark.radius ?? 0}"
        >${tip(mark.label)}</rect
      >`
    case 'circle':
      return html`<circle class="${kind}" cx="${mark.cx}" cy="${mark.cy}" r="${mark.r}"
        >${tip(mark.label)}</circle
      >`
    case 'line':
      return html`<line
        class="${kind}${mark.dash === true ? ' dash' : ''}"
        x1="${mark.x1}"
        y1="${mark.y1}"
        x2="${mark.x2}"
        y2="${mark.y2}"
      />`
    case 'path':
      return html`<path class="${kind}" d="${mark.d}" />`
    case 'text':
      return html`<text
        class="${kind}${mark.mono === true ? ' wire' : ''}${mark.strong === true ? ' strong' : ''}"
        x="${mark.x}"
        y="${mark.y}"
        font-size="${mark.size}"
        text-anchor="${mark.anchor}"
        >${mark.text}</text
      >`
  }
}

function tip(label = ''): Markup | string {
  return label === '' ? '' : html`<title>${label}</title>`
}
