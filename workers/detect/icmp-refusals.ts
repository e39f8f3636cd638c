/** ICMP errors that refuse a connection attempt: which they are, and which attempts they quote. */
import { MAX_ICMP_ERRORS } from '../limits/limits'
import type { IcmpErrorRecord } from '../model/records'

/** Destination unreachable, RFC 792 and RFC 1812 §5.2.7.1; code 4 is about sizes. */
const V4: Readonly<Record<number, string>> = {
  0: 'network unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  3: 'port unreachable',
  6: 'destination network unknown',
  7: 'destination host unknown',
  9: 'network administratively prohibited',
  10: 'host administratively prohibited',
  11: 'network unreachable for this type of service',
  12: 'host unreachable for this type of service',
  13: 'communication administratively prohibited',
}

/** RFC 4443 §3.1. */
const V6: Readonly<Record<number, string>> = {
  0: 'no route to destination',
  1: 'communication administratively prohibited',
  2: 'beyond scope of source address',
  3: 'address unreachable',
  4: 'port unreachable',
  5: 'source address failed ingress or egress policy',
  6: 'reject route to destination',
}

/** `ICMP port unreachable`; empty: no refusal of a connection attempt. */
export function refusalOf({ ipVersion, type, code, quoted }: IcmpErrorRecord): string {
  if (quoted?.proto !== 6) return ''
  const known = ipVersion === 4 ? (type === 3 ? V4[code] : '') : type === 1 ? V6[code] : ''
  return known ? `${ipVersion === 4 ? 'ICMP' : 'ICMPv6'} ${known}` : ''
}

export interface Quoted {
  src: string
  srcPort: number
  dst: string
  dstPort: number
}

/** Refusals by the attempt that they quote. */
export class IcmpRefusals {
  private readonly byAttempt = new Map<string, IcmpErrorRecord[]>()
  private kept = 0

  add(error: IcmpErrorRecord): void {
    const { quoted } = error
    if (!quoted || refusalOf(error) === '' || this.kept >= MAX_ICMP_ERRORS) return
    this.kept++
    const key = keyOf(quoted)
    const known = this.byAttempt.get(key)
    if (known) known.push(error)
    else this.byAttempt.set(key, [error])
  }

  get size(): number {
    return this.kept
  }

  /** The first one about the attempt that was seen at the same capture from `since` on. */
  of(attempt: Quoted, capture: number, since: number): IcmpErrorRecord | undefined {
    return this.byAttempt
      .get(keyOf(attempt))
      ?.find((error) => error.capture === capture && error.time >= since)
  }
}

const keyOf = ({ src, srcPort, dst, dstPort }: Quoted): string =>
  `${src} ${String(srcPort)} ${dst} ${String(dstPort)}`
