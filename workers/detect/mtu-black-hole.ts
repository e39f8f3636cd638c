/**
 * MTU black hole: packets above some size vanish on the path, and the ICMP error that should tell
 * the sender (RFC 1191 §4, RFC 8201 §4) never comes. Seen as segments that are repeated without
 * end while smaller ones between the same hosts arrive, and as large pings without answer.
 *
 * Known innocents: random loss (sizes overlap), outages (small ones are lost as well), offloaded
 * super-packets, one-way captures, closed windows, paths that fragment, and a limit on one tunnel
 * port alone, which other packets of the same size between the same nodes disprove.
 */
import type { EchoPathRecord } from '../model/records'
import { type BlackHole, blackHoleFacts, gravityOf, joined } from './black-holes'
import { defineDetector } from './detector'
import { EchoSizes } from './echo-sizes'
import type { EchoBracket } from './facts/mtu-black-hole'
import { count, formatList } from './format'
import { least } from './grouping'
import { OneWayTaps } from './one-way'
import { PathSigns } from './path-signs'
import { reportBlackHole } from './report-black-hole'
import { SizeLoss, type WaySizes } from './size-loss'
import { hostsKey, Places, type Way, wayOf } from './way'

const params = {
  minTransmissions: { value: 3, meaning: 'transmissions of a segment without acknowledgement' },
  minEchoes: {
    value: 3,
    meaning: 'large pings unanswered, and small ones answered, for a bracket',
  },
  minOctets: { value: 576, meaning: 'smallest packet that an MTU is blamed for (RFC 791 §3.1)' },
} as const

/** Why a direction with lost segments is not called a black hole. */
type Innocence = 'overlap' | 'told' | 'tunnel only' | 'fragmented' | 'reset' | 'one-way'

const INNOCENCE: Record<Innocence, string> = {
  overlap: 'packets as large were delivered',
  told: 'ICMP told the sender that they were too big',
  'tunnel only': 'packets as large pass between the same nodes outside of the tunnel',
  fragmented: 'the path fragments',
  reset: 'the connection was reset and nothing shows that smaller packets passed meanwhile',
  'one-way': 'the capture shows only one direction',
}

export default defineDetector({
  id: 'mtu-black-hole',
  version: 2,
  title: 'MTU black hole',
  looksAt:
    'Sizes of segments that were repeated without acknowledgement and of pings without answer, against the sizes that arrived between the same hosts.',
  params,

  start(limits, report) {
    const { minTransmissions, minEchoes, minOctets } = limits
    const places = new Places()
    const losses = new SizeLoss(minTransmissions, minOctets)
    const echoes = new EchoSizes()
    const signs = new PathSigns()
    const oneWay = new OneWayTaps()
    const innocent = new Map<Innocence, number>()
    const acquit = (why: Innocence, segments: number) =>
      innocent.set(why, (innocent.get(why) ?? 0) + segments)
    let conns = 0
    let suspicious = 0

    function innocenceOf(sizes: WaySizes): Innocence | null {
      const { way, lost } = sizes
      if (oneWay.isBlind(sizes.capture, sizes.tap)) return 'one-way'
      if (signs.toldMtu(way) >= 0) return 'told'
      const above = lost.filter(({ inner }) => inner > sizes.delivered)
      if (2 * above.length < lost.length || above.length === 0) return 'overlap'
      if (signs.isFragmented(way, [TCP])) return 'fragmented'
      const smallestOuter = least(above.map(({ outer }) => outer))
      if (outsideTunnel(losses, way) >= smallestOuter) return 'tunnel only'
      return null
    }

    /** The pings of a path that show a bracket, unless something else explains it. */
    function bracketOf(record: EchoPathRecord): { way: Way; bracket: EchoBracket } | null {
      const bracket = echoes.bracket(record, minEchoes, minOctets, places)
      if (!bracket || oneWay.isBlind(record.capture, record.tap)) return null
      const forth = wayOf(record.src, record.dst, record.tunnel)
      const back = wayOf(record.src, record.dst, record.tunnel, true)
      const explained = [forth, back].some(
        (way) =>
          signs.toldMtu(way) >= 0 ||
          signs.isFragmented(way, ECHO_PROTOCOLS) ||
          outsideTunnel(losses, way) >= bracket.lostOuter,
      )
      return explained ? null : { way: bracket.onWayBack ? back : forth, bracket }
    }

    return {
      capture: (record) => places.add(record),
      conn(record) {
        conns++
        oneWay.conn(record)
        losses.conn(record)
      },
      echoPath(record) {
        oneWay.echoPath(record)
        echoes.add(record)
        signs.echoPath(record)
        // An answer proves that the request arrived; whether it arrived itself, the tap cannot say.
        for (const { ipLength, outerLength, answered } of record.sizes) {
          if (answered > 0) losses.arrived(record, record.src, record.dst, ipLength, outerLength)
        }
      },
      fragmentPath: (record) => signs.fragmentPath(record),
      icmpError: (record) => signs.icmpError(record),
      hostPair: (record) => signs.hostPair(record),

      end() {
        const holes = new Map<string, BlackHole>()
        const holeOf = (way: Way): BlackHole => {
          const { tunnel, from, to } = way
          const key = tunnel
            ? `${tunnel.kind} ${String(tunnel.udpPort)} ${hostsKey(tunnel.src, tunnel.dst)}`
            : hostsKey(from, to)
          const hole = holes.get(key) ?? { key, way, sizes: [], echo: null }
          holes.set(key, hole)
          return hole
        }
        for (const sizes of losses.ways.values()) {
          if (sizes.segments === 0) continue
          suspicious += sizes.segments
          const why = innocenceOf(sizes)
          if (why) acquit(why, sizes.segments)
          else holeOf(sizes.way).sizes.push(sizes)
        }
        for (const record of echoes.paths) {
          const found = bracketOf(record)
          if (!found) continue
          const { way, bracket } = found
          const opposite = wayOf(way.from, way.to, way.tunnel, true)
          // Unless the lost leg is known, the direction whose segments are lost as well is meant.
          const hole =
            !bracket.onWayBack && holeOf(opposite).sizes.length > 0 ? holeOf(opposite) : holeOf(way)
          hole.echo ??= bracket
        }
        for (const hole of joined([...holes.values()])) {
          if (hole.sizes.length === 0 && !hole.echo) continue
          const facts = blackHoleFacts(hole, { places, signs, losses })
          const gravity = facts && gravityOf(facts)
          if (gravity) report(reportBlackHole(hole.key, facts, gravity, limits))
          else acquit(facts ? 'reset' : 'overlap', facts?.segments ?? 0)
        }
      },

      uncounted: () => losses.ways.turnedAway,
      silence() {
        if (suspicious === 0) {
          return `${count(conns, 'connection')}; no large segment was repeated ${String(minTransmissions)} times without acknowledgement.`
        }
        const why = [...innocent].map(
          ([reason, segments]) => `${INNOCENCE[reason]} (${count(segments, 'segment')})`,
        )
        return `${count(suspicious, 'segment')} of ${count(conns, 'connection')} went unacknowledged, but ${formatList(why, 6)}.`
      },
    }
  },
})

const TCP = 6
const ECHO_PROTOCOLS = [1, 58] // ICMP, ICMPv6

/** Largest packet delivered between the tunnel's own ends without the tunnel; 0: none. */
const outsideTunnel = (losses: SizeLoss, { tunnel }: Way): number =>
  tunnel ? losses.largestPlain(tunnel.src, tunnel.dst) : 0
