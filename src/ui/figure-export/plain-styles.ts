/** Styles of a drawing as attributes, so that it needs no style sheet. SVG 1.1 §6, appendix N. */
import { visibleText } from '../../../workers/model/visible-text'

/** Properties that drawings use, and what they are where nobody sets them. */
const PROPERTIES: readonly (readonly [name: string, initial: string])[] = [
  ['stroke-width', '1px'],
  ['stroke-dasharray', 'none'],
  ['stroke-linecap', 'butt'],
  ['stroke-linejoin', 'miter'],
  ['opacity', '1'],
  ['paint-order', 'normal'],
]
const OF_TEXT: readonly (readonly [name: string, initial: string])[] = [
  ['font-family', ''],
  ['font-size', ''],
  ['font-weight', '400'],
  ['text-anchor', 'start'],
]
const SHAPES = 'rect, circle, line, path, polygon, text'

/** Of the page, and of no use in a picture. */
const FOREIGN = /^(?:class|style|role|tabindex|data-.*|aria-.*)$/

/** Changes the drawing, which must be in the document. */
export function withPlainStyles(svg: Element): void {
  const shapes = [...svg.querySelectorAll(SHAPES)]
  // All of them are looked up before any changes: what is inherited must still be there.
  const styles = shapes.map((shape) => attributesOf(shape))
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name } of [...element.attributes]) {
      if (FOREIGN.test(name)) element.removeAttribute(name)
    }
  }
  for (const [index, shape] of shapes.entries()) {
    for (const [name, value] of styles[index] ?? []) shape.setAttribute(name, value)
  }
  for (const text of svg.querySelectorAll('text, title')) visible(text)
  shareFont(svg)
  // Svelte marks its blocks with them.
  const comments = document.createTreeWalker(svg, NodeFilter.SHOW_COMMENT)
  const found: Comment[] = []
  while (comments.nextNode()) found.push(comments.currentNode as Comment)
  for (const comment of found) comment.remove()
}

/** The font that most texts have is said once: its name is long. */
function shareFont(svg: Element): void {
  const counts = new Map<string, number>()
  for (const text of svg.querySelectorAll('text')) {
    const font = text.getAttribute('font-family') ?? ''
    counts.set(font, (counts.get(font) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['']
  if (most === '') return
  svg.setAttribute('font-family', most)
  for (const text of svg.querySelectorAll('text')) {
    if (text.getAttribute('font-family') === most) text.removeAttribute('font-family')
  }
}

function attributesOf(shape: Element): [string, string][] {
  const style = getComputedStyle(shape)
  const isText = shape.localName === 'text'
  const found = isText ? [...PROPERTIES, ...OF_TEXT] : PROPERTIES
  const plain = found.flatMap(([name, initial]): [string, string][] => {
    const value = style.getPropertyValue(name)
    return value === initial || value === '' ? [] : [[name, value]]
  })
  return [...plain, ...paint('fill', style), ...paint('stroke', style)]
}

/** Colours with an alpha of their own are of CSS alone; older viewers know an opacity beside them. */
function paint(name: 'fill' | 'stroke', style: CSSStyleDeclaration): [string, string][] {
  const value = style.getPropertyValue(name)
  // What has no stroke is what nobody gave one.
  if (value === 'none') return name === 'stroke' ? [] : [[name, 'none']]
  const parts = value.match(/[\d.]+/g)?.map(Number) ?? []
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts
  if (parts.length < 3) return [[name, value]]
  // `rgb(…)` counts to 255; `color(srgb …)`, of mixed colours, to 1.
  const most = value.startsWith('color') ? 1 : 255
  const opacity = alpha * Number(style.getPropertyValue(`${name}-opacity`))
  if (opacity === 0) return [[name, 'none']]
  const hex = [red, green, blue].map((part) =>
    Math.round((part / most) * 255)
      .toString(16)
      .padStart(2, '0'),
  )
  const colour: [string, string] = [name, `#${hex.join('')}`]
  return opacity === 1 ? [colour] : [colour, [`${name}-opacity`, String(opacity)]]
}

/** Control characters are none that XML may hold. */
function visible(text: Element): void {
  for (const node of text.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) node.textContent = visibleText(node.textContent ?? '')
  }
}
