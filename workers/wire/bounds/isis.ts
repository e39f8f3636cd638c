/**
 * The lengths of IS-IS packets and of what they list: ISO/IEC 10589:2002 §9, addresses RFC 1195 §5.3.
 *
 *   at 0  isis.irpd  0x83   at 1  isis.len  octets of the header   at 3  isis.sysid_len
 *   at 4  isis.type (5 bits); then, in each type elsewhere, the length of the whole packet
 */
import type { Octets } from '../octets'
import { badBound, isWhole } from './bound'

const DISCRIMINATOR = 0x83
const HEADER = 8
/** By type, what Wireshark calls it. */
const KINDS: Readonly<Record<number, string>> = {
  ...{ 15: 'hello', 16: 'hello', 17: 'hello', 18: 'lsp', 20: 'lsp' },
  ...{ 24: 'csnp', 25: 'csnp', 26: 'psnp', 27: 'psnp' },
}

/** The field that breaks the rules; empty: none, or not IS-IS. */
export function badIsis(octets: Octets): string {
  if (octets.captured === 0 || octets.u8(0) !== DISCRIMINATOR || !isWhole(octets)) return ''
  return badBound(octets, 'isis.len', walk)
}

function walk(octets: Octets): string {
  octets.need(HEADER)
  const header = octets.u8(1)
  const kind = KINDS[octets.u8(4) & 0x1f]
  if (kind === undefined) return ''
  const length = octets.u16(kind === 'hello' ? HEADER + 1 + identifier(octets) + 2 : HEADER)
  if (header > octets.reported) return 'isis.len'
  if (length < header || length > octets.reported) return `isis.${kind}.pdu_length`
  const names = kind === 'hello' || kind === 'lsp'
  return isList(octets, header, length, names) ? '' : `isis.${kind}.clv.length`
}

/** Octets of the name of a system: 0 stands for six, 255 for none. */
function identifier(octets: Octets): number {
  const length = octets.u8(3)
  return length === 0 ? 6 : length === 255 ? 0 : length
}

const AREAS = 1
const IPV4_ADDRESSES = 132

/** `names`: hellos and link states say where and who their sender is. */
function isList(octets: Octets, from: number, end: number, names: boolean): boolean {
  for (let at = from; at + 2 <= end;) {
    const [code, length] = [octets.u8(at), octets.u8(at + 1)]
    const next = at + 2 + length
    if (next > end) return false
    if (names && code === IPV4_ADDRESSES && length % 4 !== 0) return false
    if (names && code === AREAS && !areAreas(octets, at + 2, next)) return false
    at = next
  }
  return true
}

/** Each is preceded by its own length. */
function areAreas(octets: Octets, from: number, end: number): boolean {
  let at = from
  while (at < end) {
    const length = octets.u8(at)
    if (length === 0) return false
    at += 1 + length
  }
  return at === end
}
