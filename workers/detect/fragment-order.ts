/**
 * Fragments that overtake each other. Only the fragment with offset 0 carries the ports and the
 * tunnel header (RFC 791 §3.2), so a datapath that forwards fragments without reassembling them
 * drops a tail that comes before its head: Cilium's eBPF does, with drop code 175.
 *
 * Says so only when tail-first datagrams fare worse than those in order. Known innocents:
 * kernels reassemble in any order; on a dead link everything goes unanswered, in order or not.
 */
import { MAX_PATHS } from '../limits/limits'
import type { Confidence, Severity } from '../model/finding'
import type { FragmentPathRecord } from '../model/records'
import { BoundedMap } from './bounded-map'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { FragmentOrderFacts, OrderVerdict } from './facts/fragment-order'
import { count, formatList } from './format'
import { append, greatest, least } from './grouping'
import { goodputCost } from './mtu'
import { fisher } from './statistics'
import { hostsKey, Places } from './way'
import { Witnesses } from './witnesses'
import { fragmentOrderMetrics, sayFragmentOrder } from './wording/fragment-order'
import { drawFragmentOrder } from './wording/fragment-order-figures'
import { drawManyPaths, manyPathsMetrics, sayManyPaths } from './wording/fragment-order-many'
import { tellFragments } from './wording/fragment-testimony'

const params = {
  minTailUnanswered: { value: 5, meaning: 'tail-first datagrams unanswered before it is a fault' },
  minTailShare: { value: 0.3, meaning: 'share of the judged tail-first datagrams unanswered' },
  minOthers: { value: 3, meaning: 'datagrams in order, or whole packets, to compare with' },
  maxChance: { value: 0.01, meaning: 'chance (Fisher, one-sided) up to which order is to blame' },
  minFrequent: {
    value: 10,
    meaning: 'tail-first datagrams of unknown fate that deserve a warning',
  },
  maxNotes: { value: 3, meaning: 'pairs of hosts, none of them at fault, that get a note each' },
  minFrequentShare: { value: 0.1, meaning: 'their share of all fragmented datagrams' },
} as const

type Limits = { readonly [K in keyof typeof params]: number }
type Whole = FragmentOrderFacts['whole']

export default defineDetector({
  id: 'fragment-order',
  version: 4,
  title: 'Fragments out of order',
  looksAt:
    'Fragmented IP datagrams: the order in which their fragments arrived, and whether the packets inside were answered.',
  params,

  start(limits, report) {
    const places = new Places()
    const paths = new BoundedMap<string, FragmentPathRecord[]>(MAX_PATHS)
    const whole = new BoundedMap<string, Whole>(MAX_PATHS)
    /** Frames from the first host to the second; of both directions of each pair, even where there are none. */
    const heard = new BoundedMap<string, { frames: number }>(2 * MAX_PATHS)
    let datagrams = 0

    let witnesses = new Witnesses()

    return {
      sidecars(record) {
        witnesses = new Witnesses(record)
      },

      capture: (record) => places.add(record),

      fragmentPath(record) {
        datagrams += record.datagrams
        paths.upsert(hostsKey(record.src, record.dst), () => [])?.push(record)
      },

      hostPair({ a, b, framesAb, framesBa }) {
        const add = (from: string, to: string, frames: number) => {
          const known = heard.upsert(hostsKey(from, to), () => ({ frames: 0 }))
          if (known) known.frames += frames
        }
        add(a, b, framesAb)
        add(b, a, framesBa)
      },

      echoPath({ tunnel, src, dst, sizes }) {
        const key = hostsKey(tunnel?.src ?? src, tunnel?.dst ?? dst)
        const tally = whole.upsert(key, () => ({ asked: 0, answered: 0 }))
        const smallest = sizes[0]
        if (!tally || !smallest) return
        tally.asked += smallest.requests
        tally.answered += smallest.answered
      },

      end() {
        const minor = new Map<OrderVerdict, FragmentOrderFacts[]>()
        for (const [hosts, seen] of paths.entries()) {
          const [first] = seen
          // Where nothing at all came back, the capture may hold one direction alone.
          const back = first && heard.get(hostsKey(first.dst, first.src))?.frames
          const facts = factsOf(seen, whole.get(hosts), limits, places, back === 0)
          if (!facts) continue
          if (gravityOf(facts, limits)[0] === 'note') append(minor, facts.verdict, facts)
          else report(reportOf(facts, limits, witnesses))
        }
        for (const all of minor.values()) {
          all.sort((a, b) => b.path.tailFirst - a.path.tailFirst)
          const [first] = all
          if (first && all.length > limits.maxNotes)
            report(reportMany(first, all, limits, witnesses))
          else for (const facts of all) report(reportOf(facts, limits, witnesses))
        }
      },

      uncounted: () => paths.turnedAway + whole.turnedAway + heard.turnedAway,
      silence: () =>
        datagrams === 0
          ? 'No fragmented datagrams.'
          : `${count(datagrams, 'fragmented datagram')}, none of them arrived tail first.`,
    }
  },
})

