/** Numbers, sizes and times as the page writes them: SI units, commas from five digits on, UTC. */
import { formatElapsed, formatLongSpan, grouped } from '../../workers/model/elapsed'
import { instantAt, sinceEpoch } from '../../workers/model/instant'

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3, useGrouping: false })
const SCALES = [
  { from: 1e12, suffix: 'T' },
  { from: 1e9, suffix: 'G' },
  { from: 1e6, suffix: 'M' },
  { from: 1e3, suffix: 'k' },
] as const

/** `1284`, `12,840`: see `grouped`. */
export function formatCount(value: number): string {
  const [whole = '', decimals] = COUNT.format(value).split('.')
  return grouped(whole) + (decimals === undefined ? '' : `.${decimals}`)
}

/** Three significant digits: `2.41 M`; below 10,000 every digit. */
export function formatLarge(value: number): string {
  return value < 10_000 ? formatCount(Math.round(value)) : scaled(value).trimEnd()
}

/** Octets with a decimal prefix: `1.71 GB`. */
export function formatOctets(octets: number): string {
  return octets < 1000 ? `${octets} B` : `${scaled(octets)}B`
}

function scaled(value: number): string {
  for (const { from, suffix } of SCALES) {
    if (value >= from * 0.9995) return `${Number((value / from).toPrecision(3))} ${suffix}`
  }
  return `${Number(value.toPrecision(3))} `
}

/** A span of time with the unit that fits: `27 µs`, `520 ms`, `2.3 s`, `12 min 5 s`, `58 d 17 h`. */
export function formatSpan(nanos: number): string {
  if (nanos < 1e3) return `${Math.round(nanos)} ns`
  if (nanos < 1e6) return `${Number((nanos / 1e3).toPrecision(3))} µs`
  if (nanos < 1e9) return `${Number((nanos / 1e6).toPrecision(3))} ms`
  if (nanos < 120e9) return `${Number((nanos / 1e9).toPrecision(3))} s`
  return formatLongSpan(nanos)
}

/** How long something took; the page's clock goes by fractions of a millisecond at best. */
export function formatTook(ms: number): string {
  return ms < 1 ? '< 1 ms' : formatSpan(ms * 1e6)
}

/** Time since the first frame, to the microsecond; a dash for a time that is not known. */
export function formatRelative(nanos: number): string {
  return nanos < 0 ? '–' : formatElapsed(nanos)
}

/** Time of day in UTC: `10:50:37.118`; `digits` of the second, 0 to 9; −1: the day before it. */
export function formatClock(startNs: string, offsetNs: number, digits: number): string {
  const ns = BigInt(startNs === '' ? '0' : startNs) + BigInt(Math.round(offsetNs))
  const at = instantAt(ns)
  if (at === null) return sinceEpoch(ns)
  if (digits < 0) return `${at.day} ${at.clock.slice(0, 5)}`
  return digits === 0 ? at.clock : `${at.clock}.${at.fraction.slice(0, digits)}`
}

/** Day and time of day in UTC: `2024-05-06 10:50:37.118`. */
export function formatDayClock(startNs: string, offsetNs: number, digits: number): string {
  const at = instantAt(BigInt(startNs === '' ? '0' : startNs) + BigInt(Math.round(offsetNs)))
  const clock = formatClock(startNs, offsetNs, digits)
  return at === null ? clock : `${at.day} ${clock}`
}

/** `2024-05-06 10:50:37.118204 UTC` */
export function formatMoment(ns: string): string {
  const nanos = BigInt(ns === '' ? '0' : ns)
  const at = instantAt(nanos)
  if (at === null) return sinceEpoch(nanos)
  return `${at.day} ${at.clock}.${at.fraction.slice(0, 6)} UTC`
}

/** When a case was made, in the reader's own time. */
export function formatDate(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(ms)
}

/** A share of 1: `96.8 %`, `0.35 %`; what there is of never shows as none: `< 0.01 %`. */
export function formatPart(share: number): string {
  const percent = 100 * share
  if (percent > 0 && percent < 0.01) return '< 0.01 %'
  return `${percent.toFixed(percent > 0 && percent < 1 ? 2 : 1)} %`
}

const MEASURE = /(\d[\d.,]* (?:ns|µs|ms|s|min|h|d|%|k?B|MB|GB|octets?|packets?)(?![\p{L}\d]))/u

/** The sentence in parts: every other one, from the second on, is a number with its unit. */
export const aroundMeasures = (sentence: string): string[] => sentence.split(MEASURE)

/** `1 packet`, `1234 packets`. */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
