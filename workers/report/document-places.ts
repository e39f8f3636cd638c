/** Where pods live, in the analysis document. */
import type { NodePods } from '../model/pod-places'

export function placeDocument(place: NodePods) {
  const { node, tunnel, vni, pods, moved, disputed, others, prefixTotal, identityTotal } = place
  return {
    node,
    tunnel: { kind: tunnel.kind, udpPort: tunnel.udpPort },
    ...{ vni, pods, moved, disputed, others },
    prefixes: place.prefixes.map(({ prefix, pods: on, podTotal }) => ({
      ...{ prefix, pods: on, podTotal },
    })),
    prefixTotal,
    identities: place.identities.map(({ id, name, labels, addresses }) => ({
      ...{ id, name, labels, addresses },
    })),
    identityTotal,
  }
}
