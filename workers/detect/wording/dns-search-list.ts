/** `dns-search-list` in English. */
import type { Figure } from '../../model/figure'
import type { Metric, Step } from '../../model/finding'
import { NANOS_PER_MS, type Nanos } from '../../model/units'
import { nameWord, shortName } from '../dns-names'
import type { SearchListFacts } from '../facts/dns-search-list'
import { count, formatDuration, formatList, formatShare, rounded } from '../format'
import { estimated, measured, type Said, sentences } from '../said'
import { dnsConfigCommand, namespaceIn, nodeLocalStep, podStep } from './dns-settings'

type Limits = Readonly<Record<'minWasted', number>>

/** A wait that somebody may notice. */
const NOTICED = 100 * NANOS_PER_MS

export function saySearchList(facts: SearchListFacts, limits: Limits): Said {
  const { names, missing, wasted, queries, domains, lookups, longestCost, medianCost } = facts
  const all = names.length + missing.length
  return {
    claim: `${String(wasted)} of ${count(queries, 'DNS question')} could only fail: ${count(all, 'name was', 'names were')} asked for with ${count(domains.length, 'search domain')} appended before ${all === 1 ? 'it was' : 'they were'} asked for as written`,
    happened: happenedOf(facts),
    rule: `A question that failed, and then, by the same client for the same type, one for the same name without its last labels: those labels are a search domain. Told from ${String(limits.minWasted)} such questions on.`,
    confidenceReasons: [
      'The same names were asked for with and without the domains, in the order of a search list.',
    ],
    counterEvidence: sentences(
      longestCost < NOTICED &&
        `No look-up lost more than ${formatDuration(longestCost)} by it: here it is load for the DNS server rather than a wait.`,
      lookups.length > 0 &&
        medianCost > 0 &&
        missing.length > 0 &&
        names.length === 0 &&
        'None of the names exists; they would fail in any case.',
    ),
    alternatives: [
      {
        cause: 'A program that appends the domains by itself',
        for: [],
        against: sentences(
          facts.clients.length > 1 && `${String(facts.clients.length)} clients do the same.`,
          facts.cluster && 'The domains are those that Kubernetes gives to every pod.',
        ),
      },
    ],
    disprovedBy: ['A resolv.conf of the client without these search domains.'],
    nextSteps: nextSteps(facts),
    confirm: confirmSteps(facts),
  }
}

function happenedOf(facts: SearchListFacts): string[] {
  const { names, missing, wasted, queries, domains, lookups, clients, dots, nxdomain } = facts
  const [example] = lookups
  const each = lookups.length > 0 ? wasted / lookups.length : 0
  return sentences(
    `In ${facts.place}, ${formatList(clients)} asked for ${formatList([...names, ...missing].map(shortName), 6)} with these domains appended, one after the other: ${formatList(domains.map(shortName), 7)}. Only then came the question for the name as it was written.`,
    `That made ${count(wasted, 'question')} (${formatShare(wasted / queries)} of all) in ${count(lookups.length, 'look-up')} that could only fail, ${String(rounded(each))} for each; ${count(nxdomain, 'answer')} in the capture say that a name does not exist (NXDOMAIN).`,
    missing.length > 0 &&
      `${formatList(missing.map(shortName))} ${missing.length === 1 ? 'does' : 'do'} not exist as written either.`,
    `Half of the look-ups spent at most ${formatDuration(facts.medianCost)} on it, the longest ${formatDuration(facts.longestCost)}.`,
    `The names have up to ${count(dots, 'dot')}, so ndots of the client is larger than ${String(dots)}${facts.cluster ? ' (Kubernetes sets 5)' : ''}.`,
    example && exampleSentence(example),
  )
}

function exampleSentence({ name, wasted, asWritten }: SearchListFacts['lookups'][number]): string {
  const frames = wasted.map(({ frame }) => String(frame))
  return `For example ${shortName(name)}: ${count(frames.length, 'question')} in vain (frames ${formatList(frames, 9)}), then frame ${String(asWritten[0]?.frame ?? 0)} for the name itself.`
}

