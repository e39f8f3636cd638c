/** Numbers, times and names as the findings write them. Same text in every locale. */
import { formatLongSpan, grouped } from '../model/elapsed'
import { ownTapName } from '../model/tap-name'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'

/** From here on seconds alone are hard to read. */
const LONG = 120 * NANOS_PER_SECOND

/** `1755`, `12,345`; up to one decimal where there is one. */
export function formatNumber(value: number): string {
  const [whole = '', decimals = ''] = String(Math.round(value * 10) / 10).split('.')
  return decimals ? `${grouped(whole)}.${decimals}` : grouped(whole)
}

/** `1 datagram`, `52 datagrams`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`
}

/** What a detector that stayed silent looked at, and what it says of that; nothing of what there was none of. */
export function lookedAt(value: number, one: string, says: () => string, many = `${one}s`): string {
  return value === 0 ? `No ${many}.` : `${count(value, one, many)}${says()}`
}

/** `1 octet`, `1460 octets`, `12,345 octets`. */
export const octets = (value: number): string => count(value, 'octet')

/** `188 µs`, `1.7 ms`, `520 ms`, `1.03 s`, `27.8 s`, `12 min 5 s`, `58 d 17 h`. */
export function formatDuration(time: Nanos): string {
  if (time < NANOS_PER_MS) return `${formatNumber(Math.round(time / 1000))} µs`
  if (time >= LONG) return formatLongSpan(time)
  const [value, unit] =
    time < NANOS_PER_SECOND ? [time / NANOS_PER_MS, 'ms'] : [time / NANOS_PER_SECOND, 's']
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0
  return `${String(Number(value.toFixed(digits)))} ${unit}`
}

/** A share of 1 as `87 %`, `3.2 %`, `0.05 %`. */
export function formatShare(share: number): string {
  return formatPercent(share * 100)
}

export function formatPercent(percent: number): string {
  const digits = percent >= 10 || percent === 0 ? 0 : percent >= 1 ? 1 : 2
  return `${String(Number(percent.toFixed(digits)))} %`
}

/** `a, b and c`; beyond `max`: `a, b and 5 more`. */
export function formatList(items: readonly string[], max = 4): string {
  const shown = items.length > max ? items.slice(0, max - 1) : items
  const rest = items.length - shown.length
  const parts = rest > 0 ? [...shown, `${formatNumber(rest)} more`] : shown
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${String(parts.at(-1))}`
}

/**
 * An interface name from a file, fit for a shell command: hostile ones become `eth0`, one that is known
 * by its ifindex alone `any`.
 */
export function interfaceWord(name: string): string {
  const own = ownTapName(name)
  if (own === '' && own !== name) return 'any'
  return /^[\w][\w.@-]{0,14}$/.test(own) ? own : 'eth0'
}

/** Two decimals, for metrics. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
