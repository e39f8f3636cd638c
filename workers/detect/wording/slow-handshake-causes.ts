/** The causes of slow handshakes, ranked by what the wire says, and how to decide between them. */
import type { Alternative, Step } from '../../model/finding'
import type { SlowHandshakeFacts } from '../facts/slow-handshake'
import { count, formatDuration } from '../format'
import { sentences } from '../said'

/** Likeliest first: what speaks for a cause counts, what speaks against it counts double. */
export function causesOf(facts: SlowHandshakeFacts): Alternative[] {
  return [
    tableFull(facts),
    insertRace(facts),
    listenBacklog(facts),
    checksum(facts),
    heldOnPath(facts),
    proxy(facts),
    policy(facts),
    returnPath(facts),
  ].sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

function tableFull(facts: SlowHandshakeFacts): Alternative {
  const { bursts, period, dataRtt, retried } = facts
  return {
    cause: 'A connection tracking table that is nearly full (Cilium, conntrack)',
    for: sentences(
      bursts.length > 0 &&
        'Slow handshakes come in bursts: entries free up when the table is swept.',
      period > 0 &&
        `The bursts are periodic (every ${formatDuration(period)}), as garbage collection is.`,
      dataRtt > 0 && 'Open connections are fast: they have their entry already.',
      retried > 0 && `${count(retried, 'SYN')} had to be repeated, as a dropped SYN must be.`,
    ),
    against: sentences(
      bursts.length === 0 && 'The slow handshakes are not bundled in time.',
      retried === 0 && 'No SYN was lost; a full table drops, it does not delay.',
    ),
  }
}

function insertRace({ siblings }: SlowHandshakeFacts): Alternative {
  return {
    cause: 'A race between connections for the same table entry (insert failed)',
    for: sentences(
      siblings > 0 &&
        `${count(siblings, 'time')} two SYNs of one source to one destination came within a millisecond, and only one of them was slow.`,
    ),
    against: sentences(
      siblings === 0 && 'No two SYNs of the same pair came close enough together to race.',
    ),
  }
}

function listenBacklog({ synAckRepeated, targets }: SlowHandshakeFacts): Alternative {
  return {
    cause: 'A full listen backlog at the server',
    for: sentences(
      synAckRepeated > 0 && `${count(synAckRepeated, 'SYN-ACK')} had to be repeated.`,
      targets === 1 && 'All slow handshakes go to one address and port.',
    ),
    against: sentences(
      synAckRepeated === 0 && 'No SYN-ACK was repeated.',
      targets > 1 && `${String(targets)} different destinations are slow.`,
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
        `Most slow handshakes (${String(held)} of ${String(held + retried)}) were answered late without a retry${typical ? `, after up to ${formatDuration(typical.latency)}` : ''}.`,
    ),
    against: sentences(held === 0 && 'Every slow handshake lost its first SYN or SYN-ACK.'),
  }
}

function proxy({ onlyByData }: SlowHandshakeFacts): Alternative {
  return {
    cause:
      'A NAT or proxy near the tap that acknowledges data itself: the path is longer than it looks',
    for: sentences(
      onlyByData > 0 &&
        `${count(onlyByData, 'slow handshake has', 'slow handshakes have')} no faster one between the same hosts; only the data was acknowledged faster.`,
    ),
    against: sentences(
      onlyByData === 0 && 'Other handshakes between the same hosts were fast, or the SYN was lost.',
    ),
  }
}

function policy({ unanswered }: SlowHandshakeFacts): Alternative {
  return {
    cause: 'A network policy',
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

export function nextSteps({ slow }: SlowHandshakeFacts): Step[] {
  const [worst] = slow
  return [
    {
      say: 'Is the table of new connections full? Compare the count with the size, on the node, during a burst.',
      command:
        "kubectl -n kube-system exec ds/cilium -- sh -c 'cilium bpf ct list global | wc -l; cilium status --verbose | grep -i ct'",
    },
    {
      say: 'Cilium: make the table larger if it is.',
      command:
        'helm upgrade cilium cilium/cilium --namespace kube-system --reuse-values --set bpf.ctTcpMax=1048576',
    },
    {
      say: `Capture at the server as well${worst ? ` (${worst.target})` : ''} and drop both files here: it shows where the wait arises.`,
      command: "tcpdump -ni eth0 -s 128 -w syn.pcap 'tcp[tcpflags] & tcp-syn != 0'",
    },
  ]
}

export function confirmSteps(): Step[] {
  return [
    {
      say: 'drop and early_drop growing: the table is full. insert_failed growing: a race.',
      command: 'conntrack -S',
    },
    {
      say: 'Entries against the limit of the kernel.',
      command: 'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max',
    },
    {
      say: 'ListenDrops or ListenOverflows growing on the server: the backlog.',
      command: 'nstat -az TcpExtListenDrops TcpExtListenOverflows',
    },
    { say: '"table full, dropping packet" decides.', command: 'dmesg -T | grep conntrack' },
  ]
}
