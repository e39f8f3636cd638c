/** The figures of `fragment-order`, with English labels. */
import type { Figure, LadderFigure, LadderStep } from '../../model/figure'
import type { DatagramRecord } from '../../model/records'
import type { FragmentOrderFacts } from '../facts/fragment-order'
import { formatDuration, octets } from '../format'
import { layersOf } from '../mtu'
import { tunnelName } from '../way'

export function drawFragmentOrder(facts: FragmentOrderFacts): Figure[] {
  return [...ladder(facts), ...byteBudget(facts), ...answeredShares(facts)]
}

/** Two tail-first datagrams, the first of them with its ICMP error if there is one, and one in order. */
function ladder({ path }: FragmentOrderFacts): LadderFigure[] {
  const tailFirst = path.samples.filter((datagram) => datagram.tailFirst)
  const worst = [...tailFirst].sort((a, b) => badness(b) - badness(a)).slice(0, 2)
  const inOrder = path.samples.filter((datagram) => !datagram.tailFirst)
  const best = inOrder.find(({ answered }) => answered) ?? inOrder[0]
  const shown = best ? [...worst, best] : worst
  if (shown.length === 0) return []
  return [
    {
      kind: 'ladder',
      title: 'Fragments in wire order',
      from: path.src,
      to: path.dst,
      groups: shown.map((datagram) => ({
        caption: captionOf(datagram),
        tone: datagram.answered === null ? 'plain' : datagram.answered ? 'good' : 'bad',
        steps: stepsOf(datagram),
      })),
    },
  ]
}

const badness = ({ answered, icmpTimeoutFrame }: DatagramRecord): number =>
  (answered === false ? 2 : 0) + (icmpTimeoutFrame > 0 ? 1 : 0)

function captionOf(datagram: DatagramRecord): string {
  const order = datagram.tailFirst ? 'tail first' : 'in order'
  const fate =
    datagram.answered === null ? '' : datagram.answered ? ', answered' : ', never answered'
  return `datagram ${String(datagram.id)}: ${order}${fate}`
}

function stepsOf(datagram: DatagramRecord): LadderStep[] {
  const start = datagram.fragments[0]?.time ?? 0
  const { carries } = datagram
  const headers = carries
    ? `UDP ${String(carries.udpPort)} · ${tunnelName(carries)}${carries.vni < 0 ? '' : ` ${String(carries.vni)}`}`
    : 'transport header'
  let headSeen = false
  const steps = datagram.fragments.map((fragment): LadderStep => {
    const head = fragment.offset === 0
    headSeen ||= head
    return {
      frame: fragment.frame,
      time: fragment.time - start,
      direction: 'forth',
      label: `${head ? 'head' : 'tail'}: offset ${String(fragment.offset)}, ${octets(fragment.ipLength)}, MF ${fragment.more ? '1' : '0'}`,
      headers: head ? headers : '',
      tone: head ? 'plain' : headSeen ? 'good' : 'bad',
    }
  })
  const head = datagram.fragments.find(({ offset }) => offset === 0)
  if (datagram.answerFrame > 0 && head) {
    steps.push({
      frame: datagram.answerFrame,
      time: head.time + datagram.answerAfter - start,
      direction: 'back',
      label: `answer after ${formatDuration(datagram.answerAfter)}`,
      headers: '',
      tone: 'good',
    })
  }
  if (datagram.icmpTimeoutFrame > 0) {
    steps.push({
      frame: datagram.icmpTimeoutFrame,
      time: datagram.icmpTimeoutTime - start,
      direction: 'back',
      label: 'ICMP: fragment reassembly time exceeded',
      headers: '',
      tone: 'bad',
    })
  }
  return steps
}

function byteBudget({ path, pathMtu, largestInner }: FragmentOrderFacts): Figure[] {
  const inner = path.samples.find((datagram) => datagram.inner)?.inner
  if (!inner || !path.carries) return []
  return [
    {
      kind: 'byte-budget',
      title: 'The largest packet against the path',
      parts: layersOf(path.carries, largestInner, inner.src),
      limit: { atLeast: pathMtu, below: pathMtu + 1, label: `path MTU ${String(pathMtu)}` },
    },
  ]
}

function answeredShares({ path, whole }: FragmentOrderFacts): Figure[] {
  const bars = [
    {
      label: 'in order',
      value: path.headFirstAnswered,
      of: path.headFirstAnswered + path.headFirstUnanswered,
      tone: 'good' as const,
    },
    {
      label: 'tail first',
      value: path.tailFirstAnswered,
      of: path.tailFirstAnswered + path.tailFirstUnanswered,
      tone: 'bad' as const,
    },
    {
      label: 'smallest pings, not fragmented',
      value: whole.answered,
      of: whole.asked,
      tone: 'plain' as const,
    },
  ].filter(({ of }) => of > 0)
  if (bars.length < 2) return []
  return [
    { kind: 'bars', title: 'Answered, by order of arrival', unit: 'datagrams answered', bars },
  ]
}
