/**
 * Path MTU discovery that does not work although the network does its duty: ICMP "fragmentation
 * needed" (RFC 1191 §4) or ICMPv6 "packet too big" (RFC 4443 §3.2) comes, and the sender goes on with
 * packets as large as before. In a tunnel the error is addressed to the node, which must pass it
 * on to the pod.
 *
 * Known innocents: a sender that shrinks once it was told; packets that were on their way when the
 * error came; a second connection that has to be told as well.
 */
import { NANOS_PER_MS, NANOS_PER_SECOND } from '../model/units'
import { defineDetector } from './detector'
import { count } from './format'
import { refusedDatagrams } from './refused-datagrams'
import { gravityOf, ignoredErrors } from './ignored-errors'
import { reportIgnored } from './report-ignored'
import { reportRefused } from './report-refused'
import { SizeLoss } from './size-loss'
import { TooBigErrors } from './too-big-errors'
import { hostsKey, Places } from './way'

const params = {
  minAfter: {
    value: 2,
    meaning: 'transmissions of one segment, as large as before, after the error',
  },
  reactionMs: { value: 200, meaning: 'milliseconds that the sender is given to obey' },
  minAgain: {
    value: 5,
    meaning: 'packets of UDP between the same two ports that are refused after the first one',
  },
  reactionSeconds: { value: 1, meaning: 'seconds that a sender of UDP is given to obey' },
} as const

export default defineDetector({
  id: 'mtu-icmp-ignored',
  version: 3,
  title: 'Path MTU told and not obeyed',
  looksAt:
    'ICMP errors that packets are too big, against the segments that the same sender sends again afterwards, and the packets of UDP that later errors quote.',
  params,

  start(limits, report) {
    const { minAfter, reactionMs } = limits
    const places = new Places()
    const losses = new SizeLoss(minAfter + 1, 0, true)
    const errors = new TooBigErrors()

    return {
      capture: (record) => places.add(record),
      conn: (record) => losses.conn(record),
      icmpError: (record) => errors.add(record),
      end() {
        if (errors.size === 0) return
        const told = new Set<string>()
        const patience = { minAfter, reaction: reactionMs * NANOS_PER_MS }
        for (const { key, facts } of ignoredErrors(losses, errors, places, patience)) {
          report(reportIgnored(key, facts, gravityOf(facts), limits))
          for (const receiver of facts.receivers) told.add(hostsKey(facts.sender, receiver))
        }
        const refusal = {
          minAgain: limits.minAgain,
          reaction: limits.reactionSeconds * NANOS_PER_SECOND,
        }
        for (const facts of refusedDatagrams(errors, refusal)) {
          // The packets of a tunnel are UDP as well: its segments tell more.
          if (!told.has(hostsKey(facts.sender, facts.receiver))) {
            report(reportRefused(facts, limits))
          }
        }
      },
      uncounted: () => errors.turnedAway,
      silence: () =>
        errors.size === 0
          ? 'No ICMP error says that a packet was too big.'
          : `${count(errors.size, 'ICMP error')} about packets that were too big; nothing as large was sent again ${String(minAfter)} times afterwards.`,
    }
  },
})
