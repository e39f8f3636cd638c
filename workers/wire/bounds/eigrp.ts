/**
 * The lengths of what an EIGRP packet lists, RFC 7868 §6.6: each element has a type and a length, both
 * of two octets and part of the length.
 */
import type { Octets } from '../octets'
import { badBound } from './bound'

const HEADER = 20
const ELEMENT_HEADER = 4
/** Octets at least: parameters, software version, next multicast sequence. §6.6.3 to §6.6.5 */
const LEAST: Readonly<Record<number, number>> = { 1: 12, 4: 8, 5: 8 }

/** The field that breaks the rules; empty: none. */
export function badEigrp(octets: Octets): string {
  return badBound(octets, 'eigrp.tlv.len', (packet) => {
    packet.need(HEADER)
    for (let at = HEADER; at < packet.reported;) {
      const length = packet.u16(at + 2)
      if (length < (LEAST[packet.u16(at)] ?? ELEMENT_HEADER)) return 'eigrp.tlv.len'
      packet.need(at + length)
      at += length
    }
    return ''
  })
}
