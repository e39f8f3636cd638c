/** `tls-failure` in English: what happened, and the numbers. */
import { formatEndpoint } from '../../model/address'
import type { Metric } from '../../model/finding'
import { shortName } from '../dns-names'
import type { FailedHandshake, TlsFailureFacts, TlsReason } from '../facts/tls-failure'
import { count, formatDuration, formatList, formatNumber, formatPercent } from '../format'
import { measured, type Said, sentences } from '../said'
import { alertName, meaningOf, refusesServer, whyOf } from './tls-failure-alerts'
import { causesOf } from './tls-failure-causes'
import { ofCertificates } from './tls-failure-certificates'
import { confirmOf, nextStepsOf } from './tls-failure-steps'

type Limits = Readonly<Record<'minFailed' | 'minPercent' | 'noteLeft' | 'maxSeparate', number>>

const LISTED = 4

/** `10.0.0.5:8443 (api.example)`, `api.example (3 servers)`, `12 servers`. */
export function subjectOf({ servers, names }: TlsFailureFacts): string {
  const [first] = servers
  const [name] = names
  if (servers.length > 1 || first === undefined) {
    const many = count(servers.length, 'server')
    return name !== undefined && names.length === 1 ? `${shortName(name)} (${many})` : many
  }
  const where = formatEndpoint(first.address, first.port)
  return name === undefined ? where : `${where} (${formatList(names.map(shortName), 2)})`
}