export function searchListMetrics(facts: SearchListFacts): Metric[] {
  const ms = (time: Nanos) => rounded(time / NANOS_PER_MS)
  return [
    measured('names', 'names that exist', facts.names.length),
    measured('missingNames', 'names that do not exist', facts.missing.length),
    measured('lookups', 'look-ups', facts.lookups.length),
    measured('domains', 'search domains', facts.domains.length),
    measured('queries', 'questions sent', facts.queries, 'packets'),
    measured('wasted', 'in vain', facts.wasted, 'packets'),
    measured('nxdomain', 'NXDOMAIN answers, all', facts.nxdomain, 'packets'),
    measured('medianCostMs', 'lost per look-up, median', ms(facts.medianCost), 'ms'),
    measured('longestCostMs', 'lost per look-up, longest', ms(facts.longestCost), 'ms'),
    estimated('ndotsAtLeast', 'ndots, at least', facts.dots + 1),
  ]
}

function nextSteps(facts: SearchListFacts): Step[] {
  const name = nameWord(facts.names[0] ?? facts.missing[0] ?? '')
  const steps: Step[] = [
    {
      say: `In the configuration of the program, end names of the outside with a dot: ${name}. is asked for as it is. (Some HTTP and TLS servers do not like the dot in Host or SNI; then use ndots.)`,
      command: '',
    },
  ]
  const value = facts.dots >= 2 ? '2' : '1'
  if (!facts.cluster) {
    return [
      ...steps,
      {
        say: `Or let the client try the name as written first when it has ${value === '1' ? 'a dot' : 'two dots'}.`,
        command: `echo 'options ndots:${value}' >> /etc/resolv.conf`,
      },
    ]
  }
  const namespace = namespaceIn(facts.domains.find((domain) => /\.svc\./.test(domain)) ?? '')
  return [
    ...steps,
    {
      say: `Or set ndots:${value} for the pods: names with ${value === '1' ? 'a dot' : 'two dots'} or more are then asked for as written first, and SERVICE ${value === '1' ? 'without a namespace' : 'and SERVICE.NAMESPACE'} still work.`,
      command: dnsConfigCommand(namespace, [{ name: 'ndots', value }]),
    },
    {
      say: 'The same in the manifest of the pod (spec.template.spec of a Deployment).',
      command: `dnsConfig:\n  options:\n    - name: ndots\n      value: "${value}"`,
    },
    {
      say: 'Without touching the pods: let CoreDNS walk the search list itself and answer the first question at once. Put these two lines into the Corefile (pods verified costs memory: CoreDNS then watches all pods).',
      command:
        'kubectl -n kube-system edit configmap coredns\n# kubernetes cluster.local in-addr.arpa ip6.arpa {\n#     pods verified\n# }\n# autopath @kubernetes',
    },
    nodeLocalStep,
    ...facts.clients.slice(0, 1).map(podStep),
  ]
}

function confirmSteps({ cluster, domains, names, missing }: SearchListFacts): Step[] {
  const name = nameWord(names[0] ?? missing[0] ?? '')
  const namespace = namespaceIn(domains.find((domain) => /\.svc\./.test(domain)) ?? '')
  const inPod = cluster ? `kubectl -n ${namespace} exec POD -- ` : ''
  return [
    {
      say: `The search list and ndots of the client: ${formatList(domains.map(shortName), 7)} should stand there.`,
      command: `${inPod}cat /etc/resolv.conf`,
    },
    {
      say: 'The same name with and without a dot at its end: the difference is what the search list costs.',
      command: `${inPod}sh -c 'time getent ahosts ${name}; time getent ahosts ${name}.'`,
    },
  ]
}

/** Questions by name, as a figure. */
export function drawSearchList({ lookups }: SearchListFacts): Figure[] {
  const byName = new Map<string, { value: number; of: number }>()
  for (const { name, wasted, asWritten } of lookups) {
    const bar = byName.get(name) ?? { value: 0, of: 0 }
    byName.set(name, bar)
    bar.value += wasted.length
    bar.of += wasted.length + asWritten.length
  }
  const bars = [...byName].map(([label, bar]) => ({
    ...{ label: shortName(label), ...bar },
    tone: 'bad' as const,
  }))
  bars.sort((a, b) => b.value - a.value)
  return [{ kind: 'bars', title: 'Questions in vain, by name', unit: '', bars }]
}
