/** A TCP connection whose segments carry octets that a test writes out. */
import { ethernet } from '../../workers/forge/ethernet'
import type { Bytes } from '../../workers/forge/fields'
import { ipv4 } from '../../workers/forge/ipv4'
import { tcp } from '../../workers/forge/transport'
import { captureOf } from './analyse'

export interface Part {
  from?: 'client' | 'server'
  flags?: string
  /** Position in the stream; 1 is the first octet. */
  seq: number
  octets?: Uint8Array
  /** Octets of the payload that were captured; default: all. */
  captured?: number
}

const CLIENT = { src: '10.0.0.1', dst: '10.0.0.2', srcPort: 40_000, dstPort: 443 }
const SERVER = { src: '10.0.0.2', dst: '10.0.0.1', srcPort: 443, dstPort: 40_000 }
const FAR = 100_000 // acknowledges nothing that matters

/** A round trip of a second, so that whatever comes again soon is out of order, not sent again. */
export function partsCapture(serverPort: number, parts: readonly Part[]): Bytes {
  const all: Part[] = [
    { flags: 'S', seq: 0 },
    { from: 'server', flags: 'SA', seq: 0 },
    { flags: 'A', seq: 1 },
    ...parts,
  ]
  return captureOf(
    all.map((part, index) => {
      const { from = 'client', flags = 'PA', seq, octets = new Uint8Array(0) } = part
      const ends = from === 'client' ? CLIENT : SERVER
      const ports =
        from === 'client'
          ? { srcPort: ends.srcPort, dstPort: serverPort }
          : { srcPort: serverPort, dstPort: ends.dstPort }
      const numbers = { seq: 1000 + seq, ack: flags === 'S' ? 0 : 1001, flags, window: FAR / 2 }
      const segment = tcp({ ...ends, ...ports, ...numbers }, octets)
      const time = index < 3 ? index * 5e8 : 1e9 + index * 1e6
      const frame = ethernet({}, ipv4({ ...ends, proto: 6, id: index + 1 }, segment))
      const cut = octets.length - (part.captured ?? octets.length)
      return { time, octets: frame.slice(0, frame.length - cut), origLen: frame.length }
    }),
  )
}
