import { describe, expect, it } from 'vitest'
import { FiveTuples } from '../../../workers/flow/five-tuple'
import { Hosts } from '../../../workers/flow/hosts'
import { Sightings } from '../../../workers/flow/journey/sightings'
import { TunnelTable } from '../../../workers/flow/tunnel-table'
import {
  newPacketRows,
  PRINT_CHECK,
  SEQ,
  SHAPE,
  TCP_FLAGS,
  TCP_ROW,
} from '../../../workers/wire/packet-rows'
import { SYN } from '../../../workers/wire/tcp'

/** The same SYN in two conversations, `gap` nanoseconds apart: are sightings kept from then on? */
function watched(gap: number): boolean {
  const hosts = new Hosts()
  const tuples = () => new FiveTuples(hosts)
  const sightings = new Sightings(tuples(), tuples(), new TunnelTable(hosts), false)
  const rows = newPacketRows(1)
  rows.words[SHAPE] = TCP_ROW
  rows.words[TCP_FLAGS] = SYN
  rows.words[SEQ] = 3_289_665_217
  rows.words[PRINT_CHECK] = 988_681_088
  rows.time[0] = 5e9
  sightings.add(rows, 0, 1, 0)
  rows.time[0] = 5e9 + gap
  sightings.add(rows, 0, 2, 0)
  return sightings.active
}

describe('a SYN that comes again under other addresses', () => {
  it.each([
    ['at once', 40_000, true],
    ['a second later', 1e9, true],
    ['more than a second later: a capture that was played again', 1e9 + 1, false],
  ])('is watched when it comes %s', (_, gap, kept) => {
    expect(watched(gap)).toBe(kept)
  })
})
