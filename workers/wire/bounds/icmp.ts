/**
 * The lengths of ICMP messages, RFC 792, RFC 950 Appendix I (address masks) and RFC 1256 §3 (router
 * advertisements). Windows begin behind the eight octets that all messages have.
 */
import type { Icmp } from '../icmp'
import type { Octets } from '../octets'

const REDIRECT = 5
const ROUTER_ADVERTISEMENT = 9
const TIMESTAMPS = 12 // octets: originate, receive, transmit
const MASK = 4

/** The field that breaks the rules; empty: none. */
export function badIcmp({ type, ident }: Icmp, { reported }: Octets): string {
  switch (type) {
    case REDIRECT:
      return reported === 0 ? 'icmp.redirect_gw' : ''
    case ROUTER_ADVERTISEMENT:
      return reported < 4 * wordsIn(ident) ? 'icmp.num_addrs' : ''
    case 13:
    case 14:
      return reported < TIMESTAMPS ? 'icmp.transmit_timestamp' : ''
    case 17:
    case 18:
      return reported < MASK ? 'icmp.address_mask' : ''
    default:
      return ''
  }
}

/** Where echo messages have their identifier stand the number of addresses and the words of each. */
function wordsIn(word: number): number {
  const [addresses, size] = [word >>> 8, word & 0xff]
  return size === 2 ? 2 * addresses : 0 // no other size is defined
}
