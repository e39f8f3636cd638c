/**
 * Recognises a connection that another tap showed already: by its five-tuple, or through NAT by the
 * sequence numbers with which both sides began.
 */
import { MAX_FLOWS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnReset } from '../model/records'
import { placeNumber } from './way'

export class SameConns {
  /** Five-tuple, or first sequence numbers, → the tap that showed the connection first. */
  private readonly places = new Map<string, number>()

  /** Is this another sight of a connection? Otherwise it is remembered. */
  isKnown({ capture, tap, orig, resp, handshake }: ConnRecord, reset: ConnReset | null): boolean {
    const place = placeNumber(capture, tap)
    const tuple = `${formatEndpoint(orig.address, orig.port)} ${formatEndpoint(resp.address, resp.port)}`
    const keys = [tuple]
    // Without the SYNs the numbers depend on where the capture begins.
    if (reset && handshake.synTotal > 0 && handshake.synAckTotal > 0) {
      keys.push(`${String(reset.origBase)} ${String(reset.respBase)}`)
    }
    if (keys.some((key) => (this.places.get(key) ?? place) !== place)) return true
    if (this.places.size < MAX_FLOWS) for (const key of keys) this.places.set(key, place)
    return false
  }
}
