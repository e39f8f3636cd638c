/** The causes of slow handshakes, ranked by what the wire says, and how to decide between them. */
import type { Alternative } from '../../model/finding'
import type { SlowHandshakeFacts } from '../facts/slow-handshake'
import { count, formatDuration, formatNumber } from '../format'
import type { OverlayKind } from '../overlay'
import { sentences } from '../said'
import { backlogSays, noRaceSays, raceSays, tableFullSays } from './handshake-testimony'

/** Likeliest first: what speaks for a cause counts, what speaks against it counts double. */
export function causesOf(facts: SlowHandshakeFacts): Alternative[] {
  const { overlay, testimony } = facts
  return [
    tableFull(facts),
    ...(overlay === 'none' && raceSays(testimony).length === 0 ? [] : [insertRace(facts)]),
    ...(overlay === 'none' ? [] : [checksum(facts)]),
    listenBacklog(facts),
    heldOnPath(facts),
    proxy(facts),
    policy(facts),
    returnPath(facts),
  ].sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

const TABLE: Record<OverlayKind, string> = {
  cilium: 'A connection tracking table that is nearly full (Cilium, conntrack)',
  other: 'A connection tracking table that is nearly full (conntrack)',
  none: 'A state table that is nearly full, of a firewall, NAT or balancer on the path',
}

function tableFull(facts: SlowHandshakeFacts): Alternative {
  const { bursts, period, replyLatency, retried, overlay, testimony } = facts
  return {
    cause: TABLE[overlay],
    for: sentences(
      bursts.length > 0 &&
        'Slow handshakes come in bursts: entries free up when the table is swept.',
      ...tableFullSays(testimony),
      period > 0 &&
        `The bursts are periodic (every ${formatDuration(period)}), as garbage collection is.`,
      replyLatency >= 0 && 'Open connections are faster: they have their entry already.',
      retried > 0 && `${count(retried, 'SYN')} had to be repeated, as a dropped SYN must be.`,
    ),
    against: sentences(
      bursts.length === 0 && 'The slow handshakes are not bundled in time.',
      retried === 0 && 'No SYN was lost; a full table drops, it does not delay.',
    ),
  }
}

function insertRace({ siblings, testimony }: SlowHandshakeFacts): Alternative {
  return {
    cause: 'A race between connections for the same table entry (insert failed)',
    for: sentences(
      siblings > 0 &&
        `${count(siblings, 'time')} two SYNs of one source to one destination came within a millisecond, and only one of them was slow.`,
      ...raceSays(testimony),
    ),
    against: sentences(
      siblings === 0 && 'No two SYNs of the same pair came close enough together to race.',
      ...noRaceSays(testimony),
    ),
  }
}

function listenBacklog({ synAckRepeated, targets, testimony }: SlowHandshakeFacts): Alternative {
  return {
    cause: 'A full listen backlog at the server',
    for: sentences(
      synAckRepeated > 0 && `${count(synAckRepeated, 'SYN-ACK')} had to be repeated.`,
      targets === 1 && 'All slow handshakes go to one address and port.',
      ...backlogSays(testimony),
    ),
    against: sentences(
      synAckRepeated === 0 && 'No SYN-ACK was repeated.',
      targets > 1 && `${formatNumber(targets)} different destinations are slow.`,
    ),
  }
}

function checksum({ minuteLong }: SlowHandshakeFacts): Alternative {
  return {
    cause: 'Bad outer UDP checksums of a tunnel (checksum offload): the first SYNs die for 63 s',
    for: sentences(minuteLong > 0 && `${count(minuteLong, 'handshake')} took a minute or longer.`),
    against: sentences(minuteLong === 0 && 'No handshake took anything like 63 s.'),
  }
}

function heldOnPath({ held, retried, slow }: SlowHandshakeFacts): Alternative {
  const typical = slow.find(({ syns }) => syns === 1)
  return {
    cause: 'A queue or a device on the path that holds new connections',
    for: sentences(
      held > retried &&
        `${retried === 0 ? 'No slow handshake needed a second SYN: they' : `Most slow handshakes (${formatNumber(held)} of ${formatNumber(held + retried)})`} were answered late${typical ? `, after up to ${formatDuration(typical.latency)}` : ''}.`,
    ),
    against: sentences(held === 0 && 'Every slow handshake lost its first SYN or SYN-ACK.'),
  }
}

function proxy({ onlyByReply, ackedNearby, ackedWithin }: SlowHandshakeFacts): Alternative {
  return {
    cause:
      'A NAT or proxy near the tap that answers for the server: the path is longer than it looks',
    for: sentences(
      onlyByReply > 0 &&
        `${count(onlyByReply, 'slow handshake has', 'slow handshakes have')} no faster one between the same hosts; only data was answered faster.`,
      ackedNearby > 0 &&
        `On ${count(ackedNearby, 'slow connection')} data is acknowledged within ${formatDuration(ackedWithin)}, though nothing was answered as soon: whoever acknowledges is near.`,
    ),
    against: sentences(
      onlyByReply === 0 &&
        'Other handshakes between the same hosts were fast, or the SYN was lost.',
    ),
  }
}

function policy({ unanswered, overlay }: SlowHandshakeFacts): Alternative {
  return {
    cause: overlay === 'none' ? 'A rule of a firewall' : 'A network policy',
    for: sentences(
      unanswered > 0 &&
        `${count(unanswered, 'connection was', 'connections were')} never answered at this tap.`,
    ),
    against: ['These connections succeeded in the end; a denied one never does.'],
  }
}

function returnPath({ retried }: SlowHandshakeFacts): Alternative {
  return {
    cause: 'SYN-ACKs that are lost on the way back',
    for: [],
    against: sentences(
      retried === 0 && 'No SYN was repeated.',
      'Only a tap at the server can tell: it would show a SYN-ACK for every SYN.',
    ),
  }
}
