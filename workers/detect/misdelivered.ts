/** From what tunnels carry to packets that go to a node where their destination does not live. */
import type { TunnelWayRecord } from '../model/records'
import type { MisdeliveryFacts, WrongSender } from './facts/tunnel-misdelivery'
import { append, sum } from './grouping'
import { isUnicast, nodeNetwork } from '../model/inner-address'
import type { Placement, Placements } from './placements'
import { type Home, overlaps, overlayOf, type TunnelWayLog } from './tunnel-way-log'
import { placeKey, type Places } from './way'

/** Targets whose own packets are shown. */
const SHOWN = 16

export interface Misdelivered {
  way: TunnelWayRecord
  /** Where the destination lives, as its own packets show. */
  right: string
  /** Empty: it was not heard itself; a side-car tells its node, or others of its network were heard. */
  homes: readonly Home[]
  /** A side-car tells that it lives there. */
  told: boolean
}

/** All that went astray: to addresses that were heard elsewhere, and to others of their networks. */
export function misdelivered(log: TunnelWayLog, placements: Placements): Misdelivered[] {
  const heard = log.ways.flatMap((way) => astray(way, log, placements) ?? [])
  if (heard.length === 0) return []
  const networks = new Map(heard.map(({ way, right }) => [networkKey(way), right]))
  for (const home of log.ways) {
    // A network of which an address lives at the wrong node does not belong to another.
    networks.delete(`${overlayOf(home.tunnel)} ${home.tunnel.src} ${nodeNetwork(home.src)}`)
  }
  const known = new Set(heard.map(({ way }) => way))
  const unheard = log.ways.flatMap((way): Misdelivered[] => {
    const right = networks.get(networkKey(way))
    if (right === undefined || known.has(way) || log.homes(way.tunnel, way.dst).length > 0)
      return []
    return isLost(way, right, log) ? [{ way, right, homes: [], told: false }] : []
  })
  const senders = new Set(heard.map(({ way }) => senderKey(way)))
  return [...heard, ...unheard.filter(({ way }) => senders.has(senderKey(way)))]
}

const networkKey = ({ tunnel, dst }: TunnelWayRecord): string =>
  `${overlayOf(tunnel)} ${tunnel.dst} ${nodeNetwork(dst)}`

const senderKey = (way: TunnelWayRecord): string => `${way.tunnel.src} ${networkKey(way)}`

/** null: delivered, answered, or nothing tells where the destination lives. */
function astray(
  way: TunnelWayRecord,
  log: TunnelWayLog,
  placements: Placements,
): Misdelivered | null {
  const { tunnel, dst } = way
  const seen = log.homes(tunnel, dst)
  if (seen.length === 0) {
    const right = placements.rightNode(dst, tunnel.dst)
    if (right === null || right === tunnel.src) return null
    if (!isLost(way, right, log, placements.isNode(tunnel.dst))) return null
    return { way, right, homes: [], told: true }
  }
  if (!seen.every(({ node }) => node !== tunnel.dst && node !== tunnel.src)) return null
  // Where a VNI names a network, the same address in another one is another host.
  const homes = seen.filter(({ vnis }) => vnis.has(tunnel.vni) || log.namesSender(tunnel))
  const nodes = new Set(homes.map(({ node }) => node))
  const [right] = nodes
  if (right === undefined || nodes.size > 1 || !isLost(way, right, log)) return null
  return { way, right, homes, told: placements.of(dst).some(({ node }) => node === right) }
}

/**
 * Nobody answered, and nobody passed the packets on. `member`: the node they came to is known to be
 * one of the cluster; else it must send itself.
 */
function isLost(way: TunnelWayRecord, right: string, log: TunnelWayLog, member = false): boolean {
  const { tunnel, src, dst } = way
  if (!isUnicast(dst) || !isUnicast(src)) return false
  if ((!member && !log.sends(tunnel, tunnel.dst)) || log.areAliases(tunnel, tunnel.dst, right))
    return false
  const passedOn = log
    .between(src, dst)
    .some((other) => other.tunnel.dst === right && overlaps(other, way))
  return !passedOn && !log.isAnswered(way)
}

/** By overlay, wrong node and right node; the largest groups first. */
export function groupedByNodes(all: readonly Misdelivered[]): [string, Misdelivered[]][] {
  const groups = new Map<string, Misdelivered[]>()
  for (const each of all) {
    const { tunnel } = each.way
    append(groups, `${overlayOf(tunnel)} ${tunnel.dst} ${each.right}`, each)
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length)
}

