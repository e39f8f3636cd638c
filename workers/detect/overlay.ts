/** Which overlay network a case shows: only where there is one, the tools of a cluster are worth naming. */
import type { Tunnel } from '../model/records'
import type { Sidecars } from '../model/sidecar'
import { mayCarryPods } from '../model/tunnel'
import { mayBeCilium } from './way'

/** `cilium`: by its default ports, which others use as well. */
export type OverlayKind = 'none' | 'other' | 'cilium'

export class Overlay {
  kind: OverlayKind = 'none'

  /** Side-cars of a cluster say what the packets may not show. */
  told({ endpoints, identities, tunnels, drops, pods, nodes }: Sidecars): void {
    if (endpoints.length + identities.length + tunnels.length + drops.length > 0) {
      this.kind = 'cilium'
    } else if (this.kind === 'none' && pods.length + nodes.length > 0) this.kind = 'other'
  }

  see(tunnel: Tunnel | null): void {
    if (tunnel === null || this.kind === 'cilium') return
    if (mayBeCilium(tunnel)) this.kind = 'cilium'
    else if (mayCarryPods(tunnel)) this.kind = 'other'
  }
}
