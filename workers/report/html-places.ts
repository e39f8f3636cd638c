/** Where pods live, as the tunnels of the captures show it. */
import { formatNumber } from '../figure/format'
import type { NodeIdentity, NodePods, PodPrefix } from '../model/pod-places'
import type { Topology } from '../model/topology'
import { TUNNEL_NAMES } from '../model/tunnel'
import { html, type Markup } from './escape'
import { table } from './html-table'

/** Prefixes and identities of one node. */
const LINES = 16

export function placesSection(topology: Topology | undefined): Markup {
  const places = topology?.places ?? []
  if (places.length === 0) return html``
  return html`<h3>Where pods live</h3>
    <p>
      Observed: the narrowest prefix around the addresses that speak out of a node’s tunnels and of
      no other node’s. The cluster may give the node more.
    </p>
    ${table(
      [
        { head: 'node' },
        { head: 'tunnel' },
        { head: 'observed pod prefixes' },
        { head: 'pods', numeric: true },
        { head: 'moved here', numeric: true },
        { head: 'at several nodes', numeric: true },
        { head: 'not pods', numeric: true },
        { head: 'identities' },
      ],
      places.map((place) => [
        html`<span class="mono">${place.node}</span>`,
        networkOf(place),
        listOf(place.prefixes.map(prefixWords), place.prefixTotal),
        ...[place.pods, place.moved, place.disputed, place.others].map(formatNumber),
        listOf(place.identities.map(identityWords), place.identityTotal),
      ]),
    )}`
}

function networkOf({ tunnel: { kind, udpPort }, vni }: NodePods): string {
  const port = udpPort === 0 ? '' : ` ${String(udpPort)}`
  return `${TUNNEL_NAMES[kind]}${port}${vni < 0 ? '' : `, VNI ${String(vni)}`}`
}

function prefixWords({ prefix, pods, podTotal }: PodPrefix): string {
  if (podTotal === 1) return prefix
  const more = podTotal > pods.length ? ` and ${formatNumber(podTotal - pods.length)} more` : ''
  return `${prefix} (${pods.join(', ')}${more})`
}

function identityWords({ id, name, labels }: NodeIdentity): string {
  const named = name === '' ? labels.join(' ') : name
  return named === '' ? String(id) : `${String(id)} ${named}`
}

function listOf(entries: readonly string[], total: number): string {
  if (total === 0) return '–'
  const shown = entries.slice(0, LINES)
  const left = total - shown.length
  return left === 0 ? shown.join('; ') : `${shown.join('; ')}; and ${formatNumber(left)} more`
}
