/** Draws what a canvas would show as SVG: as much of its context as the plots of a connection use. */
import { svgElement } from '../../ui/figure-export/in-light'

/** What plots are drawn with: a canvas, or `SvgPen`. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'rect'
  | 'clip'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'save'
  | 'restore'
>

const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { right: 'end', center: 'middle' }
/** From the middle of a line of text to its baseline, of its size. */
const MIDDLE = 0.35

/** Plots use neither gradients nor patterns. */
const colourOf = (style: Pen['fillStyle']) => (typeof style === 'string' ? style : '#000000')

const round = (value: number) => Number(value.toFixed(2))

export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000000'
  strokeStyle: Pen['strokeStyle'] = '#000000'
  lineWidth = 1
  globalAlpha = 1
  textAlign: CanvasTextAlign = 'start'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  readonly svg: SVGSVGElement
  private readonly measure: CanvasRenderingContext2D | null
  private into: SVGElement
  private path: string[] = []

  constructor(width: number, height: number) {
    const viewBox = `0 0 ${width} ${height}`
    this.svg = svgElement('svg', { width, height, viewBox }) as SVGSVGElement
    this.into = this.svg
    this.measure = document.createElement('canvas').getContext('2d')
  }

  get font(): string {
    return this.measure?.font ?? ''
  }

  set font(font: string) {
    if (this.measure !== null) this.measure.font = font
  }

  beginPath(): void {
    this.path = []
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${round(x)} ${round(y)}`)
  }

  lineTo(x: number, y: number): void {
    this.path.push(`L${round(x)} ${round(y)}`)
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.push(`M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`)
  }

  fill(): void {
    this.add('path', { d: this.path.join(''), fill: colourOf(this.fillStyle), stroke: 'none' })
  }

  stroke(): void {
    const stroke = colourOf(this.strokeStyle)
    this.add('path', {
      ...{ d: this.path.join(''), fill: 'none', stroke, 'stroke-width': this.lineWidth },
    })
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.add('rect', { x, y, width, height, fill: colourOf(this.fillStyle) })
  }

  fillText(text: string, x: number, y: number): void {
    const [, size = '11', family = 'sans-serif'] = /([\d.]+)px (.+)/.exec(this.font) ?? []
    const down = this.textBaseline === 'middle' ? Number(size) * MIDDLE : 0
    this.add(
      'text',
      {
        ...{ x: round(x), y: round(y + down), fill: colourOf(this.fillStyle) },
        ...{ 'font-size': size, 'font-family': family },
        'text-anchor': ANCHORS[this.textAlign] ?? 'start',
      },
      text,
    )
  }

  measureText(text: string): TextMetrics {
    return (this.measure as CanvasRenderingContext2D).measureText(text)
  }

  /** What follows until `restore` is cut to the path: a drawing has one such part. */
  clip(): void {
    const id = 'plot-area'
    const area = svgElement('clipPath', { id }, svgElement('path', { d: this.path.join('') }))
    this.into = svgElement('g', { 'clip-path': `url(#${id})` })
    this.svg.append(area, this.into)
  }

  save(): void {
    this.into = this.svg
  }

  restore(): void {
    this.into = this.svg
  }

  private add(name: string, attributes: Record<string, string | number>, text?: string): void {
    if (attributes['d'] === '') return
    const alpha = this.globalAlpha === 1 ? {} : { opacity: this.globalAlpha }
    this.into.append(svgElement(name, { ...attributes, ...alpha }, ...(text ? [text] : [])))
  }
}
