/** Options of a TCP header (RFC 9293 §3.1), each a protocol of its own as Wireshark has them. */

/** By kind: RFC 9293 §3.2, RFC 7323, RFC 2018. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'tcp.options.eol',
  1: 'tcp.options.nop',
  2: 'tcp.options.mss',
  3: 'tcp.options.wscale',
  4: 'tcp.options.sack_perm',
  5: 'tcp.options.sack',
  8: 'tcp.options.timestamp',
}

const END = 0
const PADDING = 1

/** Those that stand whole in `octets`, whatever their length should be; the others end the list. */
export function* tcpOptionsIn(octets: Uint8Array): Generator<{ name: string; octets: Uint8Array }> {
  for (let at = 0, length; at < octets.length; at += length) {
    const kind = octets[at] as number
    length = kind === END || kind === PADDING ? 1 : (octets[at + 1] ?? 0)
    if (length === 0 || (length === 1 && kind > PADDING) || at + length > octets.length) return
    const name = NAMES[kind]
    if (name !== undefined) yield { name, octets: octets.subarray(at, at + length) }
    if (kind === END) return
  }
}
