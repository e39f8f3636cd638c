/** The time of a packet in Wireshark's formats: relative, delta, absolute. */
import type { CaptureFacts } from '../../../workers/model/capture'
import { formatElapsed } from '../../../workers/model/elapsed'
import { instantAt } from '../../../workers/model/instant'
import type { PacketRow } from '../../../workers/model/packet-row'

export const TIME_FORMATS = [
  'relative',
  'delta',
  'deltaShown',
  'utc',
  'utcDate',
  'local',
  'localDate',
] as const

export type TimeFormat = (typeof TIME_FORMATS)[number]

export const isTimeFormat = (name: string): name is TimeFormat =>
  TIME_FORMATS.some((known) => known === name)

/** Digits of the second that the file keeps: 6, or 9 when it keeps nanoseconds. */
export function digitsOf({ header, interfaces }: CaptureFacts): number {
  const fine = interfaces.some(({ tsresol }) => (tsresol & 0x80) === 0 && tsresol > 6)
  return header.nanosecond || fine ? 9 : 6
}

type Times = Pick<PacketRow, 'time' | 'delta' | 'deltaShown'>

/** `startNs`: absolute time of the first frame, ns since 1970. Empty: there is no frame before. */
export function formatPacketTime(
  { time, delta, deltaShown }: Times,
  format: TimeFormat,
  startNs: string,
  digits: number,
): string {
  switch (format) {
    case 'relative':
      return formatElapsed(time, digits)
    case 'delta':
      return formatDelta(delta, digits)
    case 'deltaShown':
      return formatDelta(deltaShown, digits)
    default:
      return formatAbsolute(startNs, time, format, digits)
  }
}

function formatDelta(delta: number | null, digits: number): string {
  return formatElapsed(delta ?? 0, digits)
}

function formatAbsolute(
  startNs: string,
  time: number,
  format: 'utc' | 'utcDate' | 'local' | 'localDate',
  digits: number,
): string {
  const at = instantAt(BigInt(startNs === '' ? '0' : startNs) + BigInt(Math.round(time)))
  if (at === null) return ''
  const local = format === 'local' || format === 'localDate'
  const [day, clock] = local ? localParts(at.date) : [at.day, at.clock]
  const whole = `${clock}.${at.fraction.slice(0, digits)}`
  return format === 'utcDate' || format === 'localDate' ? `${day} ${whole}` : whole
}

function localParts(date: Date): readonly [string, string] {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return [day, [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')]
}
