/** Who logs in by NTLM, wherever its messages are carried. MS-NLMP §2.2.1.3 (AUTHENTICATE). */
import type { Octets } from '../wire/octets'
import { u16le, utf16At } from './little-endian'

const SIGNATURE = [0x4e, 0x54, 0x4c, 0x4d, 0x53, 0x53, 0x50, 0]
const AUTHENTICATE = 3
/** Octets in which the message is looked for behind the wrapping of SPNEGO. */
const SEARCHED = 256

/** `DOMAIN\user at WORKSTATION` of the message between `at` and `end`; empty: there is none. */
export function ntlmUser(octets: Octets, at: number, end: number): string {
  const last = Math.min(end, octets.captured, at + SEARCHED) - SIGNATURE.length
  for (let start = at; start <= last; start++) {
    if (!SIGNATURE.every((code, i) => octets.u8(start + i) === code)) continue
    if (octets.u32le(start + 8) !== AUTHENTICATE) return ''
    const [domain, user, host] = [28, 36, 44].map((field) => {
      const length = u16le(octets, start + field)
      return utf16At(octets, start + octets.u32le(start + field + 4), length)
    })
    return `${domain ?? ''}\\${user ?? ''} at ${host ?? ''}`
  }
  return ''
}
