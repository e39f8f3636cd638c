/** What one side-car leaves open and another tells: addresses of pods, lengths of prefixes. */
import { trailingZeros } from '../model/prefix-map'
import type { Sidecars, TunnelEntry } from '../model/sidecar'
import { addressOf } from './values'

/** Fills in what is known by now. May be done again when more was read. */
export function resolve(facts: Sidecars): void {
  resolveNames(facts)
  resolvePrefixes(facts)
}

/** Text forms of Hubble name pods instead of addresses. */
function resolveNames({ pods, drops }: Sidecars): void {
  if (drops.every(({ src, dst }) => addressOf(src) !== '' && addressOf(dst) !== '')) return
  const byName = new Map<string, string>()
  for (const { namespace, name, address } of pods) {
    if (address !== '') byName.set(`${namespace}/${name}`, address)
  }
  for (const drop of drops) {
    drop.src = byName.get(drop.src) ?? drop.src
    drop.dst = byName.get(drop.dst) ?? drop.dst
  }
}

/** Prefixes of nodes as clusters cut them unless told otherwise: /24, and /64. */
const USUAL = { ipv4: 24, ipv6: 64 }

function resolvePrefixes({ tunnels, routes, podCidrs }: Sidecars): void {
  const open = tunnels.filter(({ lengthTold }) => !lengthTold)
  if (open.length === 0) return
  const told = new Map<string, number>()
  for (const { base, length } of [...routes, ...podCidrs]) {
    if (length > 0) told.set(base, length)
  }
  for (const entry of open) {
    const length = told.get(entry.base)
    entry.length = length ?? assumedLength(entry)
    entry.lengthTold = length !== undefined
  }
}

function assumedLength({ base }: TunnelEntry): number {
  const [longest, usual] = base.includes(':') ? [128, USUAL.ipv6] : [32, USUAL.ipv4]
  return Math.max(usual, longest - trailingZeros(base))
}
