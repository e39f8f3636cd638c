/** Bounds of what is kept of connections, and how often they were reached. */
import type { Conns } from './conns'
import type { Capped } from './counts'

export function boundsOf(conns: Conns): Capped[] {
  const { unacked, repeats, holes, late } = conns.delivery
  return [
    { what: 'segments beyond the bound on flows', count: conns.refusedByBound },
    { what: 'segments waiting for acknowledgement', count: unacked.dropped },
    { what: 'searches among segments waiting for acknowledgement', count: unacked.shortened },
    { what: 'samples of repeated segments', count: repeats.dropped + late.dropped },
    { what: 'holes in sequence numbers kept', count: holes.dropped },
    ...conns.resets.capped(),
    ...conns.liveness.capped(),
    { what: 'slow answers kept', count: conns.turns.dropped },
    { what: 'segments with wrong checksums', count: conns.damage.dropped },
    { what: 'ACKs instead of SYN-ACKs', count: conns.handshakes.challenges.dropped },
  ]
}
