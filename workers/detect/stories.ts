/**
 * One fault, one story: findings that another one explains are told under it. A symptom is one only
 * where it concerns the same hosts as its cause; which finding may explain which others stands below.
 */
import { identityOf, SEVERITIES, type Finding, type Severity } from '../model/finding'
import { append } from './grouping'
import { explainsMisdelivery } from './stale-map'

/** Contradictions of text beside the captures. */
const TEXT = 'sidecar-contradiction'
/** Comes from everywhere: its target alone tells whom it harms. */
const FLOOD = 'syn-flood'

/** Cause → what it shows itself by. A symptom of several goes to the first that stands here. */
const SYMPTOMS: readonly (readonly [cause: string, symptoms: readonly string[]])[] = [
  [TEXT, ['tunnel-misdelivery']],
  [
    'tunnel-misdelivery',
    ['path-asymmetry', 'connect-unanswered', 'icmp-unanswered', 'one-way-tunnel', 'dead-peer'],
  ],
  [
    'fragment-order',
    ['packet-loss', 'icmp-unanswered', 'mtu-black-hole', 'dead-peer', 'dns-latency', 'tls-failure'],
  ],
  [
    'reassembly-timeout',
    ['packet-loss', 'icmp-unanswered', 'mtu-black-hole', 'dead-peer', 'dns-latency'],
  ],
  [
    'tunnel-size-drop',
    ['mtu-black-hole', 'packet-loss', 'icmp-unanswered', 'dead-peer', 'tls-failure'],
  ],
  [
    'mtu-icmp-ignored',
    ['mtu-black-hole', 'packet-loss', 'icmp-unanswered', 'dead-peer', 'tls-failure'],
  ],
  [
    'mtu-black-hole',
    ['lost-in-node', 'packet-loss', 'icmp-unanswered', 'dead-peer', 'tls-failure'],
  ],
  ['lost-in-node', ['connect-unanswered', 'packet-loss', 'icmp-unanswered', 'dead-peer']],
  ['one-way-tunnel', ['connect-unanswered', 'icmp-unanswered', 'dead-peer']],
  ['path-asymmetry', ['connect-unanswered', 'half-open', 'dead-peer']],
  ['identity-change', ['connect-unanswered']],
  ['half-open', ['dead-peer', 'reset-storm']],
  ['idle-reset', ['reset-storm']],
  ['tls-failure', ['reset-storm']],
  ['checksum-errors', ['packet-loss', 'slow-handshake', 'connect-unanswered', 'dead-peer']],
  [FLOOD, ['connect-unanswered', 'slow-handshake']],
  ['packet-loss', ['slow-handshake']],
  // A gateway fails requests because of what stands behind it.
  ['connect-refused', ['http-errors']],
  ['connect-unanswered', ['http-errors']],
  ['dead-peer', ['http-errors']],
  ['reset-storm', ['http-errors']],
]

/** So much more often than expected may still be chance. */
const BY_CHANCE = 2

/**
 * The same findings, each story where its gravest part stood: the cause first, its symptoms behind it.
 * A cause is as grave as the gravest thing that it does: no symptom stands above what explains it.
 */
export function joinStories(sorted: readonly Finding[]): Finding[] {
  const causes = new Map<Finding, Finding>()
  for (const finding of sorted) {
    const cause = causeOf(finding, sorted, causes)
    if (cause !== undefined) causes.set(finding, cause)
  }
  const told: Finding[] = []
  const begun = new Set<Finding>()
  const symptoms = new Map<Finding, Finding[]>()
  for (const [symptom, cause] of causes) append(symptoms, cause, symptom)
  const symptomsOf = (finding: Finding): Finding[] => symptoms.get(finding) ?? []
  const severityOf = (finding: Finding): Severity => {
    const shown = symptomsOf(finding).map(severityOf)
    // Text is as grave as what packets confirm of it; whatever else, no less than by itself.
    const own = finding.detector === TEXT && shown.length > 0 ? [] : [finding.severity]
    return SEVERITIES.find((each) => [...own, ...shown].includes(each)) ?? finding.severity
  }
  const tell = (finding: Finding, symptomOf: string): void => {
    const severity = severityOf(finding)
    told.push({ ...finding, severity, ...(symptomOf !== '' && { symptomOf }) })
    for (const symptom of symptomsOf(finding)) tell(symptom, identityOf(finding))
  }
  for (const finding of sorted) {
    let first = finding
    for (let at = causes.get(first); at !== undefined; at = causes.get(at)) first = at
    if (begun.has(first)) continue
    begun.add(first)
    tell(first, '')
  }
  return told
}

