/**
 * The one way text gets into a report: `html` writes a template's own text as it stands and escapes
 * every value put into it, for element content and quoted attributes alike. Values must not stand
 * in unquoted attributes, in attribute names, or inside `<style>`.
 */
import { visibleText } from '../model/visible-text'

/** HTML that is safe to embed: it was made by `html`, or is ours to the last character. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Value = string | number | Markup | readonly Value[]

export function html(template: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = template[0] ?? ''
  values.forEach((value, i) => {
    text += textOf(value) + (template[i + 1] ?? '')
  })
  return new Markup(text)
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Invisible and direction-changing characters are written out, then the syntax of HTML is escaped. */
export function escapeText(text: string): string {
  return visibleText(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '')
}

function textOf(value: Value): string {
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if (value instanceof Markup) return value.text
  return value.map(textOf).join('')
}
