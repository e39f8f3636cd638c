/** The ways of the topology as a table to be saved: counts as counts, and what is not known empty. */
import type { TopologyWay } from '../../../workers/model/topology'
import { text } from '../../text'
import type { Table } from '../../ui/table-text'

/** One direction of an edge. */
export interface WayRow {
  from: string
  to: string
  /** Empty: none. */
  tunnel: string
  way: TopologyWay
  /** Nanoseconds; below 0: not known. */
  rtt: number
}

export function waysTable(rows: readonly WayRow[]): Table {
  const { from, to, tunnel, packets, delivered, smallestLost, saved } = text.topology
  return {
    columns: [
      ...[from, to, tunnel, packets],
      ...[saved.lost, saved.segments, saved.repeated, saved.rttMs, delivered, smallestLost],
      ...[saved.pings, saved.unanswered],
    ],
    rows: rows.map(({ way, rtt, ...row }) => [
      ...[row.from, row.to, row.tunnel, way.packets],
      ...[known(way.lost), way.segments, way.repeated, rtt < 0 ? '' : rtt / 1e6],
      // Of tunnels it is known what was seen, not what arrived.
      ...[row.tunnel === '' ? way.largestDelivered || '' : '', way.smallestLost || ''],
      ...[way.pings?.sent ?? '', way.pings?.unanswered ?? ''],
    ]),
  }
}

const known = (count: number): number | '' => (count < 0 ? '' : count)
