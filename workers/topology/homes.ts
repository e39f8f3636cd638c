/** The nodes from which one address sends, and which of them it lives at now. */
import type { TunnelWayRecord } from '../model/records'
import type { Nanos } from '../model/units'

/** As one capture shows it: clocks of others are others. */
export interface Home {
  node: string
  vni: number
  capture: number
  firstTime: Nanos
  lastTime: Nanos
}

/** False: there are too many already. */
export function noteHome(homes: Home[], way: TunnelWayRecord, most: number): boolean {
  const { capture, tunnel, firstTime, lastTime } = way
  const { src: node, vni } = tunnel
  for (const home of homes) {
    if (home.node !== node || home.vni !== vni || home.capture !== capture) continue
    home.firstTime = Math.min(home.firstTime, firstTime)
    home.lastTime = Math.max(home.lastTime, lastTime)
    return true
  }
  if (homes.length >= most) return false
  homes.push({ node, vni, capture, firstTime, lastTime })
  return true
}

/** The node; of several the one from which it sent last, when all others had stopped; else empty. */
export function homeOf(homes: readonly Home[]): string {
  const nodes = [...new Set(homes.map(({ node }) => node))]
  return nodes.find((node) => isLast(node, nodes, homes)) ?? ''
}

function isLast(node: string, nodes: readonly string[], homes: readonly Home[]): boolean {
  const own = homes.filter((home) => home.node === node)
  return nodes.every((other) => {
    if (other === node) return true
    const before = homes.filter((home) => home.node === other)
    const pairs = own.flatMap((home) =>
      before
        .filter(({ capture }) => capture === home.capture)
        .map(({ lastTime }) => lastTime < home.firstTime),
    )
    return pairs.length > 0 && pairs.every(Boolean)
  })
}