export function misdeliveryFacts(
  group: readonly Misdelivered[],
  log: TunnelWayLog,
  places: Places,
  placements: Placements,
): MisdeliveryFacts | null {
  const [first] = group
  if (!first) return null
  const { right } = first
  const { tunnel } = first.way
  const senders = sendersOf(group, places)
  const heard = group.filter((each) => each.homes.length > 0 || each.told)
  const targets = distinct(heard.map(({ way }) => way.dst))
  const known = new Set(targets)
  const notHeard = new Set(group.map(({ way }) => way.dst).filter((dst) => !known.has(dst)))
  const homes = targets.slice(0, SHOWN).flatMap((target) => homeOf(target, group) ?? [])
  const timed = heard.map(({ way, homes: all }) =>
    all.filter(({ capture }) => capture === way.capture),
  )
  const meanwhile = heard.some(({ way, homes: all }) => all.some((home) => overlaps(home, way)))
  return {
    tunnel,
    wrong: tunnel.dst,
    right,
    senders,
    packets: sum(senders.map(({ packets }) => packets)),
    targets,
    unheard: [...notHeard],
    packetsUnheard: sum(
      senders.map(({ ways }) => packetsOf(ways.filter(({ dst }) => notHeard.has(dst)))),
    ),
    sources: distinct(group.map(({ way }) => way.src)),
    networks: networksOf([...targets, ...notHeard], right, placements),
    placed: placedAt(targets, right, placements),
    placedWrong: placedAt(targets, tunnel.dst, placements),
    homes,
    homePlaces: distinct(homes.map(({ capture, tap }) => places.name(capture, tap))),
    meanwhile,
    before: !meanwhile && homes.length > 0 && timed.every((all) => all.length > 0),
    others: othersOf(targets, right, group, log),
    neighbours: distinct(
      log.ways
        .filter(
          (way) => way.tunnel.src === tunnel.dst && overlayOf(way.tunnel) === overlayOf(tunnel),
        )
        .map(({ src }) => src),
    ),
  }
}

/** The prefixes of the right node as side-cars tell them, else as they are usually cut. */
function networksOf(targets: readonly string[], right: string, placements: Placements): string[] {
  const networks = targets.map((target) => {
    const told = placements
      .of(target)
      .find(({ node, prefix }) => node === right && prefix !== target)
    return told?.prefix ?? nodeNetwork(target)
  })
  return distinct(networks)
}

/** What side-cars say of the targets, if it is this node; each file and prefix once. */
function placedAt(
  targets: readonly string[],
  node: string,
  placements: Placements,
): MisdeliveryFacts['placed'] {
  const told = new Map<string, Placement>()
  for (const placement of targets.slice(0, SHOWN).flatMap((target) => placements.of(target))) {
    if (placement.node === node) told.set(`${placement.file} ${placement.prefix}`, placement)
  }
  return [...told.values()]
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]

/** Several taps see the same packets: that with most of them speaks for a sender. */
function sendersOf(group: readonly Misdelivered[], places: Places): WrongSender[] {
  const byNode = new Map<string, Map<string, TunnelWayRecord[]>>()
  for (const { way } of group) {
    const byPlace = byNode.get(way.tunnel.src) ?? new Map<string, TunnelWayRecord[]>()
    byNode.set(way.tunnel.src, byPlace)
    append(byPlace, placeKey(way.capture, way.tap), way)
  }
  const senders = [...byNode].map(([node, byPlace]) => {
    let best: TunnelWayRecord[] = []
    for (const ways of byPlace.values()) if (packetsOf(ways) > packetsOf(best)) best = ways
    const { capture = 0, tap = 0 } = best[0] ?? {}
    return { node, packets: packetsOf(best), place: places.name(capture, tap), ways: best }
  })
  return senders.sort((a, b) => b.packets - a.packets)
}

const packetsOf = (ways: readonly TunnelWayRecord[]): number =>
  sum(ways.map(({ frames }) => frames))

/** What the target sent from where it lives, at best while packets for it went astray. */
function homeOf(target: string, group: readonly Misdelivered[]): TunnelWayRecord | undefined {
  const own = group.filter(({ way }) => way.dst === target)
  const same = own.flatMap(({ way, homes }) => homes.filter((home) => overlaps(home, way)))
  return (same[0] ?? own.flatMap(({ homes }) => homes)[0])?.way
}

function othersOf(
  targets: readonly string[],
  right: string,
  group: readonly Misdelivered[],
  log: TunnelWayLog,
): { node: string; packets: number }[] {
  const wanted = new Set(targets)
  const wrong = new Set(group.map(({ way }) => way.tunnel.src))
  const byNode = new Map<string, Map<string, number>>()
  for (const way of log.ways) {
    if (!wanted.has(way.dst) || way.tunnel.dst !== right || wrong.has(way.tunnel.src)) continue
    if (!log.isAnswered(way)) continue
    const byPlace = byNode.get(way.tunnel.src) ?? new Map<string, number>()
    byNode.set(way.tunnel.src, byPlace)
    const place = placeKey(way.capture, way.tap)
    byPlace.set(place, (byPlace.get(place) ?? 0) + way.frames)
  }
  return [...byNode].map(([node, byPlace]) => ({ node, packets: Math.max(...byPlace.values()) }))
}
