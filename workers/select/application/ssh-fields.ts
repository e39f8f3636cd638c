/**
 * Fields of SSH before it is encrypted: versions RFC 4253 §4.2, packets §6, key exchange §7 and §8. A
 * packet counts as one in clear where all of it fits.
 */
import { hassh, readKeyExchange } from '../../protocol/ssh-kex'
import type { Octets } from '../../wire/octets'
import { octetsAt, windowAt, type Tell } from './found'

const HEADER = 5
const KEXINIT = 20
const NEWKEYS = 21
/** Messages of key exchanges, RFC 4253 §8 and RFC 4419 §5. */
const FIRST_KEX = 30
const LAST_KEX = 34
const MIN_PADDING = 4
const LONGEST_VERSION = 256

/** `fromServer`: by its port. @throws Fault */
export function tellSsh(octets: Octets, fromServer: boolean, tell: Tell): void {
  const begin = new TextDecoder('latin1').decode(octetsAt(octets, 0, LONGEST_VERSION))
  const version = /^(SSH-[^\r\n]*)\r?\n?/u.exec(begin)
  if (version !== null) {
    tell('ssh.protocol', version[1] ?? '')
    if (octets.captured > version[0].length) {
      tellPackets(windowAt(octets, version[0].length), fromServer, tell)
    }
    return
  }
  tellPackets(octets, fromServer, tell)
}

function tellPackets(octets: Octets, fromServer: boolean, tell: Tell): void {
  for (let at = 0; at + HEADER < octets.captured;) {
    const packet = windowAt(octets, at)
    const length = packet.u32(0)
    if (!isClear(packet, length)) return
    const code = packet.u8(5)
    tell('ssh.message_code', code)
    if (code === KEXINIT) tellOffer(packet, fromServer, tell)
    if (code === NEWKEYS) return
    at += 4 + length
  }
}

function isClear(packet: Octets, length: number): boolean {
  const padding = packet.u8(4)
  const code = packet.u8(5)
  const body = length - padding - 2
  const fits = 4 + length <= packet.reported && body >= 0
  if (!fits || padding < MIN_PADDING) return false
  if (code === NEWKEYS) return body === 0
  if (code === KEXINIT) return body >= 61
  return code >= FIRST_KEX && code <= LAST_KEX && areStrings(packet, body)
}

/** Is the body nothing but strings and large integers, each with its length in front? */
function areStrings(packet: Octets, body: number): boolean {
  let at = HEADER + 1
  const end = at + body
  while (at + 4 <= end && at + 4 <= packet.captured) at += 4 + packet.u32(at)
  return at === end || (at > packet.captured && at <= end)
}

function tellOffer(packet: Octets, fromServer: boolean, tell: Tell): void {
  const offer = readKeyExchange(packet)
  tell('ssh.kex_algorithms', offer.kex)
  tell('ssh.server_host_key_algorithms', offer.hostKey)
  if (fromServer) tell('ssh.kex.hasshserver', hassh(offer, 1))
  else tell('ssh.kex.hassh', hassh(offer, 0))
}
