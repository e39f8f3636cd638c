/** Servers whose handshakes fail, folded where they fail alike; what all of them have in common. */
import { formatEndpoint } from '../model/address'
import { judgeCertificate } from './certificate-names'
import { isClusterName } from './dns-names'
import type { FailedHandshake, TlsFailureFacts, TlsReason, TlsServer } from './facts/tls-failure'
import { append, greatest, least, sum } from './grouping'
import type { ServerHandshakes, TlsHandshakes } from './tls-handshakes'

/** The API server, and kubelet. */
const CLUSTER_PORTS: readonly number[] = [6443, 10250]
/** Points of the figure. */
const POINTS = 2000

/** By name and reason; of servers without a name, those that fail alike when they are more than `maxSeparate`. */
export function failingServers(handshakes: TlsHandshakes, maxSeparate: number): TlsFailureFacts[] {
  const failing = handshakes.servers().filter(({ failures }) => failures.length > 0)
  const byName = new Map<string, ServerHandshakes[]>()
  for (const group of failing) {
    const { sni, address, port, failures } = group
    const who = sni === '' ? formatEndpoint(address, port) : sni
    append(byName, `${who} ${keyOf(mainOf(reasonsOf(failures)))}`, group)
  }
  const byReason = new Map<string, ServerHandshakes[][]>()
  for (const groups of byName.values()) {
    const failures = groups.flatMap((group) => group.failures)
    append(byReason, keyOf(mainOf(reasonsOf(failures))), groups)
  }
  return [...byReason.values()].flatMap((alike) =>
    alike.length > maxSeparate
      ? [factsOf(alike.flat(), handshakes)]
      : alike.map((groups) => factsOf(groups, handshakes)),
  )
}

const keyOf = ({ kind, by, alert }: TlsReason): string => `${kind} ${by} ${alert}`

/** Most frequent first, but those that say nothing behind all that do. */
function reasonsOf(failures: readonly FailedHandshake[]): (TlsReason & { count: number })[] {
  const counts = new Map<string, TlsReason & { count: number }>()
  for (const { kind, by, alert } of failures) {
    const key = keyOf({ kind, by, alert })
    const known = counts.get(key) ?? { kind, by, alert, count: 0 }
    known.count++
    counts.set(key, known)
  }
  const quiet = ({ kind }: TlsReason) => (kind === 'left' ? 1 : 0)
  return [...counts.values()].sort((a, b) => quiet(a) - quiet(b) || b.count - a.count)
}

const mainOf = (reasons: readonly TlsReason[]): TlsReason =>
  reasons[0] ?? { kind: 'left', by: 'client', alert: '' }

function factsOf(groups: readonly ServerHandshakes[], all: TlsHandshakes): TlsFailureFacts {
  const failures = groups
    .flatMap((group) => group.failures)
    .sort((a, b) => a.capture - b.capture || a.time - b.time)
  const completed = groups.flatMap((group) => group.completed)
  const reasons = reasonsOf(failures)
  const main = mainOf(reasons)
  const alike = failures.filter((each) => keyOf(each) === keyOf(main))
  const example = [...alike].sort((a, b) => tells(b) - tells(a))[0] ?? failures[0]
  if (example === undefined) throw new Error('a group without failures')
  const { capture } = failures[0] ?? example
  const here = failures.filter((each) => each.capture === capture)
  const first = least(here.map(({ time }) => time))
  const last = greatest(here.map(({ time }) => time))
  const then = completed.filter((each) => each.capture === capture).map(({ time }) => time)
  const own = example.clientCertificate
  return {
    servers: serversOf(groups),
    names: unique(groups.map(({ sni }) => sni).filter((sni) => sni !== '')),
    ...{ failures, reasons, main, example, capture, first, last },
    completed: completed.length,
    before: then.filter((time) => time < first).length,
    between: then.filter((time) => time >= first && time <= last).length,
    after: then.filter((time) => time > last).length,
    undecided: sum(groups.map(({ undecided }) => undecided)),
    clients: unique(failures.map(({ client }) => client)),
    ...servedOf(groups, all),
    times: timesOf(
      here,
      completed.filter((each) => each.capture === capture),
    ),
    certificate: judgeCertificate(example.certificates, example.sni, example.atMs),
    clientCertificate: own && judgeCertificate([own], '', example.atMs),
    cluster: isOfCluster(groups, example),
    place: all.placeOf(capture),
  }
}

/** How much it has to show. */
const tells = ({ certificates, serverHelloFrame, helloFrame }: FailedHandshake): number =>
  4 * Math.min(1, certificates.length) + 2 * Math.min(1, serverHelloFrame) + Math.min(1, helloFrame)

function serversOf(groups: readonly ServerHandshakes[]): TlsServer[] {
  const servers = new Map<string, TlsServer>()
  for (const { address, port, failures, completed } of groups) {
    const key = formatEndpoint(address, port)
    const known = servers.get(key) ?? { address, port, failed: 0, completed: 0 }
    known.failed += failures.length
    known.completed += completed.length
    servers.set(key, known)
  }
  return [...servers.values()].sort((a, b) => b.failed - a.failed)
}

/** What the same servers agreed on with others, for whatever name. */
function servedOf(
  groups: readonly ServerHandshakes[],
  all: TlsHandshakes,
): Pick<TlsFailureFacts, 'servedClients' | 'versions' | 'ciphers'> {
  const here = new Set(groups.map(({ address, port }) => formatEndpoint(address, port)))
  const others = all
    .servers()
    .filter(({ address, port }) => here.has(formatEndpoint(address, port)))
  return {
    servedClients: unique(others.flatMap(({ completed }) => completed.map(({ client }) => client))),
    versions: unique(others.flatMap(({ versions }) => [...versions])).sort(),
    ciphers: unique(others.flatMap(({ ciphers }) => [...ciphers])),
  }
}

function timesOf(
  failures: readonly FailedHandshake[],
  completed: ServerHandshakes['completed'],
): TlsFailureFacts['times'] {
  const failed = failures.map(({ helloTime, time, frame }) => {
    return { time: helloTime, took: Math.max(0, time - helloTime), frame, failed: true }
  })
  const others = completed.map(({ time, took, frame }) => ({ time, took, frame, failed: false }))
  const every = Math.max(1, Math.ceil((failed.length + others.length) / POINTS))
  return [...failed, ...others]
    .sort((a, b) => a.time - b.time)
    .filter((_, index) => index % every === 0)
}

function isOfCluster(
  groups: readonly ServerHandshakes[],
  { certificates }: FailedHandshake,
): boolean {
  const [own] = certificates
  const names = [...groups.map(({ sni }) => sni), ...(own?.names ?? [])]
  const issued = `${own?.subject ?? ''} ${own?.issuer ?? ''}`
  return (
    names.some((name) => isClusterName(name) || /\.svc\.?$/i.test(name)) ||
    groups.some(({ port }) => CLUSTER_PORTS.includes(port)) ||
    /kubernetes|kube-/i.test(issued)
  )
}

const unique = (values: readonly string[]): string[] => [...new Set(values)]
