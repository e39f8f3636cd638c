/** A drawing of the page as a picture of its own: SVG with everything in it, on white. */
import { visibleText } from '../../../workers/model/visible-text'
import { inLight, svgElement } from './in-light'
import { withPlainStyles } from './plain-styles'

export interface Picture {
  title: string
  /** For who cannot see it; empty: the title says it all. */
  description: string
  /** The drawing, in the document or not; its size is that of its `viewBox`, or of its attributes. */
  svg: SVGSVGElement
  /** Names of its colours. */
  legend?: readonly { name: string; colour: string }[]
  /** Words below it, from left to right, with room between them. */
  below?: readonly string[]
}

export interface Standalone {
  xml: string
  width: number
  height: number
}

const PAD = 16
const TITLE = 26
const LINE = 20
const SWATCH = 12
const INK = '#1a1d1f'
const QUIET = '#5b6067'

/** `parent`: where the drawing has the styles it is meant to have. */
export function standalone(picture: Picture, parent: Element): Standalone {
  const { title, description, below = [], legend = [] } = picture
  return inLight(parent, picture.svg, (svg) => {
    const { fontFamily } = getComputedStyle(parent)
    const box = boxOf(svg)
    withPlainStyles(svg)
    const legendHeight = legend.length > 0 ? LINE : 0
    const top = PAD + TITLE + legendHeight
    const width = Math.ceil(box.width + 2 * PAD)
    const height = Math.ceil(top + box.height + (below.length > 0 ? LINE : 0) + PAD)
    const words = (text: string, x: number, y: number, more: Record<string, string | number>) =>
      svgElement('text', { x: Math.round(x), y, ...more }, visibleText(text))
    const size = { width: box.width, height: box.height }
    for (const [name, value] of Object.entries({ ...size, x: PAD, y: top })) {
      svg.setAttribute(name, String(value))
    }
    svg.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`)
    const whole = svgElement(
      'svg',
      {
        ...{ version: '1.1', width, height, viewBox: `0 0 ${width} ${height}` },
        'font-family': fontFamily,
      },
      svgElement('title', {}, visibleText(title)),
      ...(description === '' ? [] : [svgElement('desc', {}, visibleText(description))]),
      svgElement('rect', { width, height, fill: '#ffffff' }),
      words(title, PAD, PAD + 13, { 'font-size': 14, 'font-weight': 600, fill: INK }),
      ...legendOf(legend, words),
      svg,
      ...below.map((text, index) => {
        const share = below.length === 1 ? 0 : index / (below.length - 1)
        const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle'
        const more = { 'font-size': 11.5, 'text-anchor': anchor, fill: QUIET }
        return words(text, PAD + share * box.width, top + box.height + 14, more)
      }),
    )
    const xml = new XMLSerializer().serializeToString(whole)
    return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`, width, height }
  })
}

type Words = (
  text: string,
  x: number,
  y: number,
  more: Record<string, string | number>,
) => SVGElement

function legendOf(legend: Picture['legend'] & object, words: Words): SVGElement[] {
  const y = PAD + TITLE + 6
  let x = PAD
  return legend.flatMap(({ name, colour }) => {
    const swatch = svgElement('rect', {
      x: Math.round(x),
      y: y - 5,
      width: SWATCH,
      height: 3,
      fill: colour,
    })
    const label = words(name, x + SWATCH + 5, y, { 'font-size': 12, fill: QUIET })
    x += SWATCH + 5 + widthOf(name) + 18
    return [swatch, label]
  })
}

/** About what a name takes, px; Chinese takes the double. */
const widthOf = (name: string) =>
  Array.from(name, (character) => (character > '\u2e80' ? 12 : 6.4)).reduce((a, b) => a + b, 0)

function boxOf(svg: SVGSVGElement): { x: number; y: number; width: number; height: number } {
  const number = (name: string) => Number(svg.getAttribute(name) ?? 0)
  const [x, y, width, height] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number)
  if (x === undefined || y === undefined || width === undefined || height === undefined) {
    return { x: 0, y: 0, width: number('width'), height: number('height') }
  }
  return { x, y, width, height }
}
