/** Messages whose lengths agree or do not, and what is said of them. */
import { ethernet } from '../../../../workers/forge/ethernet'
import { hex, type Bytes } from '../../../../workers/forge/fields'
import { ipv4 } from '../../../../workers/forge/ipv4'
import { ipv6 } from '../../../../workers/forge/ipv6'
import { dissect } from '../dissect-frame'

export interface Message {
  readonly name: string
  readonly frame: Uint8Array
  /** The field that breaks the rules, or what the fault says; empty: none. */
  readonly broken: string
}

type Row = readonly [name: string, octets: string, broken: string]

/** `octets` in hex, in the frame that `around` builds. */
export const messages = (around: (octets: Bytes) => Uint8Array, rows: readonly Row[]): Message[] =>
  rows.map(([name, octets, broken]) => ({ name, frame: around(hex(octets)), broken }))

export const overIpv4 = (proto: number) => (payload: Uint8Array) =>
  ethernet({}, ipv4({ src: '192.0.2.1', dst: '192.0.2.2', proto }, payload))

export const overIpv6 = (proto: number) => (payload: Uint8Array) =>
  ethernet({ type: 0x86dd }, ipv6({ src: 'fe80::1', dst: 'ff02::1', proto }, payload))

export const overEthernet = (type: number) => (payload: Uint8Array) => ethernet({ type }, payload)

/** What is said of the frame, or of as much of it as the snaplen left. */
export function verdictOn(frame: Uint8Array, captured = frame.length): string {
  const packet = dissect(frame.slice(0, captured), { origLen: frame.length })
  return packet.badLength || (packet.fault?.kind === 'malformed' ? packet.fault.what : '')
}
