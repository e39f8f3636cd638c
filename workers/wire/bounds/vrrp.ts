/**
 * Virtual Router Redundancy Protocol: the addresses that an advertisement announces, and the
 * authentication behind them. RFC 3768 §5.1, RFC 5798 §5.1; types of RFC 2338 §5.3.6.
 *
 *   at 0  vrrp.version (4 bits)    at 3  vrrp.addr_count    at 4  vrrp.auth_type (up to version 2)
 */
import type { Octets } from '../octets'
import { badBound } from './bound'

const HEADER = 8
const SIMPLE_TEXT = 1
const AUTHENTICATION = 8

/** `address`: octets of one, as the IP header around it has them. */
export function badVrrp(octets: Octets, address: number): string {
  return badBound(octets, 'vrrp.addr_count', (message) => {
    const text = message.u8(0) >>> 4 < 3 && message.u8(4) === SIMPLE_TEXT
    message.need(HEADER + address * message.u8(3) + (text ? AUTHENTICATION : 0))
    return ''
  })
}
