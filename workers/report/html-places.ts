/** Where pods live, as the tunnels of the captures show it. */
import { formatNumber } from '../figure/format'
import type { NodeIdentity, NodePods, PodPrefix } from '../model/pod-places'
import type { Topology } from '../model/topology'
import { TUNNEL_NAMES } from '../model/tunnel'
import { html, type Markup } from './escape'
import { table } from './html-table'
import type { ReportWords } from './words'

/** Prefixes and identities of one node. */
const LINES = 16

export function placesSection(topology: Topology | undefined, words: ReportWords): Markup {
  const places = topology?.places ?? []
  if (places.length === 0) return html``
  const { title, lead, columns } = words.places
  return html`<h3>${title}</h3>
    <p>${lead}</p>
    ${table(
      words,
      columns,
      places.map((place) => [
        html`<span class="mono whole">${place.node}</span>`,
        html`<span class="whole">${networkOf(place)}</span>`,
        listOf(
          place.prefixes.map((prefix) => prefixWords(prefix, words)),
          place.prefixTotal,
          words,
        ),
        ...[place.pods, place.moved, place.disputed, place.others].map(formatNumber),
        listOf(place.identities.map(identityWords), place.identityTotal, words),
      ]),
      { numeric: [3, 4, 5, 6], listed: [2, 7] },
    )}`
}

function networkOf({ tunnel: { kind, udpPort }, vni }: NodePods): string {
  const port = udpPort === 0 ? '' : ` ${String(udpPort)}`
  return `${TUNNEL_NAMES[kind]}${port}${vni < 0 ? '' : `, VNI ${String(vni)}`}`
}

function prefixWords({ prefix, pods, podTotal }: PodPrefix, words: ReportWords): string {
  if (podTotal === 1) return prefix
  const left = podTotal - pods.length
  return `${prefix} (${[...pods, ...(left > 0 ? [words.places.more(left)] : [])].join(', ')})`
}

function identityWords({ id, name, labels }: NodeIdentity): string {
  const named = name === '' ? labels.join(' ') : name
  return named === '' ? String(id) : `${String(id)} ${named}`
}

function listOf(entries: readonly string[], total: number, words: ReportWords): string {
  if (total === 0) return '–'
  const shown = entries.slice(0, LINES)
  const left = total - shown.length
  return [...shown, ...(left > 0 ? [words.places.more(left)] : [])].join('; ')
}
