/** `sidecar-contradiction` in English: routes whose MTU does not fit what lies below. */
import type { MtuConflict } from '../facts/sidecar-contradiction'
import { count, formatList, formatNumber, interfaceWord, octets } from '../format'
import { type Said, sentences } from '../said'

const LISTED = 4

export function sayRoutes(conflicts: readonly [MtuConflict, ...MtuConflict[]]): Said {
  const [first] = conflicts
  const more = conflicts.length > 1 ? ` (and ${count(conflicts.length - 1, 'route')} more)` : ''
  return {
    claim: `${claimOf(first)}${more}`,
    happened: [
      ...conflicts.slice(0, LISTED).map((conflict) => `${claimOf(conflict)}.`),
      first.overhead > 0
        ? `A packet of ${octets(first.mtu)} leaves the tunnel device with ${octets(first.mtu + first.overhead)}: it is fragmented, or dropped where fragmentation is forbidden.`
        : `The MTU of a route wins over that of the link: packets of up to ${octets(first.mtu)} are handed to a device that carries ${octets(first.belowMtu)}.`,
    ],
    rule: 'The MTU of a route is larger than that of its device; or, where it leads into a tunnel, larger than what the device of the default route carries without the octets that the tunnel adds. Devices of one name with different MTUs are left out.',
    confidenceReasons: sentences(
      `${first.file} and ${first.belowFile} say so.`,
      first.overhead > 0 &&
        `${octets(first.overhead)} are what ${first.tunnel} adds; that it goes through ${first.below} is taken from the default route.`,
    ),
    counterEvidence: ['Whether packets of that size are sent, only the captures can tell.'],
    alternatives: [
      {
        cause: 'The two files are from different nodes, whose devices differ',
        for: [],
        against: sentences(first.file === first.belowFile && 'It is one file.'),
      },
    ],
    disprovedBy: [`A packet of ${octets(first.mtu)} that passes ${first.device} whole.`],
    nextSteps: [
      {
        say: `Lower the MTU of the route to ${String(first.belowMtu - first.overhead)}. Where a CNI writes the route, set it there, or it will come back.`,
        command: `ip route change ${first.route} dev ${interfaceWord(first.device)} mtu ${String(first.belowMtu - first.overhead)}`,
      },
    ],
    confirm: [
      {
        say: 'On the node: the MTU of the route, and of the devices.',
        command: `ip route show ${first.route}; ip -d link show ${interfaceWord(first.device)}; ip -d link show ${interfaceWord(first.below)}`,
      },
    ],
  }
}

function claimOf({ route, device, mtu, below, belowMtu, overhead, tunnel }: MtuConflict): string {
  const says = `The route to ${route} has an MTU of ${String(mtu)}`
  if (overhead === 0) return `${says}, but its device ${device} carries ${String(belowMtu)}`
  return `${says}, but with the ${formatNumber(overhead)} octets of ${tunnel} only ${formatNumber(belowMtu - overhead)} fit into ${below} (${formatNumber(belowMtu)})`
}

/** For the entities of the finding. */
export const routesOf = (conflicts: readonly MtuConflict[]): string =>
  formatList(
    conflicts.map(({ route }) => route),
    10,
  )
