/** Paints a plot on a canvas. Colours come from the page's style sheet. */
import { ticksIn, ticksOf } from '../../../workers/figure/flow/axes'
import type { Layer, Plot, Span } from '../../../workers/figure/flow/plot'
import type { LayerName } from '../../../workers/model/flow-trace'
import { SvgPen, type Pen } from './svg-pen'

export const MARGIN = { left: 74, right: 14, top: 8, bottom: 20 }

export interface Size {
  width: number
  height: number
  /** Device pixels of one CSS pixel. */
  ratio: number
}

export interface Palette {
  layers: ReadonlyMap<LayerName, string>
  line: string
  quiet: string
  ink: string
  brush: string
  font: string
}

export interface Marks {
  /** A moment to draw a line at; null: none. */
  cursor: number | null
  brush: Span | null
}

export interface Ticks {
  /** Time 0 of what is written at the ticks. */
  origin: number
  x: (nanos: number) => string
  y: (value: number) => string
}

type Place = (value: number) => number

/** Points of the plot area. */
export function placeX({ from, to }: Span, width: number): Place {
  const room = Math.max(1, width - MARGIN.left - MARGIN.right)
  return (time) => MARGIN.left + ((time - from) / (to - from)) * room
}

export function momentAt({ from, to }: Span, width: number, x: number): number {
  const room = Math.max(1, width - MARGIN.left - MARGIN.right)
  return from + Math.max(0, Math.min(1, (x - MARGIN.left) / room)) * (to - from)
}

function placeY({ low, high, scale }: Plot, height: number): Place {
  const bottom = height - MARGIN.bottom
  const room = bottom - MARGIN.top
  if (scale === 'linear') return (value) => bottom - ((value - low) / (high - low)) * room
  const first = Math.log10(low)
  const range = Math.log10(high) - first
  return (value) => bottom - ((Math.log10(Math.max(value, low)) - first) / range) * room
}

export function paint(
  canvas: HTMLCanvasElement,
  plot: Plot,
  size: Size,
  palette: Palette,
  ticks: Ticks,
  marks: Marks,
): void {
  const { width, height, ratio } = size
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.scale(ratio, ratio)
  paintWith(context, plot, size, palette, ticks, marks)
}

/** The same as a drawing of its own, without cursor and brush. */
export function drawn(plot: Plot, size: Size, palette: Palette, ticks: Ticks): SVGSVGElement {
  const pen = new SvgPen(size.width, size.height)
  paintWith(pen, plot, size, palette, ticks, { cursor: null, brush: null })
  return pen.svg
}

function paintWith(
  context: Pen,
  plot: Plot,
  size: Size,
  palette: Palette,
  ticks: Ticks,
  marks: Marks,
): void {
  const { width, height } = size
  context.font = palette.font
  const x = placeX(plot.span, width)
  const y = placeY(plot, height)
  axes(context, plot, size, palette, ticks, x, y)
  context.save()
  context.beginPath()
  context.rect(MARGIN.left, 0, width - MARGIN.left - MARGIN.right, height - MARGIN.bottom + 1)
  context.clip()
  for (const layer of plot.layers) {
    context.strokeStyle = palette.layers.get(layer.name) ?? palette.ink
    context.fillStyle = context.strokeStyle
    draw(context, layer, x, y)
  }
  mark(context, size, palette, marks, x)
  context.restore()
}

function draw(context: Pen, layer: Layer, x: Place, y: Place): void {
  const { kind, values } = layer
  context.beginPath()
  context.lineWidth = WIDTHS[layer.name] ?? 1
  if (kind === 'bars') {
    for (let at = 0; at < values.length; at += 3) {
      const left = x(values[at] as number)
      const low = y(values[at + 1] as number)
      // A segment is seen even where its octets are less than a pixel.
      const high = Math.min(low - 1.5, y(values[at + 2] as number))
      context.moveTo(left, low)
      context.lineTo(left, high)
    }
  } else if (kind === 'steps') {
    for (let at = 0; at < values.length; at += 2) {
      const left = x(values[at] as number)
      const top = y(values[at + 1] as number)
      if (at === 0) context.moveTo(left, top)
      else {
        context.lineTo(left, y(values[at - 1] as number))
        context.lineTo(left, top)
      }
    }
  } else {
    for (let at = 0; at < values.length; at += 2) {
      context.rect(x(values[at] as number) - 1.25, y(values[at + 1] as number) - 1.25, 2.5, 2.5)
    }
    context.fill()
    return
  }
  context.stroke()
}

const WIDTHS: Partial<Record<LayerName, number>> = {
  data: 1.5,
  repeated: 2.5,
  reordered: 2,
  sack: 2,
  ack: 1.25,
  forth: 1.5,
  back: 1.5,
  flight: 1.25,
}

function axes(
  context: Pen,
  plot: Plot,
  { width, height }: Size,
  palette: Palette,
  ticks: Ticks,
  x: Place,
  y: Place,
): void {
  const bottom = height - MARGIN.bottom
  context.strokeStyle = palette.line
  context.fillStyle = palette.quiet
  context.lineWidth = 1
  context.beginPath()
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (const value of ticksOf(plot, Math.max(2, (bottom - MARGIN.top) / 36))) {
    const top = Math.round(y(value)) + 0.5
    context.moveTo(MARGIN.left, top)
    context.lineTo(width - MARGIN.right, top)
    context.fillText(ticks.y(value), MARGIN.left - 8, top)
  }
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  const { from, to } = plot.span
  const { origin } = ticks
  for (const after of ticksIn(from - origin, to - origin, (width - MARGIN.left) / 110)) {
    const value = origin + after
    const left = Math.round(x(value)) + 0.5
    context.moveTo(left, bottom)
    context.lineTo(left, bottom + 4)
    const half = context.measureText(ticks.x(value)).width / 2
    context.fillText(ticks.x(value), Math.min(left, width - half - 2), bottom + 15)
  }
  context.moveTo(MARGIN.left, bottom + 0.5)
  context.lineTo(width - MARGIN.right, bottom + 0.5)
  context.stroke()
}

function mark(
  context: Pen,
  { height }: Size,
  palette: Palette,
  { cursor, brush }: Marks,
  x: Place,
): void {
  const bottom = height - MARGIN.bottom
  if (brush !== null) {
    context.fillStyle = palette.brush
    context.globalAlpha = 0.25
    context.fillRect(x(brush.from), 0, x(brush.to) - x(brush.from), bottom)
    context.globalAlpha = 1
  }
  if (cursor === null) return
  context.strokeStyle = palette.ink
  context.lineWidth = 1
  context.globalAlpha = 0.5
  context.beginPath()
  context.moveTo(Math.round(x(cursor)) + 0.5, 0)
  context.lineTo(Math.round(x(cursor)) + 0.5, bottom)
  context.stroke()
  context.globalAlpha = 1
}
