/**
 * The journeys of packets through a case: which places saw the same packet, in what order, where it
 * was seen last. The records that come of it stand behind those of all captures.
 */
import type { RecordHandlers } from '../model/records'
import { findWays } from './journey/chains'
import { Clocks } from './journey/clocks'
import { Kinship } from './journey/kinship'
import { Legs, type Sighted } from './journey/legs'
import { Meetings } from './journey/meetings'
import { natPairs } from './journey/nat-pairs'
import { Passages } from './journey/passages'

export type { Sighted } from './journey/legs'

export function replayJourneys(sources: readonly Sighted[], handlers: RecordHandlers): void {
  const sighted = sources.filter(({ sightings }) => sightings.size > 0)
  if (sighted.length === 0) return
  const legs = new Legs(sighted)
  const meetings = new Meetings(legs)
  const kinship = new Kinship(legs, meetings)
  const clocks = new Clocks(sighted, legs, meetings, kinship)
  for (const record of clocks.records) handlers.clock?.(record)
  for (const record of natPairs(legs, kinship, clocks)) handlers.natPair?.(record)
  if (handlers.passage === undefined) return
  const passages = new Passages(sighted, legs, meetings, kinship, clocks)
  for (const way of findWays(legs, meetings, kinship, clocks)) {
    for (const record of passages.of(way)) handlers.passage(record)
  }
}
