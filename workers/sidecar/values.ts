/** Values in the text of side-cars. What is not plainly one is none: a damaged line must not mislead. */
import { MAX_SIDECAR_TEXT } from '../limits/limits'
import { formatAddress, mapped, parseAddress } from '../model/address'
import { visibleText } from '../model/visible-text'

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/
const IPV6 = /^[0-9a-fA-F:]{2,39}$/

/** As records write it; empty: it is no address. A zone (`%eth0`) is left out. */
export function addressOf(text: string): string {
  const [plain = ''] = text.split('%', 1)
  if (!IPV4.test(plain) && !(IPV6.test(plain) && plain.includes(':'))) return ''
  if (plain.split(':').some((group) => group.length > 4 && plain.includes(':'))) return ''
  const octets = parseAddress(plain)
  if (octets === null) return ''
  const words = wordsOf(octets)
  return formatAddress(words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0)
}

function wordsOf(octets: readonly number[]): readonly number[] {
  const view = new DataView(Uint8Array.from(octets).buffer)
  if (octets.length === 4) return mapped(view.getUint32(0))
  return [0, 4, 8, 12].map((at) => view.getUint32(at))
}

export interface Prefix {
  base: string
  length: number
}

/** `10.42.1.0/24`, an address alone, or `default`; null: none. */
export function prefixOf(text: string): Prefix | null {
  const [address = '', length, more] = text.split('/')
  if (more !== undefined) return null
  const base = addressOf(address)
  if (base === '') return null
  const longest = base.includes(':') ? 128 : 32
  const bits = length === undefined ? longest : integerOf(length)
  return bits < 0 || bits > longest ? null : { base, length: bits }
}

export interface Endpoint {
  /** As it stands, where it is no address: `shop/orders-0`. */
  host: string
  /** 0: none. */
  port: number
}

/** `10.0.0.1:80`, `[fd00::1]:80`, `fd00::1:80` (a port is expected), `shop/orders-0:80`, `10.0.0.1`. */
export function endpointOf(text: string, withPort = true): Endpoint {
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(text)
  if (bracketed) return { host: hostOf(bracketed[1] ?? ''), port: portOf(bracketed[2] ?? '') }
  const colon = text.lastIndexOf(':')
  const several = text.indexOf(':') !== colon
  const port = portOf(text.slice(colon + 1))
  if (colon < 0 || port === 0 || (several && !withPort)) return { host: hostOf(text), port: 0 }
  return { host: hostOf(text.slice(0, colon)), port }
}

function hostOf(text: string): string {
  const address = addressOf(text)
  return address === '' ? nameOf(text) : address
}

/** 0: none. */
export function portOf(text: string): number {
  const port = integerOf(text)
  return port > 0 && port <= 0xffff ? port : 0
}

/** −1: it is no plain number. */
export function integerOf(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1
}

/** A name fit to be shown; `<none>` and the like are empty. */
export function nameOf(text: string): string {
  const plain = text.trim()
  if (plain === '' || plain === '-' || /^<[a-z]+>$/.test(plain)) return ''
  return visibleText(plain.slice(0, MAX_SIDECAR_TEXT))
}