function factsOf(
  seen: readonly FragmentPathRecord[],
  unfragmented: Whole | undefined,
  limits: Limits,
  places: Places,
  oneWay: boolean,
): FragmentOrderFacts | null {
  const path = seen.reduce((most, next) => (next.tailFirst > most.tailFirst ? next : most))
  if (path.tailFirst === 0) return null
  const whole = unfragmented ?? { asked: 0, answered: 0 }
  const overhead = path.carries?.overhead ?? 0
  const pathMtu = path.largestFragment
  const safeInnerMtu = pathMtu - overhead
  const largestInner = Math.max(0, ...path.samples.map(({ inner }) => inner?.ipLength ?? 0))
  const address = path.samples.find(({ inner }) => inner)?.inner?.src ?? path.src
  const { verdict, chance } = oneWay ? UNKNOWN : judge(path, whole, limits)
  return {
    verdict,
    chance,
    path,
    whole,
    pathMtu,
    overhead,
    safeInnerMtu,
    largestInner,
    place: places.name(path.capture, path.tap),
    tapName: places.tapName(path.capture, path.tap),
    elsewhere: seen
      .filter((other) => other !== path && other.tailFirst < path.tailFirst / 2)
      .map(({ capture, tap, datagrams, tailFirst }) => ({
        place: places.name(capture, tap),
        datagrams,
        tailFirst,
      })),
    goodputCost: goodputCost(largestInner, Math.min(safeInnerMtu, largestInner), overhead, address),
    reorder: path.medianHeadLate,
  }
}

const UNKNOWN = { verdict: 'unknown', chance: 1 } as const

function judge(
  path: FragmentPathRecord,
  whole: Whole,
  limits: Limits,
): { verdict: OrderVerdict; chance: number } {
  const { tailFirstAnswered, tailFirstUnanswered, headFirstAnswered, headFirstUnanswered } = path
  const tails = tailFirstAnswered + tailFirstUnanswered
  if (tails === 0) return UNKNOWN
  const heads = headFirstAnswered + headFirstUnanswered
  const [good, bad] =
    heads >= limits.minOthers
      ? [headFirstAnswered, headFirstUnanswered]
      : [whole.answered, whole.asked - whole.answered]
  const many =
    tailFirstUnanswered >= limits.minTailUnanswered &&
    tailFirstUnanswered >= limits.minTailShare * tails
  if (good + bad < limits.minOthers) {
    if (tailFirstUnanswered === 0) return { verdict: 'harmless', chance: 1 }
    // All fragments passed this tap, and the receiver says that it could not join them.
    const reported = path.icmpReassemblyTimeouts >= limits.minOthers
    return { verdict: many && reported ? 'dropped' : 'unknown', chance: 1 }
  }
  const chance = fisher(tailFirstUnanswered, tailFirstAnswered, bad, good)
  if (many && chance <= limits.maxChance) return { verdict: 'dropped', chance }
  const alike = tailFirstUnanswered < limits.minTailShare * tails
  return { verdict: alike ? 'harmless' : 'unrelated', chance }
}

