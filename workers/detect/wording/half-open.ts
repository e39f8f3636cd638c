/** `half-open` in English, with its figure. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { Metric } from '../../model/finding'
import { NANOS_PER_SECOND } from '../../model/units'
import type { HalfOpenFacts, LostConn } from '../facts/half-open'
import { count, formatDuration, formatList, rounded } from '../format'
import { greatest, sum } from '../grouping'
import { measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'
import { causesOf, confirmOf, nextStepsOf } from './half-open-causes'

const LANES = 8

const pairOf = ({ believer, host }: LostConn): string =>
  `${formatEndpoint(believer.address, believer.port)} and ${formatEndpoint(host.address, host.port)}`

const inVain = (facts: HalfOpenFacts): number =>
  sum(facts.conns.filter(({ kind }) => kind === 'away').map(({ asked }) => asked))

export function sayHalfOpen(facts: HalfOpenFacts): Said {
  const { conns, host } = facts
  const [worst] = conns
  const believers = formatList([...new Set(conns.map(({ believer }) => believer.address))], 2)
  return {
    claim: `${host} lost ${conns.length === 1 ? 'a connection' : count(conns.length, 'connection')} in which ${believers} still ${conns.length === 1 || !believers.includes(' and ') ? 'believes' : 'believe'}: ${worst ? shortly(worst) : ''}`,
    happened: happenedOf(facts),
    rule: RULE,
    confidenceReasons: reasonsOf(facts),
    counterEvidence: sentences(
      conns.some(({ worked }) => !worked) &&
        'Of some of these connections the capture does not show that they worked before.',
      conns.some(({ older }) => older === 'fin' || older === 'rst') &&
        'The older connection had been closed in this capture: its other side may linger in TIME-WAIT, or missed the RST.',
    ),
    alternatives: causesOf(facts),
    disprovedBy: [
      `A list of sockets of ${host} from that moment that still holds the connection (ss -tn): then somebody else sent the RST.`,
      `Another machine that answers in the name of ${host}: a RST with the same TTL but another link-layer source address.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

const RULE =
  'A RST without ACK, with the TTL of the host itself, in answer to data or a keep-alive of a connection that nobody had closed: its sender does not know the connection. A warning when the host left more than 2 segments, or more than 1 s, without answer before (it was away), or when the connection had worked and was silent for 2 s or more and no timer explains it (that is idle-reset: another TTL, or several connections after a silence). Or a SYN that is answered with an ACK which does not acknowledge it, and a RST that denies this: a warning unless the older connection was closed in this capture.'

function shortly(conn: LostConn): string {
  const { kind, asked, questions, answer, quiet } = conn
  if (kind === 'challenge') return 'its SYN is answered with an ACK for the old one'
  if (kind === 'quiet')
    return `after ${formatDuration(quiet)} of silence the next segment is answered with RST`
  const first = questions[0]?.time ?? answer.time
  return `${count(asked, 'transmission')} without answer for ${formatDuration(answer.time - first)}, then RST`
}

function happenedOf(facts: HalfOpenFacts): string[] {
  const { conns, host, revived } = facts
  const [worst] = conns
  if (!worst) return []
  const others = conns.length - 1
  return sentences(
    storyOf(worst),
    others > 0 && `The same happened to ${count(others, 'more connection')} of ${host}.`,
    revived &&
      `Later ${host} completes a new handshake (port ${String(revived.port)}): it is back, and only what was open before is gone.`,
    'Programs that only wait for data on such a connection notice nothing until they send something themselves.',
  )
}

function storyOf(conn: LostConn): string {
  const { believer, host, place, tunnel, kind, asked, length, quiet, questions, answer } = conn
  const carried = tunnel ? `, carried in ${formatTunnel(tunnel)}` : ''
  if (kind === 'challenge') {
    const before =
      quiet > 0
        ? ` The last packet of the old connection was ${formatDuration(quiet)} earlier.`
        : ''
    const denied = conn.denial
      ? ` ${host.address} knows nothing of that and denies it with RST; only then can the new connection begin.`
      : ''
    return `In ${place}, ${formatEndpoint(host.address, host.port)} asks ${formatEndpoint(believer.address, believer.port)} for a connection${carried}. Instead of a SYN-ACK comes an ACK with other numbers: ${believer.address} still has an older connection on the same ports.${denied}${before}`
  }
  const first = questions[0]?.time ?? answer.time
  const what = length > 0 ? `${count(length, 'octet')} of data` : 'a segment'
  const idle = quiet > 0 ? ` was silent for ${formatDuration(quiet)}` : ' was in use'
  const attempts =
    kind === 'away'
      ? `${what} ${asked === 1 ? 'once' : `${String(asked)} times`} in ${formatDuration(answer.time - first)}, without any answer`
      : what
  return `In ${place}, the connection between ${pairOf(conn)}${carried}${idle}. Then ${believer.address} sent ${attempts}${kind === 'away' ? '; in the end' : ', and'} ${host.address} answered with RST. The RST carries no ACK: its sender does not know this connection, as after a restart.`
}

function reasonsOf({ conns, revived }: HalfOpenFacts): string[] {
  return sentences(
    conns.some(({ kind }) => kind !== 'challenge') &&
      'The RST has the TTL of the other packets of the host, so no device at another distance sent it.',
    conns.some(({ kind }) => kind === 'away') &&
      'Before the RST the host did not answer at all, as while it restarts.',
    revived && 'Behind it the host accepts new connections.',
    conns.every(({ kind }) => kind === 'quiet') &&
      'It answered at once: whether it restarted during the silence is inferred, which lowers the confidence.',
    conns.some(({ older }) => older === 'unseen') &&
      'The older connection is not in this capture, which lowers the confidence.',
  )
}

export function halfOpenMetrics(facts: HalfOpenFacts): Metric[] {
  const { conns, away } = facts
  const quiet = greatest(conns.map((conn) => conn.quiet))
  const challenges = conns.filter(({ kind }) => kind === 'challenge').length
  return [
    measured('connections', 'connections', conns.length),
    measured('unansweredSegments', 'segments without answer', inVain(facts), 'packets'),
    measured(
      'awaySeconds',
      'from the first of them to the RST',
      rounded(away / NANOS_PER_SECOND),
      's',
    ),
    measured('idleSeconds', 'silence before', rounded(quiet / NANOS_PER_SECOND), 's'),
    ...(challenges > 0
      ? [measured('challengeAcks', 'SYNs answered for an older connection', challenges)]
      : []),
  ]
}

export function drawHalfOpen(conns: readonly LostConn[]): Figure[] {
  return [
    {
      kind: 'attempts',
      title: 'What the lost connections were asked, and the answer',
      lanes: conns.slice(0, LANES).map(({ kind, believer, host, questions, answer, denial }) => ({
        label: `${formatEndpoint(believer.address, believer.port)} ↔ ${formatEndpoint(host.address, host.port)}`,
        tone: 'plain',
        points: [
          ...questions.map(({ frame, time }) => ({
            ...{ frame, time, tone: 'plain' as const },
            label: kind === 'challenge' ? 'SYN' : 'sent',
          })),
          { ...answer, tone: 'bad', label: kind === 'challenge' ? 'ACK' : 'RST' },
          ...(denial ? [{ ...denial, tone: 'bad' as const, label: 'RST' }] : []),
        ],
      })),
      until: greatest(conns.map(({ answer }) => answer.time)),
    },
  ]
}