function causeOf(
  finding: Finding,
  all: readonly Finding[],
  known: ReadonlyMap<Finding, Finding>,
): Finding | undefined {
  for (const [detector, symptoms] of SYMPTOMS) {
    if (!symptoms.includes(finding.detector)) continue
    const cause = all.find(
      (other) =>
        other.detector === detector &&
        other.severity !== 'note' &&
        explains(other, finding) &&
        isLikely(other, finding) &&
        !dependsOn(other, finding, known),
    )
    if (cause !== undefined) return cause
  }
  return undefined
}

/** Nothing is the symptom of its own symptom. */
function dependsOn(
  finding: Finding,
  other: Finding,
  known: ReadonlyMap<Finding, Finding>,
): boolean {
  for (let at: Finding | undefined = finding; at !== undefined; at = known.get(at)) {
    if (at === other) return true
  }
  return false
}

/** The ends of the symptom are among the hosts, networks or tunnel ends that the cause names. */
function explains(cause: Finding, symptom: Finding): boolean {
  if (cause.detector === TEXT) return explainsMisdelivery(cause, symptom)
  if (cause.detector === FLOOD) return isFlooded(cause, symptom)
  const { from = '', to = '' } = symptom.entities
  const ends = [addressesIn(from), addressesIn(to)]
  if (ends.some((addresses) => addresses.length === 0)) return false
  const named = Object.values(cause.entities).flatMap(addressesIn)
  const covers = (address: string) => named.some((each) => contains(each, address))
  const [begins = [], stops = []] = ends
  return begins.some(covers) && stops.some(covers)
}

/** A symptom that names no port, or several, may be of it. */
function isFlooded({ entities }: Finding, { entities: { to = '', port } }: Finding): boolean {
  const stops = addressesIn(to)
  return (
    stops.length === 1 &&
    stops[0] === entities['to'] &&
    [undefined, entities['port']].includes(port)
  )
}

const metric = ({ metrics }: Finding, name: string): number | undefined =>
  metrics.find((each) => each.name === name)?.value

function isLikely(cause: Finding, symptom: Finding): boolean {
  if (cause.detector === 'tls-failure') return endsInResets(cause, symptom)
  if (symptom.detector === 'tls-failure') return isCutOff(symptom)
  if (cause.detector !== 'packet-loss' || symptom.detector !== 'slow-handshake') return true
  return isByLoss(cause, symptom)
}

/** Most of the aborted connections are handshakes that failed. */
const endsInResets = (cause: Finding, symptom: Finding): boolean =>
  2 * (metric(cause, 'endedWithReset') ?? 0) >= (metric(symptom, 'connectionsAborted') ?? Infinity)

/** Whoever sends an alert has heard the other side. */
const isCutOff = (symptom: Finding): boolean =>
  ['alertsByClient', 'alertsByServer', 'encryptedAlerts'].every((name) => !metric(symptom, name))

/**
 * A handshake is slow when its SYN or its answer is lost: about twice as often as other packets are
 * lost, and at any time. More of them, or some that come and go in periods, have another cause.
 */
function isByLoss(cause: Finding, symptom: Finding): boolean {
  if (metric(symptom, 'burstPeriodSeconds') !== undefined) return false
  const slow = metric(symptom, 'slow') ?? 0
  const loss = metric(cause, 'lossPercent') ?? metric(cause, 'lostBetweenPercent') ?? 0
  const expected = (2 * loss * (metric(symptom, 'handshakes') ?? 0)) / 100
  return slow <= BY_CHANCE * expected
}

const addressesIn = (text: string): string[] =>
  text.match(/(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?|[0-9a-f]*:[0-9a-f:]+(?:\/\d{1,3})?/gi) ?? []

/** Is `address` the named one, or inside of the named IPv4 network? */
function contains(named: string, address: string): boolean {
  const [network = '', length] = named.split('/')
  if (length === undefined || network.includes(':')) return network === address
  const bits = Number(length)
  const mask = bits === 0 ? 0 : (~0 << (32 - bits)) >>> 0
  return (number(network) & mask) === (number(address) & mask)
}

const number = (address: string): number =>
  address.split('.').reduce((value, part) => value * 256 + Number(part), 0)
