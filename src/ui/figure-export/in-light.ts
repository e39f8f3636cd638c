/** Drawings as they look on white paper, whatever the page looks like. */

const SVG = 'http://www.w3.org/2000/svg'

/**
 * Puts a copy of `node` into `parent`, unseen and in light colours, for as long as `use` takes. The
 * page as a whole is light meanwhile: the build resolves `light-dark()` at its root. Nothing is painted
 * in between. The copy is new, so that no transition holds its old colours.
 */
export function inLight<N extends Element, T>(parent: Element, node: N, use: (copy: N) => T): T {
  const room = document.createElement('div')
  room.setAttribute('aria-hidden', 'true')
  room.style.cssText =
    'position:absolute;left:0;top:0;width:0;height:0;overflow:hidden;visibility:hidden'
  const copy = node.cloneNode(true) as N
  room.append(copy)
  const { dataset } = document.documentElement
  const before = dataset['theme']
  dataset['theme'] = 'light'
  parent.append(room)
  try {
    return use(copy)
  } finally {
    room.remove()
    if (before === undefined) delete dataset['theme']
    else dataset['theme'] = before
  }
}

/** An SVG element with these attributes. */
export function svgElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...content: (Node | string)[]
): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.append(...content)
  return element
}
