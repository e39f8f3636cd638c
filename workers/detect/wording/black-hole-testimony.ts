/** `mtu-black-hole` where side-cars tell the MTU of the route, or name drops, in English. */
import { formatPrefix } from '../../model/prefix-map'
import type { BlackHoleFacts } from '../facts/mtu-black-hole'
import { octets } from '../format'
import { type Said, sentences } from '../said'
import { isTooBig } from '../testimony'
import type { Witnesses } from '../witnesses'
import { reasonOf, sayDrops } from './testimony'

export function tellPath(said: Said, facts: BlackHoleFacts, witnesses: Witnesses): Said {
  const drops = witnesses.dropsOf(flowsOf(facts))
  const route = routeSays(facts, witnesses)
  if (drops === null && route === '') return said
  const dropped = drops && sayDrops(drops, 'segments')
  const named = drops?.exact === true && isTooBig(drops)
  return {
    ...said,
    happened: [...said.happened, ...sentences(dropped, route)],
    confidenceReasons: [
      ...sentences(named && 'The datapath itself says that they are too large.'),
      ...said.confidenceReasons,
    ],
    counterEvidence: [
      ...said.counterEvidence,
      ...sentences(
        drops?.exact === true &&
          !isTooBig(drops) &&
          `The datapath drops these very segments for another reason than their size: ${reasonOf(drops)}.`,
      ),
    ],
  }
}

/** Of the segments that are lost, in their direction. */
function flowsOf({ examples, missing }: BlackHoleFacts) {
  const sent = [
    ...examples.map(({ record, segment: { from } }) => ({ record, side: from })),
    ...(missing?.holes ?? []).map(({ record, from }) => ({ record, side: from })),
  ]
  return sent.map(({ record: { orig, resp }, side }) => {
    const [from, to] = side === 'orig' ? [orig, resp] : [resp, orig]
    return { src: from.address, srcPort: from.port, dst: to.address, dstPort: to.port }
  })
}

function routeSays(facts: BlackHoleFacts, witnesses: Witnesses): string {
  const { way, largestDelivered, smallestLost } = facts
  const route = witnesses.routeTo(way.to)
  if (route === undefined) return ''
  const device = witnesses.facts.devices.find(({ name }) => name === route.device)
  const own = route.mtu > 0
  const mtu = own ? route.mtu : (device?.mtu ?? -1)
  if (mtu <= 0) return ''
  const prefix = route.length === 0 ? 'default' : formatPrefix(route.base, route.length)
  const says = own
    ? `${witnesses.fileOf(route)} has the route for ${way.to} (${prefix}, ${route.device}) with an MTU of ${octets(mtu)}`
    : `${witnesses.fileOf(route)} has the route for ${way.to} (${prefix}) without an MTU of its own; its device ${route.device} carries ${octets(mtu)}`
  if (mtu >= smallestLost) {
    return `${says}: more than what arrives, so the sender cannot know that ${octets(smallestLost)} are too many.`
  }
  return mtu <= largestDelivered
    ? `${says}, which is small enough: on a sender that follows it, the lost packets would not have been sent.`
    : `${says}, between what arrives and what is lost.`
}
