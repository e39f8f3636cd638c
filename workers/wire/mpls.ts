/**
 * MPLS label stacks, RFC 3032 §2.1. Nothing says what follows the last label: the first four bits
 * tell IPv4 and IPv6 (RFC 4928 §3), a pseudowire's control word begins with zeros (RFC 4385 §3).
 * Its Ethernet (RFC 4448) is known by an ethertype; behind four zeros it is taken for granted.
 */
import { MAX_LABELS } from '../limits/limits'
import { ethertypeName } from './names'
import { FIRST_ETHERTYPE, IPV4, IPV6, MPLS, NOTHING, TRANSPARENT_ETHERNET } from './ethertype'
import type { Octets } from './octets'
import { enter, enterMore, type Packet } from './packet'
import { BIT, MORE } from './protocols'
import { ETHERTYPE, PSEUDOWIRE, undecoded } from './undecoded'

const ENTRY = 4
/** Labels with a meaning of their own, RFC 3032 §2.1. */
const IPV4_NULL = 0
const IPV6_NULL = 2
/** RFC 3429: what follows is a message of ITU-T Y.1711, which has at least these octets (§6). */
const OAM_ALERT = 14
const OAM_MESSAGE = 44
const CONTROL_WORD = 4
const ETHERTYPE_AT = 12
const ETHERNET = 14

/** Leaves the window at what the labels carry and returns its ethertype. */
export function readMpls(octets: Octets, into: Packet): number {
  enter(BIT.mpls, octets, into)
  for (let count = 0; count < MAX_LABELS; count++) {
    const bottom = (octets.u8(2) & 1) === 1
    const label = octets.u24(0) >>> 4
    octets.skip(ENTRY)
    if (!bottom) continue
    if (label === IPV4_NULL) return IPV4
    if (label === IPV6_NULL) return IPV6
    return label === OAM_ALERT ? readAlert(octets, into) : carried(octets, into)
  }
  into.undecoded = undecoded(ETHERTYPE, MPLS)
  return NOTHING
}

/** A message about the path: nothing is carried. */
function readAlert(octets: Octets, into: Packet): number {
  if (octets.reported < OAM_MESSAGE) into.badLength = 'mpls.oam'
  into.undecoded = undecoded(PSEUDOWIRE, octets.u8(0))
  return NOTHING
}

function carried(octets: Octets, into: Packet): number {
  const first = octets.u8(0)
  if (first >>> 4 === 4) return IPV4
  if (first >>> 4 === 6) return IPV6
  const controlled = first >>> 4 === 0 && octets.captured >= CONTROL_WORD + ETHERNET
  const known = controlled && isEthernet(octets, CONTROL_WORD)
  if (!known && isEthernet(octets, 0)) return TRANSPARENT_ETHERNET
  if (controlled) {
    enterMore(MORE.pwethcw, octets, into)
    octets.skip(CONTROL_WORD)
    return TRANSPARENT_ETHERNET
  }
  into.undecoded = undecoded(PSEUDOWIRE, first)
  return NOTHING
}

/** Is there an Ethernet header at `at`, with an ethertype that is known? */
function isEthernet(octets: Octets, at: number): boolean {
  if (octets.captured < at + ETHERTYPE_AT + 2) return false
  const type = octets.u16(at + ETHERTYPE_AT)
  return type >= FIRST_ETHERTYPE && ethertypeName(type) !== undefined
}
