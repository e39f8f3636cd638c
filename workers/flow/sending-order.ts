/**
 * In which order a side sent two of its segments, whatever the order in which they came: its
 * timestamps never go back (RFC 7323 §4.1), and most hosts count the identifications of their IPv4
 * packets up, which RFC 6864 §4.1 leaves to them.
 */
import { IP_LENGTH, LENGTH, PAYLOAD_AT, ROW_WORDS, type PacketRows } from '../wire/packet-rows'
import { after } from './sequence-numbers'

/** What a sender wrote into a segment, and would write otherwise if it sent it again; −1: not known. */
export interface SentMark {
  /** Identification of the IPv4 header. */
  readonly ipId: number
  /** TSval of the timestamps option. */
  readonly stamp: number
}

const NOTHING: SentMark = { ipId: -1, stamp: -1 }

/** Packets that a host sends while one of them is overtaken. Identifications drawn by lot seldom lie so near. */
const NEAR = 256

const TCP = 6
const IPV6_HEADER = 40
const TCP_HEADER = 20
/** Kinds of options, and the length of timestamps. */
const END = 0
const NO_OPERATION = 1
const TIMESTAMPS = 8
const TIMESTAMPS_LENGTH = 10

export function sentMark({ words, view }: PacketRows, index: number): SentMark {
  const p = index * ROW_WORDS
  const length = words[p + IP_LENGTH] as number
  const payload = words[p + PAYLOAD_AT] as number
  const ip = payload + (words[p + LENGTH] as number) - length
  if (ip < 0 || payload > view.byteLength || ip + IPV6_HEADER > payload) return NOTHING
  if (view.getUint8(ip) >>> 4 === 6) {
    const isTcp = view.getUint8(ip + 6) === TCP && view.getUint16(ip + 4) + IPV6_HEADER === length
    return isTcp ? { ipId: -1, stamp: stampOf(view, ip + IPV6_HEADER, payload) } : NOTHING
  }
  const isTcp = view.getUint8(ip + 9) === TCP && view.getUint16(ip + 2) === length
  if (view.getUint8(ip) >>> 4 !== 4 || !isTcp) return NOTHING
  const tcp = ip + 4 * (view.getUint8(ip) & 15)
  return { ipId: view.getUint16(ip + 4), stamp: stampOf(view, tcp, payload) }
}

/** `end`: where the options end. */
function stampOf(view: DataView, tcp: number, end: number): number {
  let at = tcp + TCP_HEADER
  while (at + TIMESTAMPS_LENGTH <= end) {
    const kind = view.getUint8(at)
    if (kind === END) return -1
    if (kind === TIMESTAMPS) return view.getUint32(at + 2)
    at += kind === NO_OPERATION ? 1 : Math.max(2, view.getUint8(at + 1))
  }
  return -1
}

/** Was the first sent before the second? */
export function sentBefore(first: SentMark, second: SentMark): 'yes' | 'no' | 'unknown' {
  if (first.stamp >= 0 && second.stamp >= 0 && first.stamp !== second.stamp) {
    return after(second.stamp, first.stamp) ? 'yes' : 'no'
  }
  if (first.ipId < 0 || second.ipId < 0) return 'unknown'
  const between = (second.ipId - first.ipId) & 0xffff
  return between > 0 && between <= NEAR ? 'yes' : 'unknown'
}
