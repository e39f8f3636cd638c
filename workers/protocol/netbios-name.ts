/** Names of NetBIOS: sixteen octets, each as two letters from A. RFC 1001 §14.1, RFC 1002 §4.1. */
import type { Octets } from '../wire/octets'
import { readName, type Name } from './dns-name'

const ENCODED = 32
const A = 0x41

/**
 * Reads the name at `at` of the message that fills `octets`: `NAME<20>`, and its scope when it has
 * one. A first label that is no such name is given as it is.
 * @throws Fault when it leaves the message.
 */
export function readNetbiosName(octets: Octets, at: number): Name {
  const { text, end } = readName(octets, at)
  const dot = text.indexOf('.')
  const label = dot < 0 ? text : text.slice(0, dot)
  const scope = dot < 0 ? '' : text.slice(dot)
  return { text: `${decoded(label) ?? label}${scope}`, end }
}

/** RFC 1001 §14.1; the last octet is the kind of service, the rest is padded with spaces. */
function decoded(label: string): string | undefined {
  if (label.length !== ENCODED) return undefined
  let text = ''
  for (let i = 0; i < ENCODED; i += 2) {
    const high = label.charCodeAt(i) - A
    const low = label.charCodeAt(i + 1) - A
    if (high < 0 || high > 15 || low < 0 || low > 15) return undefined
    const code = high * 16 + low
    if (i === ENCODED - 2) return `${text.trimEnd()}<${code.toString(16).padStart(2, '0')}>`
    text += String.fromCharCode(code)
  }
  return text
}
