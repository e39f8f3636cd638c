/** Fields of one NTP message. RFC 5905 §7.3; control messages RFC 9327 §2; private ones of ntpd. */
import type { Octets } from '../../wire/octets'
import { octetsAt, type Tell } from './found'

const CONTROL = 6
const PRIVATE = 7

/** @throws Fault where the message ends too early. */
export function tellNtp(octets: Octets, tell: Tell): void {
  const flags = octets.u8(0)
  const mode = flags & 7
  tell('ntp.flags', flags)
  if (mode !== PRIVATE) tell('ntp.flags.li', flags >>> 6)
  tell('ntp.flags.vn', (flags >>> 3) & 7)
  tell('ntp.flags.mode', mode)
  if (mode === CONTROL) tell('ntp.ctrl.flags2.opcode', octets.u8(1) & 31)
  else if (mode === PRIVATE) tell('ntp.priv.reqcode', octets.u8(3))
  else tellTime(octets, tell)
}

function tellTime(octets: Octets, tell: Tell): void {
  tell('ntp.stratum', octets.u8(1))
  tell('ntp.ppoll', octets.u8(2))
  tell('ntp.precision', octets.u8(3))
  tell('ntp.rootdelay', octets.u32(4))
  tell('ntp.rootdispersion', octets.u32(8))
  octets.need(16)
  tell('ntp.refid', octetsAt(octets, 12, 4))
}
