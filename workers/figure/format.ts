/** Numbers as people read them. Never by locale: the same figure everywhere, octet for octet. */
import { formatLongSpan, grouped } from '../model/elapsed'
import type { Nanos } from '../model/units'

const MICROSECOND = 1e3
const MILLISECOND = 1e6
const SECOND = 1e9
const MINUTE = 60 * SECOND

/** `12,340`, `0.98`, `97.7`: grouped, and no more decimals than three digits of meaning need. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const text = Number.isInteger(value) ? String(Math.abs(value)) : significant(Math.abs(value))
  const [whole = '', decimals] = text.split('.')
  const sign = value < 0 ? '−' : ''
  return sign + grouped(whole) + (decimals === undefined ? '' : `.${decimals}`)
}

/** `1 packet`, `2 packets`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`
}

/** `90 %`; one decimal below ten, `< 0.1 %` for what would be nought and is not. */
export function formatShare(part: number, whole: number): string {
  const percent = (part / whole) * 100
  if (percent > 0 && percent < 0.1) return '< 0.1 %'
  return `${percent < 10 && percent > 0 ? trimmed(percent.toFixed(1)) : percent.toFixed(0)} %`
}

/** Three digits of meaning: `27.0 µs`, `31.2 ms`, `30.0 s`; from two minutes on `5 min 3 s`. */
export function formatDuration(nanos: Nanos): string {
  if (nanos < 0) return `−${formatDuration(-nanos)}`
  const value = Number(nanos.toPrecision(3))
  if (value === 0) return '0 s'
  if (value < MICROSECOND) return `${String(value)} ns`
  if (value < MILLISECOND) return `${significant(value / MICROSECOND)} µs`
  if (value < SECOND) return `${significant(value / MILLISECOND)} ms`
  if (nanos < 2 * MINUTE) return `${significant(nanos / SECOND)} s`
  return formatLongSpan(nanos)
}

/** A duration on a scale: `30 s` rather than `30.0 s`. */
export function formatTick(nanos: Nanos): string {
  return formatDuration(nanos).replace(/\d+\.\d+/, trimmed)
}

function significant(value: number): string {
  if (value >= 100) return value.toFixed(0)
  if (value >= 10) return value.toFixed(1)
  if (value >= 1) return value.toFixed(2)
  return String(Number(value.toPrecision(2)))
}

function trimmed(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
