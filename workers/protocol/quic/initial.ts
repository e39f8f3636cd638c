/**
 * A client's first packets, which anybody can open: their keys follow from the version and from the
 * connection ID that they go to. RFC 9001 §5.2.
 */
import type { LongHeader } from './header'
import { initialKeys } from './keys'
import { openPacket, type OpenPacket } from './protection'
import { BEHIND_RESERVED, isReserved } from './version'

interface OpenInitial {
  /** By whose rules it was sealed: its own, unless that is reserved. */
  readonly version: number
  readonly opened: OpenPacket
}

/** Null: it is no client's, damaged, or of a version without known keys. */
export function openInitial(
  packet: Uint8Array,
  { version, dcid, numberAt }: Pick<LongHeader, 'version' | 'dcid' | 'numberAt'>,
): OpenInitial | null {
  for (const candidate of isReserved(version) ? BEHIND_RESERVED : [version]) {
    const keys = initialKeys(candidate, dcid)?.client
    const opened = keys && openPacket(packet, numberAt, keys, () => keys, -1)
    if (opened) return { version: candidate, opened }
  }
  return null
}
