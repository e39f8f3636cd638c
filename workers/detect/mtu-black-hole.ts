/**
 * MTU black hole: packets above some size vanish on the path, and the ICMP error that should tell
 * the sender (RFC 1191 §4, RFC 8201 §4) never comes. Seen as segments that are repeated without
 * end while smaller ones between the same hosts arrive, and as large pings without answer. A tap
 * behind the loss, as at the receiver, never sees such segments: it sees holes with room for full
 * ones, which nobody fills but with smaller ones.
 *
 * Known innocents: random loss (sizes overlap), outages (small ones are lost as well), offloaded
 * super-packets, one-way captures, closed windows, paths that fragment, and a limit on one tunnel
 * port alone (`tunnel-size-drop`), which other packets of that size between the same nodes show. Of
 * holes: what the capture lost (the receiver acknowledges it), what is filled soon or in the same size,
 * a sender that nobody hears any more, and a capture that begins behind the SYN. Where the receiver's
 * card joins segments to super-packets (GRO), a sender that went on with smaller ones is not seen to.
 */
import { blackHoleFacts, gravityOf } from './black-holes'
import { defineDetector } from './detector'
import { MIN_HOLE_SECONDS } from './hole-evidence'
import { HoleSearch } from './hole-search'
import { reportBlackHole } from './report-black-hole'
import { Witnesses } from './witnesses'

const params = {
  minTransmissions: { value: 3, meaning: 'transmissions of a segment without acknowledgement' },
  minEchoes: {
    value: 3,
    meaning: 'large pings unanswered, and small ones answered, for a bracket',
  },
  minOctets: { value: 576, meaning: 'smallest packet that an MTU is blamed for (RFC 791 §3.1)' },
  minHoleSeconds: MIN_HOLE_SECONDS,
} as const

export default defineDetector({
  id: 'mtu-black-hole',
  version: 7,
  title: 'MTU black hole',
  looksAt:
    'Sizes of segments that were repeated without acknowledgement, of full segments that a tap behind the loss misses, and of pings without answer, against the sizes that arrived between the same hosts.',
  params,

  start(limits, report, shared) {
    const search = new HoleSearch(limits, shared)
    let witnesses = new Witnesses()
    return {
      ...search.handlers,
      sidecars(record) {
        witnesses = new Witnesses(record)
      },
      end() {
        for (const hole of search.search().path) {
          const facts = blackHoleFacts(hole, search.context)
          const gravity = facts && gravityOf(facts)
          if (gravity) report(reportBlackHole(hole.key, facts, gravity, limits, witnesses))
          else search.acquit(facts ? 'reset' : 'overlap', facts?.segments ?? 0)
        }
      },
      uncounted: () => search.uncounted,
      silence: () => search.silence(),
    }
  },
})
