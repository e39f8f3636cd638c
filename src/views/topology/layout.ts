/** Where the boxes of a topology stand: nodes with the pods behind them, and hosts of their own. */
import type { Topology, TopologyEdge, TopologyHost } from '../../../workers/model/topology'
import { sumOf, turned } from './edge-sum'

/** Boxes that are drawn, and pods that are named in each. */
const MOST_BOXES = 14
const MOST_PODS = 8

const WIDTH = 196
/** With names beside the addresses. */
const NAMED_WIDTH = 296
const HEAD = 36
const LINE = 20
/** From so many boxes on, one that talks to more than this share of the others is a hub. */
const HUB_FROM = 5
const HUB_SHARE = 0.6
const LABEL_AT = 0.36
const LABEL_ROOM = 64
/** Px beside the hub: as wide as a label, and some line to either side of it. */
const LABEL_WIDTH = 120
/** Px that boxes keep from each other; with a way between them: as a label and some of its line need. */
const APART = 18
const APART_JOINED = 84
/** How often those that are nearer are moved apart. */
const ROUNDS = 200

export interface Box {
  host: TopologyHost
  pods: TopologyHost[]
  /** Pods that found no room. */
  more: number
  x: number
  y: number
  width: number
  height: number
}

export interface Link {
  edge: TopologyEdge
  /** Quadratic curve from box to box. */
  path: string
  labelX: number
  labelY: number
}

export interface TopologyLayout {
  boxes: Box[]
  links: Link[]
  width: number
  height: number
  /** Hosts that are in no box. */
  left: number
}

/** Only a side-car knows it. */
export const isUnseen = ({ sent, received }: TopologyHost): boolean => sent + received === 0

/** `named`: boxes have room for names beside the addresses. */
export function layoutTopology({ hosts, edges }: Topology, named = false): TopologyLayout {
  const boxes = placed(boxesOf(hosts, named ? NAMED_WIDTH : WIDTH), edges)
  const boxOf = new Map<string, Box>()
  for (const box of boxes) {
    boxOf.set(box.host.address, box)
    for (const pod of box.pods) boxOf.set(pod.address, box)
  }
  const drawn = boxes.reduce((sum, { pods, more }) => sum + 1 + pods.length + more, 0)
  return {
    boxes,
    links: linksOf(edges, boxOf),
    width: boxes.reduce((most, { x, width }) => Math.max(most, x + width), WIDTH),
    height: boxes.reduce((most, { y, height }) => Math.max(most, y + height), HEAD),
    left: Math.max(0, hosts.length - drawn),
  }
}

/** Nodes first, then hosts; pods whose node is not known, or not kept, have a box of their own. */
function boxesOf(hosts: readonly TopologyHost[], width: number): Box[] {
  const behind = new Map<string, TopologyHost[]>()
  const outside = new Set(hosts.filter((host) => host.behind === '').map(({ address }) => address))
  for (const host of hosts) {
    const others = behind.get(host.behind)
    if (!outside.has(host.behind)) continue
    if (others === undefined) behind.set(host.behind, [host])
    else others.push(host)
  }
  const rank = ({ kind }: TopologyHost) => (kind === 'node' ? 0 : 1)
  return hosts
    .filter((host) => !outside.has(host.behind))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_BOXES)
    .map((host) => {
      const all = behind.get(host.address) ?? []
      const pods = all.slice(0, MOST_PODS)
      const more = all.length - pods.length
      const height = HEAD + LINE * (pods.length + (more > 0 ? 1 : 0)) + (pods.length > 0 ? 8 : 0)
      return { host, pods, more, x: 0, y: 0, width, height }
    })
}

/** On an ellipse, where no line passes behind a box; who talks to most others stands in the middle. */
function placed(boxes: Box[], edges: readonly TopologyEdge[]): Box[] {
  const hub = hubOf(boxes, edges)
  const around = boxes.filter((box) => box !== hub)
  const joined = new Set(edges.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  const isJoined = (one: Box, other: Box) => joined.has(`${one.host.address} ${other.host.address}`)
  const tallest = Math.max(0, ...boxes.map(({ height }) => height))
  const width = boxes[0]?.width ?? WIDTH
  const wider = (width - WIDTH) / 2
  const beside = hub === undefined ? 0 : width + LABEL_WIDTH
  const radiusX = Math.max(beside, wider + Math.min(440, 220 + 24 * around.length))
  // Between the hub and the boxes above and below it a label must have room.
  const clear = hub === undefined ? tallest : tallest + LABEL_ROOM
  const radiusY = around.length < 3 ? 0 : Math.max(clear, Math.min(240, 50 + 20 * around.length))
  const first = around.length < 3 ? Math.PI : -Math.PI / 2
  around.forEach((box, index) => {
    const angle = first + (2 * Math.PI * index) / around.length
    box.x = radiusX * Math.cos(angle) - box.width / 2
    box.y = radiusY * Math.sin(angle) - box.height / 2
  })
  if (hub !== undefined) {
    hub.x = -hub.width / 2
    hub.y = -hub.height / 2
  }
  moveApart(boxes, (one, other) => (isJoined(one, other) ? APART_JOINED : APART))
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))]
  for (const box of boxes) {
    box.x -= left
    box.y -= top
  }
  return boxes
}

/** Px that two boxes keep from each other. */
type Gap = (one: Box, other: Box) => number

