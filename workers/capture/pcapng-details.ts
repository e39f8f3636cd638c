/** Options of pcapng interfaces and statistics for reading. draft-ietf-opsawg-pcapng §4.2, §4.6. */
import { MAX_DETAILS } from '../limits/limits'
import { formatAddress, formatIpv4 } from '../model/address'
import type { FileDetail } from '../model/capture'
import { instantAt, sinceEpoch } from '../model/instant'
import type { Options } from './pcapng-options'

type Reading = [what: string, octets: number, read: (option: Options) => string]

/** Octets −1: any number. */
const INTERFACE: Readonly<Record<number, Reading>> = {
  3: ['description', -1, (option) => option.text()],
  4: ['IPv4 address', 8, ipv4],
  5: ['IPv6 address', 17, ipv6],
  6: ['MAC address', 6, hexadecimal],
  7: ['EUI address', 8, hexadecimal],
  8: ['speed', 8, bitsPerSecond],
  11: ['capture filter', -1, captureFilter],
  12: ['operating system', -1, (option) => option.text()],
  13: ['frame check sequence', 1, (option) => `${option.u8()} octets`],
  15: ['hardware', -1, (option) => option.text()],
  16: ['speed of sending', 8, bitsPerSecond],
  17: ['speed of receiving', 8, bitsPerSecond],
}

/** What statistics count, by option. */
export const STATISTIC = { interfaceDropped: 5, systemDropped: 7 } as const

const STATISTICS: Readonly<Record<number, string>> = {
  4: 'packets received by the interface',
  5: 'packets dropped by the interface',
  6: 'packets accepted by the filter',
  7: 'packets dropped by the system',
  8: 'packets delivered to the program',
}

const TIMES: Readonly<Record<number, string>> = { 2: 'capture began', 3: 'capture ended' }

export function boundedDetails(details: readonly FileDetail[]): FileDetail[] {
  return details.slice(0, MAX_DETAILS)
}

/** Null: nothing worth reading, or of the wrong length. */
export function interfaceDetail(option: Options): FileDetail | null {
  const reading = INTERFACE[option.code]
  if (reading === undefined) return null
  const [what, octets, read] = reading
  return octets < 0 || octets === option.length ? { what, value: read(option) } : null
}

/** As `interfaceDetail`. `toNanos`: the interface's clock, ns since 1970. */
export function statisticsDetail(
  option: Options,
  toNanos: (high: number, low: number) => bigint,
): FileDetail | null {
  if (option.length !== 8) return null
  const counted = STATISTICS[option.code]
  if (counted !== undefined) return { what: counted, value: String(option.u64()) }
  const time = TIMES[option.code]
  return time === undefined ? null : { what: time, value: instant(toNanos(...option.halves())) }
}

/** UTC with nanoseconds. */
function instant(nanos: bigint): string {
  const at = instantAt(nanos)
  return at === null
    ? `${sinceEpoch(nanos)} since 1970`
    : `${at.day} ${at.clock}.${at.fraction} UTC`
}

function ipv4(option: Options): string {
  const { view, at } = option
  return `${formatIpv4(view.getUint32(at))} mask ${formatIpv4(view.getUint32(at + 4))}`
}

function ipv6({ view, at }: Options): string {
  const word = (index: number) => view.getUint32(at + 4 * index)
  return `${formatAddress(word(0), word(1), word(2), word(3))}/${view.getUint8(at + 16)}`
}

function hexadecimal({ view, at, length }: Options): string {
  const octet = (_: unknown, i: number) =>
    view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0')
  return Array.from({ length }, octet).join(':')
}

function bitsPerSecond(option: Options): string {
  return `${option.u64()} bit/s`
}

/** The first octet tells in which language; 0: as tcpdump takes it. */
function captureFilter(option: Options): string {
  if (option.length === 0) return ''
  return option.u8() === 0 ? option.text(1) : 'as a program of the Berkeley Packet Filter'
}
