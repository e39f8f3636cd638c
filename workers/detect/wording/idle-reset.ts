/** `idle-reset` in English, with its figure. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { Metric } from '../../model/finding'
import { NANOS_PER_SECOND, type Nanos } from '../../model/units'
import type { IdleFacts, IdleReset } from '../facts/idle-reset'
import { count, formatDuration, formatList, formatNumber, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { causesOf, confirmOf, nextStepsOf } from './idle-reset-causes'

export type IdleLimits = Readonly<Record<'minIdleSeconds' | 'minConnections', number>>

const LANES = 12

export const connOf = ({ orig, resp }: IdleReset): string =>
  `${formatEndpoint(orig.address, orig.port)} → ${formatEndpoint(resp.address, resp.port)}`

const ttlsOf = (ttls: readonly number[]): string => `TTL ${formatList(ttls.map(String))}`

/** Connections were used again after a silence, or were reset in the middle of it. */
export function sayIdleReset(facts: IdleFacts, limits: IdleLimits): Said {
  const { resets, shortest, longest, shared, host } = facts
  const range =
    longest > shortest * 1.05
      ? `${formatDuration(shortest)} to ${formatDuration(longest)}`
      : formatDuration(shortest)
  return {
    claim: `${count(resets.length, 'connection')} ${shared === 'resp' ? 'to' : 'from'} ${host} did not survive a silence of ${range}: ${facts.unprovoked === resets.length ? 'a RST came in the middle of it' : 'the next segment was answered with RST'}`,
    happened: happenedOf(facts),
    rule: ruleOf(limits),
    confidenceReasons: sentences(
      'Silence, the segment that ended it, and the RST are in the capture. That a timer forgot the connection is inferred.',
      facts.foreign > 0 &&
        'The RST does not look like the other packets of the host in whose name it came.',
      facts.foreign === 0 &&
        'The RST has the TTL of the host itself, so the host may have lost the connection by a restart, which lowers the confidence.',
      facts.outlived > 0 &&
        'Other connections outlived silences as long, which lowers the confidence.',
    ),
    counterEvidence: sentences(
      facts.outlived > 0 &&
        `${count(facts.outlived, 'connection')} to the same host outlived a silence of ${formatDuration(shortest)} or more, up to ${formatDuration(facts.outlivedLongest)}.`,
      facts.foreign < resets.length &&
        `${count(resets.length - facts.foreign, 'RST has', 'RSTs have')} the TTL of the host's other segments, or there is none to compare with.`,
    ),
    alternatives: causesOf(facts),
    disprovedBy: [
      'The segment behind the silence, captured at the receiving host itself, and a RST that this host sends.',
      `A connection on the same way that outlives more than ${formatDuration(longest)} without any packet.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

const ruleOf = (limits: IdleLimits): string =>
  `An open connection on which neither side sent anything for at least ${String(limits.minIdleSeconds)} s, and whose next segment was answered with a RST of somebody who does not know it: without ACK, at once, and expected by its sequence number; or with a TTL that no other segment of that side has. A RST in the middle of the silence counts when it has such a TTL or comes in the name of both sides. A warning from ${String(limits.minConnections)} connections on, or when another machine than the host speaks; where connections to the same host outlive silences as long, only when both hold. A FIN behind the silence, and resets after several segments without answer, do not count.`

function happenedOf(facts: IdleFacts): string[] {
  const { resets, shortest, places, unprovoked } = facts
  const [first] = resets
  if (!first) return []
  const { silence, reset } = first
  const [asker, other] =
    silence.from === 'orig' ? [first.orig, first.resp] : [first.resp, first.orig]
  return sentences(
    first.unprovoked
      ? `In ${first.place}, ${connOf(first)} was silent for ${formatDuration(silence.length)}; then a RST came, though nobody had sent anything.`
      : `In ${first.place}, ${connOf(first)} was silent for ${formatDuration(silence.length)}. Then ${asker.address} sent a segment, and ${formatDuration(reset.time - silence.time)} later a RST came in the name of ${other.address}${reset.hasAck ? '' : ', without ACK: its sender does not know the connection'}.`,
    resets.length > 1 &&
      `The same happened to ${count(resets.length - 1, 'more connection')}${unprovoked > 0 && unprovoked < resets.length ? `; ${count(unprovoked, 'RST')} came in the middle of the silence` : ''}.`,
    speakerOf(facts),
    bracketOf(facts),
    places.length > 1 &&
      `Seen at ${formatList(places)}; a connection that several taps saw counts once.`,
    `Whoever uses such a connection again sees "connection reset by peer", after ${formatDuration(shortest)} of silence at the shortest.`,
  )
}

function speakerOf({ foreign, resets, resetTtls, otherTtls }: IdleFacts): string {
  if (foreign === 0) {
    return otherTtls.length === 0
      ? ''
      : `The RSTs have ${ttlsOf(resetTtls)}, as other segments in the same name have.`
  }
  const many =
    foreign < resets.length ? `${formatNumber(foreign)} of the RSTs have` : 'The RSTs have'
  return resetTtls.every((ttl) => otherTtls.includes(ttl))
    ? `${many} the name of both sides: a device between them sent both.`
    : `${many} ${ttlsOf(resetTtls)}, other segments in the same name ${ttlsOf(otherTtls)}: a device on the way sent them, not the host.`
}

function bracketOf({ survived, shortest, outlived }: IdleFacts): string {
  if (outlived > 0) return ''
  const below =
    survived > 0 ? `longer than ${formatDuration(survived)}, which others survived, and ` : ''
  return `If a timer does this, it is ${below}at most ${formatDuration(shortest)} (estimated).`
}

export function idleMetrics(facts: IdleFacts): Metric[] {
  const seconds = (time: Nanos) => rounded(time / NANOS_PER_SECOND)
  return [
    measured('connections', 'reset after silence', facts.resets.length, 'connections'),
    measured('idleSeconds', 'shortest silence that was reset', seconds(facts.shortest), 's'),
    measured('survivedSeconds', 'longest survived below that', seconds(facts.survived), 's'),
    measured('survivors', 'outlived a silence', facts.survivors, 'connections'),
    measured('foreignResets', 'RSTs of another machine', facts.foreign, 'connections'),
  ]
}

export function drawIdleResets({ resets, last }: IdleFacts): Figure[] {
  return [
    {
      kind: 'attempts',
      title: 'What ended the silence, and the RST',
      lanes: resets.slice(0, LANES).map((idle) => ({
        label: `${connOf(idle)}, silent ${formatDuration(idle.silence.length)}`,
        tone: 'bad',
        points: [
          ...(idle.unprovoked
            ? []
            : [
                {
                  time: idle.silence.time,
                  frame: idle.silence.frame,
                  tone: 'plain' as const,
                  label: 'segment',
                },
              ]),
          {
            time: idle.reset.time,
            frame: idle.reset.frame,
            tone: 'bad' as const,
            label: `RST, TTL ${String(idle.reset.ttl)}`,
          },
        ],
      })),
      until: last,
    },
  ]
}
