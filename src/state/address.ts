/**
 * Addresses within the page: `#view/part?name=value`. `part` and the values are the view's own; the
 * query holds what narrows it.
 */

/** One a line, in the order of the navigation. */
const VIEWS = [
  'start',
  'findings',
  'flows',
  'packets',
  'latency',
  'objects',
  'statistics',
  'topology',
  'captures',
  'detectors',
  'notes',
  'report',
] as const

export type View = (typeof VIEWS)[number]

/** Names and values behind the `?` of an address; what is empty is left out. */
export type Query = Readonly<Record<string, string>>

export interface Place {
  view: View
  /** What of the view, e.g. the number of a finding; empty: the view as a whole. */
  part: string
  query: Query
}

/** Of what narrows a view, the part that every view of the case keeps: a range of time, and the graph. */
export function rangeOf(query: Query): Query {
  const { from = '', to = '' } = query
  return { from, to, ...graphOf(query) }
}

/** What of the time spine is seen, and the series beneath it: no view is narrowed by that. */
export function graphOf({ zoom = '', graph = '' }: Query): Query {
  return { zoom, graph }
}

/** `#findings/3` is the third finding. */
export function addressOf(view: View, part = '', query: Query = {}): string {
  const values = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  const behind = values.size === 0 ? '' : `?${values.toString()}`
  return `#${view}${part === '' ? '' : `/${encodeURIComponent(part)}`}${behind}`
}

/** The place that an address leads to; the start where it leads to none. */
export function placeOf(hash: string): Place {
  const [path, values] = splitAt(hash.replace(/^#/, ''), '?')
  const [name, part] = splitAt(path, '/')
  const view = VIEWS.find((known) => known === name) ?? 'start'
  return { view, part: decoded(part), query: Object.fromEntries(new URLSearchParams(values)) }
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)]
}

/** Somebody may have written the address by hand. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