function moveApart(boxes: readonly Box[], gap: Gap): void {
  for (let round = 0; round < ROUNDS; round++) {
    const touching = boxes.flatMap((one, index) =>
      boxes.slice(index + 1).filter((other) => parted(one, other, gap(one, other))),
    )
    if (touching.length === 0) return
  }
}

/** Moves two boxes that touch along the side on which less is missing; false: they do not touch. */
function parted(one: Box, other: Box, gap: number): boolean {
  const x = overlap(one.x, one.width, other.x, other.width) + gap
  const y = overlap(one.y, one.height, other.y, other.height) + gap
  if (x <= 0 || y <= 0) return false
  const axis = x < y ? 'x' : 'y'
  const step = (Math.min(x, y) / 2 + 0.5) * (one[axis] <= other[axis] ? 1 : -1)
  one[axis] -= step
  other[axis] += step
  return true
}

/** Px by which two stretches overlap; below 0: px between them. */
function overlap(at: number, length: number, otherAt: number, otherLength: number): number {
  return Math.min(at + length, otherAt + otherLength) - Math.max(at, otherAt)
}

/** The box that has ways to most of the others, when there are enough of them. */
function hubOf(boxes: readonly Box[], edges: readonly TopologyEdge[]): Box | undefined {
  if (boxes.length < HUB_FROM) return undefined
  const drawn = new Set(boxes.map(({ host }) => host.address))
  const peers = new Map<string, Set<string>>()
  for (const { a, b } of edges) {
    if (!drawn.has(a) || !drawn.has(b)) continue
    peers.set(a, (peers.get(a) ?? new Set()).add(b))
    peers.set(b, (peers.get(b) ?? new Set()).add(a))
  }
  return boxes.find(({ host }) => {
    const known = peers.get(host.address)?.size ?? 0
    return known > HUB_SHARE * (boxes.length - 1)
  })
}

/** Tunnels between nodes, and conversations that no tunnel between their boxes stands for. */
function linksOf(edges: readonly TopologyEdge[], boxOf: ReadonlyMap<string, Box>): Link[] {
  const links: Link[] = []
  const tunnels = new Set<string>()
  const inside = new Map<string, TopologyEdge>()
  const add = (edge: TopologyEdge, a: Box, b: Box) => {
    links.push(linkOf(edge, a, b, links.filter((link) => joins(link, a, b, boxOf)).length))
  }
  for (const edge of edges) {
    const [a, b] = [boxOf.get(edge.a), boxOf.get(edge.b)]
    if (a === undefined || b === undefined || a === b) continue
    const key = pairOf(a.host.address, b.host.address)
    if (a.host.address !== edge.a && b.host.address !== edge.b) {
      const own = { ...edge, a: a.host.address, b: b.host.address }
      const known = inside.get(key)
      const same = known === undefined || known.a === own.a ? own : turned(own)
      inside.set(key, known === undefined ? same : sumOf(known, same))
      continue
    }
    if (edge.tunnel !== null) tunnels.add(key)
    add(edge, a, b)
  }
  for (const [key, edge] of inside) {
    const [a, b] = [boxOf.get(edge.a), boxOf.get(edge.b)]
    if (!tunnels.has(key) && a !== undefined && b !== undefined) add(edge, a, b)
  }
  return links
}

const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

const joins = ({ edge }: Link, a: Box, b: Box, boxOf: ReadonlyMap<string, Box>): boolean => {
  const ends = [boxOf.get(edge.a), boxOf.get(edge.b)]
  return ends.includes(a) && ends.includes(b)
}

function linkOf(edge: TopologyEdge, a: Box, b: Box, before: number): Link {
  const [ax, ay] = [a.x + a.width / 2, a.y + a.height / 2]
  const [bx, by] = [b.x + b.width / 2, b.y + b.height / 2]
  const [startX, startY] = border(a, bx, by)
  const [endX, endY] = border(b, ax, ay)
  // Parallel links bend away from each other.
  const bend = 26 * (before % 2 === 0 ? -(before / 2) : (before + 1) / 2)
  const length = Math.hypot(endX - startX, endY - startY) || 1
  const controlX = (startX + endX) / 2 + (bend * 2 * (startY - endY)) / length
  const controlY = (startY + endY) / 2 + (bend * 2 * (endX - startX)) / length
  const at = (n: number) => n.toFixed(1)
  return {
    edge,
    path: `M${at(startX)} ${at(startY)}Q${at(controlX)} ${at(controlY)} ${at(endX)} ${at(endY)}`,
    labelX: on(startX, controlX, endX),
    labelY: on(startY, controlY, endY),
  }
}

/** A point of the curve, not its middle: there other lines cross. */
const on = (start: number, control: number, end: number): number =>
  (1 - LABEL_AT) ** 2 * start + 2 * LABEL_AT * (1 - LABEL_AT) * control + LABEL_AT ** 2 * end

/** Where the line from the middle of the box to (x, y) leaves it. */
function border({ x, y, width, height }: Box, toX: number, toY: number): [number, number] {
  const [cx, cy] = [x + width / 2, y + height / 2]
  const [dx, dy] = [toX - cx, toY - cy]
  if (dx === 0 && dy === 0) return [cx, cy]
  const scale = Math.min(
    dx === 0 ? Infinity : width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : height / 2 / Math.abs(dy),
  )
  return [cx + dx * scale, cy + dy * scale]
}
