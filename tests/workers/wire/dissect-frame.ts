/** Frames through the dissector, and windows for single readers. */
import { Dissector } from '../../../workers/wire/dissect'
import { Fault } from '../../../workers/wire/fault'
import type { IpHeader } from '../../../workers/wire/ip-header'
import { Octets } from '../../../workers/wire/octets'
import { newPacket, type Packet } from '../../../workers/wire/packet'
import { COMMON, PROTOCOL_NAMES } from '../../../workers/wire/protocols'
import { formatAddress } from '../../../workers/model/address'

export const ETHERNET = 1
export const RAW_IP = 101

export interface Cut {
  linktype?: number
  /** Octets on the wire; default: as many as there are. */
  origLen?: number
}

export function dissect(octets: Uint8Array, { linktype = ETHERNET, origLen }: Cut = {}): Packet {
  const packet = newPacket()
  packet.capLen = octets.length
  packet.origLen = origLen ?? octets.length
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  new Dissector().frame(view, 0, linktype, packet)
  return packet
}

/** A window that begins with a header: the whole of `octets`, or its first `captured` octets. */
export function windowOn(
  octets: Uint8Array,
  captured = octets.length,
  reported = octets.length,
): Octets {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  const window = new Octets(view)
  window.aim(view, 0, captured, reported)
  return window
}

/** What a reader throws. */
export function faultOf(read: () => unknown): Fault {
  try {
    read()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('it did not refuse')
}

export function protocolsOf({ protocols, protocolsMore }: Packet): string[] {
  return PROTOCOL_NAMES.filter((_, index) =>
    index < COMMON
      ? (protocols & (1 << index)) !== 0
      : (protocolsMore & (1 << (index - COMMON))) !== 0,
  )
}

/** 802.1Q identifiers, outermost first. */
export const vlansOf = ({ vlans, vlanCount }: Packet): number[] => [...vlans.slice(0, vlanCount)]

export function ipAt(packet: Packet, level: number): IpHeader {
  const header = packet.ip[level]
  if (header === undefined || level >= packet.depth) throw new Error('no such IP header')
  return header
}

/** `source > destination` of every IP header, outermost first. */
export function pathsOf(packet: Packet): string[] {
  return packet.ip.slice(0, packet.depth).map(pathOf)
}

export function pathOf(ip: IpHeader): string {
  const src = formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)
  return `${src} > ${formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)}`
}

/** Lengths 0 … n − 1. */
export const lengthsBelow = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