function gravityOf(facts: FragmentOrderFacts, limits: Limits): [Severity, Confidence] {
  const { verdict, chance, path } = facts
  if (verdict === 'dropped') {
    const compared = path.headFirstAnswered + path.headFirstUnanswered >= limits.minOthers
    const sure = compared && (chance < 1e-6 || path.icmpReassemblyTimeouts > 0)
    return ['critical', sure ? 'certain' : 'likely']
  }
  const frequent =
    path.tailFirst >= limits.minFrequent &&
    path.tailFirst >= limits.minFrequentShare * path.datagrams
  if (verdict === 'unknown' && frequent && path.carries) return ['warning', 'possible']
  return ['note', verdict === 'harmless' ? 'likely' : 'possible']
}

function reportOf(facts: FragmentOrderFacts, limits: Limits, witnesses: Witnesses): Report {
  const { path } = facts
  const [severity, confidence] = gravityOf(facts, limits)
  const evidence = evidenceOf(path)
  const tunnel = path.carries
  const ip = path.ipVersion === 6 ? 'ipv6' : 'ip'
  const fragment =
    path.ipVersion === 6 ? 'ipv6.fraghdr' : '(ip.flags.mf == 1 || ip.frag_offset > 0)'
  return {
    ...tellFragments(sayFragmentOrder(facts, limits), path, witnesses),
    key: hostsKey(path.src, path.dst),
    severity,
    confidence,
    metrics: fragmentOrderMetrics(facts),
    entities: {
      from: path.src,
      to: path.dst,
      ...(tunnel && {
        tunnel: `${tunnel.kind}:${String(tunnel.udpPort)}`,
        carried: carriedBy(path),
      }),
    },
    capture: path.capture,
    time: path.firstTime,
    until: path.lastTime,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${ip}.src == ${path.src} && ${ip}.dst == ${path.dst} && ${fragment}`,
    figures: drawFragmentOrder(facts),
  }
}

/** Hosts inside the tunnel whose packets were fragmented. */
function carriedBy({ samples }: FragmentPathRecord): string {
  const hosts = samples.flatMap(({ inner }) => (inner ? [inner.src, inner.dst] : []))
  return formatList([...new Set(hosts)], 20)
}

/** Many pairs of hosts of which none is at fault: the one with most tail-first datagrams stands for all. */
function reportMany(
  first: FragmentOrderFacts,
  all: readonly FragmentOrderFacts[],
  limits: Limits,
  witnesses: Witnesses,
): Report {
  const one = reportOf(first, limits, witnesses)
  const { claim, happened } = sayManyPaths(all)
  const names = (list: string[]) => formatList([...new Set(list)], 10)
  return {
    ...one,
    key: first.verdict,
    claim,
    happened: [happened, ...one.happened],
    entities: {
      from: names(all.map(({ path }) => path.src)),
      to: names(all.map(({ path }) => path.dst)),
    },
    metrics: manyPathsMetrics(all),
    time: least(all.map(({ path }) => path.firstTime)),
    until: greatest(all.map(({ path }) => path.lastTime)),
    filter: 'ip.flags.mf == 1 || ip.frag_offset > 0 || ipv6.fraghdr',
    figures: [drawManyPaths(all), ...one.figures],
  }
}

/** Tail-first datagrams first of all, then a few in order to compare with. */
function evidenceOf(path: FragmentPathRecord): EvidenceList {
  const evidence = new EvidenceList()
  const add = (frame: number, time: number, role: string) =>
    evidence.add(path.capture, frame, time, role)
  const inOrder = path.samples.filter(({ tailFirst, answered }) => !tailFirst && answered)
  for (const datagram of [
    ...path.samples.filter(({ tailFirst }) => tailFirst),
    ...inOrder.slice(0, 3),
  ]) {
    for (const fragment of datagram.fragments) {
      add(fragment.frame, fragment.time, fragment.offset === 0 ? 'head' : 'tail')
    }
    const head = datagram.fragments.find(({ offset }) => offset === 0)
    add(datagram.answerFrame, (head?.time ?? 0) + datagram.answerAfter, 'answer')
    add(datagram.icmpTimeoutFrame, datagram.icmpTimeoutTime, 'reassembly time exceeded')
  }
  evidence.countAtLeast(2 * path.tailFirst + path.icmpReassemblyTimeouts)
  return evidence
}
