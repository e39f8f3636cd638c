/**
 * A limit on the tunnel alone: its datagrams above some size are lost, while other packets of that
 * size pass between the same two nodes. So it is not the MTU: something on the way treats the
 * tunnel's port as its own, such as a hypervisor whose overlay uses the same one.
 *
 * Known innocents: those of `mtu-black-hole`; without other traffic as large between the nodes, the
 * MTU cannot be told from the port, and that detector speaks.
 */
import { blackHoleFacts, gravityOf } from './black-holes'
import { defineDetector } from './detector'
import type { TunnelDropFacts } from './facts/tunnel-size-drop'
import { MIN_HOLE_SECONDS } from './hole-evidence'
import { HoleSearch } from './hole-search'
import { reportTunnelDrop } from './report-tunnel-drop'

const params = {
  minTransmissions: { value: 3, meaning: 'transmissions of a segment without acknowledgement' },
  minEchoes: {
    value: 3,
    meaning: 'large pings unanswered, and small ones answered, for a bracket',
  },
  minOctets: { value: 576, meaning: 'smallest inner packet that a limit is blamed for' },
  minHoleSeconds: MIN_HOLE_SECONDS,
} as const

export default defineDetector({
  id: 'tunnel-size-drop',
  version: 3,
  title: 'Large packets lost in the tunnel alone',
  looksAt:
    'Sizes of segments and pings that are lost inside a tunnel, against the sizes of other packets that pass between its ends.',
  params,

  start(limits, report, shared) {
    const search = new HoleSearch(limits, shared)

    function dropFacts(hole: Parameters<typeof blackHoleFacts>[0]): TunnelDropFacts | null {
      const { tunnel } = hole.way
      const facts = blackHoleFacts(hole, search.context)
      const other = facts && search.otherTraffic(hole, facts.smallestLostOuter)
      return facts && tunnel && other ? { hole: facts, tunnel, other } : null
    }

    return {
      ...search.handlers,
      end() {
        for (const hole of search.search().tunnel) {
          const facts = dropFacts(hole)
          const gravity = facts && gravityOf(facts.hole)
          if (!gravity) continue
          const [severity, confidence] = gravity
          const sure = confidence === 'certain' && facts.other.offloaded ? 'likely' : confidence
          report(reportTunnelDrop(hole.key, facts, [severity, sure], limits))
        }
      },
      uncounted: () => search.uncounted,
      silence: () => search.silence(),
    }
  },
})
