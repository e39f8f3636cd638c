/** Which overlay network a case shows: only where there is one, the tools of a cluster are worth naming. */
import type { Tunnel } from '../model/records'
import { mayBeCilium, mayCarryPods } from './way'

/** `cilium`: by its default ports, which others use as well. */
export type OverlayKind = 'none' | 'other' | 'cilium'

export class Overlay {
  kind: OverlayKind = 'none'

  see(tunnel: Tunnel | null): void {
    if (tunnel === null || this.kind === 'cilium') return
    if (mayBeCilium(tunnel)) this.kind = 'cilium'
    else if (mayCarryPods(tunnel)) this.kind = 'other'
  }
}