export function sayTlsFailure(facts: TlsFailureFacts, limits: Limits): Said {
  const { failures, completed } = facts
  const all = failures.length + completed
  return {
    claim: `${formatNumber(failures.length)} of ${count(all, 'TLS handshake')} with ${subjectOf(facts)} failed: ${whyOf(facts)}`,
    happened: happenedOf(facts),
    rule: `A handshake that an alert ended, or in which either side closed the connection before it was complete; a warning from ${String(limits.minFailed)} of them with one server and name on, when they are at least ${String(limits.minPercent)} % of the handshakes there, or when a client refused a certificate that was not valid at that time. Clients that leave without a word do not count for it, and are told from ${String(limits.noteLeft)} on. More than ${String(limits.maxSeparate)} servers that fail alike become one finding.`,
    confidenceReasons: reasonsOf(facts),
    counterEvidence: counterOf(facts),
    alternatives: causesOf(facts),
    disprovedBy: [disproofOf(facts)],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function happenedOf(facts: TlsFailureFacts): string[] {
  const { failures, clients, completed, undecided, first, last, reasons, example } = facts
  const inTime = failures.length > 1 ? ` within ${formatDuration(last - first)}` : ''
  const done =
    completed === 0 ? 'None was completed.' : `${count(completed, 'other', 'others')} completed.`
  const open =
    undecided === 0
      ? ''
      : ` Of ${formatNumber(undecided)} more the capture does not hold enough to tell.`
  const ways = reasons.map((reason) => `${formatNumber(reason.count)} × ${nameOf(reason)}`)
  const meaning = meaningOf(facts)
  return sentences(
    `In ${facts.place}, ${count(failures.length, 'handshake')} of ${formatList(clients)} with ${subjectOf(facts)} failed${inTime}. ${done}${open}`,
    reasons.length > 1 && `They failed in several ways: ${formatList(ways, 6)}.`,
    `${flightOf(facts)}${meaning === '' ? '' : ` ${meaning}`}`,
    ...ofCertificates(facts),
    versionsOf(facts),
    example.foreignReset &&
      'The RST that ended it has a TTL that no other segment of its side has: a device on the way speaks in its name.',
    sinceOf(facts),
  )
}

/** What stood on the wire, of one of them. */
function flightOf({ example, main }: TlsFailureFacts): string {
  const { helloTime, time, text, serverHelloFrame, endHow, endBy, frame, endFrame } = example
  const took = formatDuration(Math.max(0, time - helloTime))
  const who = main.by === 'client' ? 'the client' : 'the server'
  if (main.kind === 'text') return `The first line of what the server says is "${text}".`
  if (main.kind === 'plain') return `The first request is "${shortName(text)}".`
  if (main.kind === 'silent') return `The client waited ${took} for an answer to its ClientHello.`
  const stage = serverHelloFrame > 0 ? 'behind the ServerHello' : 'in answer to the ClientHello'
  const ended =
    endHow === '' || endFrame === frame
      ? ''
      : ` Then ${endBy === 'client' ? 'the client' : 'the server'} closed the connection with ${endHow === 'reset' ? 'RST' : 'FIN'}.`
  if (main.kind === 'alert' || main.kind === 'sealed') {
    const what = main.kind === 'alert' ? `alert ${alertName(main)}` : 'what looks like an alert'
    return `In the case shown ${who} sent ${what} ${took} after the ClientHello, ${stage}.${ended}`
  }
  return `In the case shown ${who} closed the connection with ${endHow === 'reset' ? 'RST' : 'FIN'} ${took} after the ClientHello, ${stage}.`
}

/** Offered, and taken from others. */
function versionsOf({ example, versions, main, ciphers }: TlsFailureFacts): string {
  const { offered, version } = example
  if (offered.length === 0 || /certificate|ca$/.test(main.alert)) return ''
  const chosen = version === '' ? '' : ` The server chose ${version}.`
  const others =
    versions.length === 0
      ? ''
      : ` Handshakes that were completed there have ${formatList(versions)}, with ${formatList(ciphers, LISTED)}.`
  return `The client offered ${formatList(offered, 8)}.${chosen}${others}`
}

function sinceOf({ before, between, after, first, failures }: TlsFailureFacts): string {
  if (before + between + after === 0) return ''
  const at = formatDuration(first)
  if (between > 0) {
    return `Completed and failed handshakes alternate: ${formatNumber(between)} were completed in between, ${formatPercent((100 * failures.length) / (failures.length + before + between + after))} failed.`
  }
  if (before > 0 && after > 0) {
    return `${formatNumber(before)} were completed before ${at} into the capture and ${formatNumber(after)} afterwards; in between all failed.`
  }
  return before > 0
    ? `${formatNumber(before)} were completed until ${at} into the capture; since then all failed.`
    : `${formatNumber(after)} were completed afterwards.`
}

function reasonsOf({ main, example }: TlsFailureFacts): string[] {
  const { kind, by } = main
  if (kind === 'alert') {
    return [
      example.transportedBy === 'quic'
        ? 'The error that closes the QUIC connection was read, and who sent it.'
        : 'The alert was read, and who sent it; what its sender means by it is up to its software.',
    ]
  }
  if (kind === 'text' || kind === 'plain') return ['What was said in plain text was read.']
  if (kind === 'sealed') {
    return [
      by === 'client'
        ? 'The alert is encrypted: that it is one follows from its length and its place. With the key log it can be read.'
        : 'The record is encrypted: a server that only takes leave sends one of the same length.',
    ]
  }
  if (kind === 'left') return ['A client that changes its mind looks the same.']
  return ['That the connection ended before the handshake is certain; why is inferred.']
}

function counterOf(facts: TlsFailureFacts): string[] {
  const { completed, servedClients, clients, failures } = facts
  const left = failures.filter(({ kind }) => kind === 'left').length
  const others = servedClients.filter((client) => !clients.includes(client))
  const same = servedClients.filter((client) => clients.includes(client))
  return sentences(
    same.length > 0 &&
      `${formatList(same, LISTED)} completed other handshakes with the same server.`,
    others.length > 0 &&
      `Other clients completed theirs: ${formatList(others, LISTED)}. What the server shows is not refused by all.`,
    completed > 0 &&
      same.length + others.length === 0 &&
      `${formatNumber(completed)} were completed.`,
    left > 0 &&
      `${count(left, 'client')} left without a word: health checks, scanners and browsers do so on purpose.`,
  )
}

function disproofOf({ main, servers }: TlsFailureFacts): string {
  const [first] = servers
  const where = first === undefined ? '' : formatEndpoint(first.address, first.port)
  return refusesServer(main)
    ? `A client with the same authorities and the same clock that takes this certificate from ${where} for this name.`
    : `A handshake of the same client software with ${where} and this name that is completed.`
}

/** `alert unknown_ca (48) of the client`. */
function nameOf(reason: TlsReason): string {
  const { kind, by } = reason
  const side = by === 'client' ? 'of the client' : 'of the server'
  if (kind === 'alert') return `alert ${alertName(reason)} ${side}`
  if (kind === 'sealed') return `an encrypted alert ${side}`
  if (kind === 'text') return 'an answer in plain text'
  if (kind === 'plain') return 'a request in plain HTTP'
  if (kind === 'cut') return 'closed by the server'
  return kind === 'silent' ? 'no answer of the server' : 'left by the client'
}

/** In the evidence table, beside the frame that shows the failure. */
export const roleOf = (failure: FailedHandshake): string => {
  if (failure.kind === 'alert') return `alert ${alertName(failure)} of the ${failure.by}`
  if (failure.kind === 'sealed') return `encrypted alert of the ${failure.by}`
  if (failure.kind === 'text') return 'answer in plain text'
  if (failure.kind === 'plain') return 'answer'
  return failure.endHow === 'reset' ? 'RST' : 'FIN'
}

/** Who asks, and for what. */
export const noteOf = ({ client, clientPort, sni, text, kind }: FailedHandshake): string => {
  const said = kind === 'plain' ? text : sni
  const from = formatEndpoint(client, clientPort)
  return said === '' ? from : `${from}, ${shortName(said)}`
}

export function tlsFailureMetrics(facts: TlsFailureFacts): Metric[] {
  const { failures, completed, undecided, clients, servers } = facts
  const of = (wanted: (failure: FailedHandshake) => boolean) => failures.filter(wanted).length
  return [
    measured('failed', 'failed', failures.length, 'handshakes'),
    measured('completed', 'completed', completed, 'handshakes'),
    measured('undecided', 'not to be judged', undecided, 'handshakes'),
    measured(
      'alertsByClient',
      'ended by an alert of the client',
      of(({ kind, by }) => kind === 'alert' && by === 'client'),
      'handshakes',
    ),
    measured(
      'alertsByServer',
      'ended by an alert of the server',
      of(({ kind, by }) => kind === 'alert' && by === 'server'),
      'handshakes',
    ),
    measured(
      'encryptedAlerts',
      'ended by an encrypted alert',
      of(({ kind }) => kind === 'sealed'),
      'handshakes',
    ),
    measured(
      'endedWithReset',
      'ended with RST',
      of(({ endHow }) => endHow === 'reset'),
      'handshakes',
    ),
    measured('clients', 'clients', clients.length, 'hosts'),
    measured('servers', 'servers', servers.length),
  ].filter(({ name, value }) => value > 0 || name === 'completed') // of ways to end, those that were taken
}
