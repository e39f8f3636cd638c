/** Routes whose MTU is larger than what the device, or the tunnel over it, can carry. */
import { formatPrefix, PrefixMap } from '../model/prefix-map'
import type { DeviceFact, RouteFact } from '../model/sidecar'
import type { MtuConflict } from './facts/sidecar-contradiction'
import { append } from './grouping'
import { isIpv6 } from './mtu'
import type { Witnesses } from './witnesses'

/** Devices that lead into the tunnel of an overlay. */
const OVERLAY = /^(?:cilium_(?:host|net|vxlan|geneve)|flannel|vxlan\.calico|antrea-tun|tunl\d)/

/** Octets that a tunnel adds over IPv4; IPv6 headers are 20 longer. */
const OVERHEADS: Readonly<Record<string, number>> = { vxlan: 50, geneve: 50, ipip: 20 }

/** `captured`: overheads of the tunnels in the captures, by kind. */
export function mtuConflicts(
  witnesses: Witnesses,
  captured: ReadonlyMap<string, number>,
): MtuConflict[] {
  const { routes, tunnels } = witnesses.facts
  const devices = devicesByName(witnesses.facts.devices)
  const tunnel = tunnelOf(devices, witnesses, captured)
  const remote = new PrefixMap<true>()
  for (const { base, length, node } of tunnels) if (node !== '') remote.add(base, length, true)
  return routes.flatMap((route) => {
    if (route.mtu <= 0) return []
    const device = devices.get(route.device)
    if (device !== undefined && device.mtu > 0 && route.mtu > device.mtu) {
      return [conflict(route, device, null, witnesses)]
    }
    const overlay = OVERLAY.test(route.device) || remote.find(route.base) === true
    const below = overlay && tunnel ? underlayOf(route, routes, devices) : undefined
    if (!tunnel || below === undefined || route.mtu + tunnel.overhead <= below.mtu) return []
    return [conflict(route, below, tunnel, witnesses)]
  })
}

interface TunnelOverhead {
  name: string
  overhead: number
}

/** Devices of one name on several nodes count only when their MTU is the same. */
function devicesByName(devices: readonly DeviceFact[]): Map<string, DeviceFact> {
  const byName = new Map<string, DeviceFact[]>()
  for (const device of devices) append(byName, device.name, device)
  const found = new Map<string, DeviceFact>()
  for (const [name, same] of byName) {
    const [first] = same
    if (first !== undefined && same.every(({ mtu }) => mtu === first.mtu)) found.set(name, first)
  }
  return found
}

/** Of the one kind of tunnel that there is; null: none, or several. */
function tunnelOf(
  devices: ReadonlyMap<string, DeviceFact>,
  { facts }: Witnesses,
  captured: ReadonlyMap<string, number>,
): TunnelOverhead | null {
  const six = facts.tunnels.some(({ node }) => isIpv6(node)) ? 20 : 0
  const kinds = new Map<string, number>()
  for (const { name, kind } of devices.values()) {
    const known = kind in OVERHEADS ? kind : /^cilium_(vxlan|geneve)$/.exec(name)?.[1]
    if (known !== undefined) kinds.set(known, (OVERHEADS[known] ?? 0) + six)
  }
  for (const [kind, overhead] of captured) kinds.set(kind, overhead)
  const [only, another] = kinds
  return only && !another ? { name: only[0], overhead: only[1] } : null
}

/** The device that the default route of the same file goes through. */
function underlayOf(
  { file, base }: RouteFact,
  routes: readonly RouteFact[],
  devices: ReadonlyMap<string, DeviceFact>,
): DeviceFact | undefined {
  const plain = routes.find(
    (each) => each.file === file && each.length === 0 && isIpv6(each.base) === isIpv6(base),
  )
  const device = plain && devices.get(plain.device)
  if (!plain || !device || device.mtu <= 0) return undefined
  return plain.mtu > 0 ? { ...device, mtu: Math.min(plain.mtu, device.mtu) } : device
}

function conflict(
  route: RouteFact,
  below: DeviceFact,
  tunnel: TunnelOverhead | null,
  witnesses: Witnesses,
): MtuConflict {
  return {
    route: formatPrefix(route.base, route.length),
    ...{ device: route.device, mtu: route.mtu, below: below.name, belowMtu: below.mtu },
    ...{ overhead: tunnel?.overhead ?? 0, tunnel: tunnel?.name ?? '' },
    ...{ file: witnesses.fileOf(route), belowFile: witnesses.fileOf(below) },
  }
}
