/**
 * Senders of UDP (QUIC, DNS, tunnels) that go on with packets too big after they were told: each ICMP
 * error quotes the packet that it refuses, so an error long after the first one, about the same two
 * ports, proves that a packet was sent again as large as that.
 */
import { MAX_PATHS } from '../limits/limits'
import type { IcmpErrorRecord } from '../model/records'
import type { Nanos } from '../model/units'
import type { RefusedFacts, RefusedFlow } from './facts/mtu-icmp-ignored-udp'
import { append, greatest, least, sum } from './grouping'
import { largestAllowed, type TooBig, type TooBigErrors } from './too-big-errors'

const UDP = 17

export interface RefusalLimits {
  /** Refusals after the first one. A sender that probes for the MTU has a few, RFC 8899 §5.1.2. */
  minAgain: number
  /** Time from the first error in which others do not count. */
  reaction: Nanos
}

export function refusedDatagrams(errors: TooBigErrors, limits: RefusalLimits): RefusedFacts[] {
  return [...errors.all()].flatMap((told) => factsOf(told, limits) ?? [])
}

function factsOf(told: TooBig, limits: RefusalLimits): RefusedFacts | null {
  const byPorts = new Map<number, IcmpErrorRecord[]>()
  for (const error of told.errors) {
    const { quoted } = error
    if (quoted?.proto !== UDP || quoted.srcPort === 0 || byPorts.size >= MAX_PATHS) continue
    append(byPorts, quoted.srcPort * 65_536 + quoted.dstPort, error)
  }
  const flows = [...byPorts.values()].flatMap((list) => refusedAgain(list, limits) ?? [])
  if (flows.length === 0) return null
  flows.sort((a, b) => b.again.length - a.again.length || a.first.frame - b.first.frame)
  const again = flows.flatMap((flow) => flow.again)
  const sizes = again.map(({ quoted }) => quoted?.ipLength ?? 0)
  return {
    capture: told.capture,
    sender: told.src,
    receiver: told.dst,
    mtu: told.mtu,
    flows,
    again: sum(flows.map((flow) => flow.again.length)),
    smallest: least(sizes),
    largest: greatest(sizes),
    routers: [...new Set(again.map(({ from }) => from))],
  }
}

/** null: it obeyed, or did not send long enough to tell. */
function refusedAgain(
  errors: readonly IcmpErrorRecord[],
  { minAgain, reaction }: RefusalLimits,
): RefusedFlow | null {
  const [first] = errors
  if (!first?.quoted) return null
  const allowed = largestAllowed(first)
  const { srcPort, dstPort } = first.quoted
  const again = errors.filter(
    ({ time, quoted }) => time > first.time + reaction && (quoted?.ipLength ?? 0) > allowed,
  )
  return again.length >= minAgain ? { srcPort, dstPort, first, again } : null
}
