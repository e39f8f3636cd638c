/** What of the Packets screen stands in the address: capture, filter, frame, stretch of time. */
import type { PacketQuery } from '../../../workers/api/packets'
import type { Spine } from '../../../workers/model/run'
import { text } from '../../text'
import { formatClock } from '../../text/format'
import type { Query } from '../../state/selection.svelte'

/** `part` is the number of the capture, from 1. */
export function captureOf(part: string, captures: number): number {
  const capture = (Number.parseInt(part, 10) || 1) - 1
  return capture >= 0 && capture < captures ? capture : 0
}

/** 0: none is chosen. */
export function frameOf(query: Query): number {
  return Math.max(0, Number.parseInt(query['frame'] ?? '', 10) || 0)
}

/** As the address says it. */
export const frameWord = (frame: number): string => (frame === 0 ? '' : String(frame))

/** `from` and `to` are nanoseconds of the case. */
export function packetQuery(query: Query, capture: number, spine: Spine): PacketQuery {
  const start = spine.captureStart[capture] ?? 0
  const time = (name: 'from' | 'to') => {
    const value = Number.parseFloat(query[name] ?? '')
    return Number.isFinite(value) ? value - start : null
  }
  const asked = { capture, filter: query['filter'] ?? '', from: time('from'), to: time('to') }
  const selected = frameOf(query)
  return selected === 0 ? asked : { ...asked, selected }
}

/** The stretch of time in words; empty: all of it. */
export function timeWords({ from = '', to = '' }: Query, spine: Spine): string {
  if (from === '' || to === '') return ''
  const [begin, end] = [Number.parseFloat(from), Number.parseFloat(to)]
  const digits = end - begin < 10e6 ? 6 : 3
  const clock = (at: number) => formatClock(spine.startNs, at, digits)
  return text.filterWords.time(clock(begin), clock(end))
}
