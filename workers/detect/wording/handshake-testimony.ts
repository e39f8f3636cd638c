/** What side-cars say for and against the causes of slow handshakes, in English. */
import type { HandshakeTestimony } from '../facts/handshake-testimony'
import { count, formatDuration, formatNumber } from '../format'
import { NANOS_PER_MS } from '../../model/units'
import { sentences } from '../said'
import { isTableFull } from '../testimony'
import { sayDrops } from './testimony'

const SINCE = 'since the node was started'

export function tableFullSays({ conntrack, drops }: HandshakeTestimony): string[] {
  return sentences(
    drops && isTableFull(drops) && sayDrops(drops, 'SYNs'),
    ...conntrack.map(
      ({ file, full }) =>
        full > 0 &&
        `conntrack -S (${file}) counts ${count(full, 'packet')} dropped because the table was full, or early, ${SINCE}.`,
    ),
  )
}

export function raceSays({ conntrack }: HandshakeTestimony): string[] {
  return sentences(
    ...conntrack.map(
      ({ file, failed }) =>
        failed > 0 &&
        `conntrack -S (${file}) counts ${count(failed, 'entry', 'entries')} that could not be inserted, ${SINCE}.`,
    ),
  )
}

export function noRaceSays({ conntrack }: HandshakeTestimony): string[] {
  const none = conntrack.length > 0 && conntrack.every(({ failed }) => failed === 0)
  return sentences(none && 'conntrack -S counts no entry that could not be inserted.')
}

export function backlogSays({ backlog }: HandshakeTestimony): string[] {
  return sentences(
    ...backlog.map(
      ({ file, value }) =>
        value > 0 &&
        `${file} counts ${formatNumber(value)} SYNs dropped by listening sockets (TcpExtListenDrops), ${SINCE}.`,
    ),
  )
}

/** Sentences of what happened. */
export function testimonySays({ drops, tracedMs, tracedBy }: HandshakeTestimony): string[] {
  return sentences(
    drops && sayDrops(drops, 'SYNs'),
    tracedMs > 0 &&
      `On a node, ${tracedBy} traced connects between the same hosts of up to ${formatDuration(tracedMs * NANOS_PER_MS)}.`,
  )
}
