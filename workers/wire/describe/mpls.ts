/** MPLS label stack. RFC 3032 §2.1. */
import { MAX_LABELS } from '../../limits/limits'
import { bits } from './rows'
import type { Sheet } from './sheet'

const MPLS = [
  bits('mpls.label', 'Label', [0, 4, 12, 20]),
  bits('mpls.exp', 'Traffic class', [0, 4, 9, 3]),
  bits('mpls.bottom', 'Bottom of stack', [0, 4, 8, 1]),
  bits('mpls.ttl', 'TTL', [0, 4, 0, 8]),
]

/** One layer for each entry of the stack. */
export function describeMpls(sheet: Sheet): void {
  const { octets } = sheet
  for (let entry = 0; entry < MAX_LABELS; entry++) {
    const at = 4 * entry
    sheet.layer('mpls', 'MultiProtocol Label Switching', at)
    sheet.rows(MPLS, at)
    sheet.title(`MultiProtocol Label Switching, Label: ${String(octets.u32(at) >>> 12)}`)
    if ((octets.u8(at + 2) & 1) === 1) return
  }
}
