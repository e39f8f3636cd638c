/**
 * Search lists: a name with fewer dots than `ndots` is asked for with every search domain appended
 * before it is asked for as it was written (resolv.conf(5)). Pods have three domains and more and
 * `ndots:5`, so that a name of the outside costs six questions or more that can only fail.
 *
 * A note: nothing is broken, but where the DNS server is slow each of them is a wait.
 */
import type { Nanos } from '../model/units'
import { defineDetector, type Report } from './detector'
import { dnsFilter } from './dns-filter'
import { isClusterName } from './dns-names'
import { type SearchChain, SearchChains } from './dns-search-chains'
import { EvidenceList } from './evidence'
import type { SearchedName, SearchListFacts } from './facts/dns-search-list'
import { count } from './format'
import { greatest, least } from './grouping'
import { median } from './statistics'
import { drawSearchList, saySearchList, searchListMetrics } from './wording/dns-search-list'

const params = {
  minWasted: { value: 5, meaning: 'questions with a search domain that failed' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

/** Look-ups that are shown as evidence. */
const SHOWN = 5

export default defineDetector({
  id: 'dns-search-list',
  version: 3,
  title: 'Names asked for through a search list',
  looksAt:
    'Questions for a name with more labels at its end that failed, and then for the name itself, per client.',
  params,

  start(limits, report) {
    const found: { facts: SearchListFacts; identities: Set<string> }[] = []
    let queries = 0
    let place = { capture: 0, place: '', duration: 0 }
    let chains = new SearchChains()

    return {
      capture({ capture, name, duration }) {
        place = { capture, place: name, duration }
        chains = new SearchChains()
      },
      dns: (record) => {
        chains.add(record)
      },
      captureEnd() {
        queries += chains.queries
        const facts = factsOf(place, chains)
        if (facts.wasted >= limits.minWasted) found.push({ facts, identities: chains.identities })
      },
      end() {
        const told = new Set<string>()
        found.sort((a, b) => b.facts.wasted - a.facts.wasted)
        for (const { facts, identities } of found) {
          const all = [...identities]
          // Another capture of the same look-ups was reported already.
          if (2 * all.filter((identity) => told.has(identity)).length >= all.length) continue
          for (const identity of all) told.add(identity)
          report(reportOf(facts, limits))
        }
      },
      silence: () =>
        queries === 0
          ? 'No DNS question of a client for data of a name.'
          : `${count(queries, 'DNS question')} of clients, hardly any of them with a search domain in vain.`,
    }
  },
})

function factsOf(
  place: { capture: number; place: string; duration: Nanos },
  { queries, nxdomain, lookups, tunnel }: SearchChains,
): SearchListFacts {
  const existing = namesOf(lookups.filter(({ exists }) => exists))
  const costs = lookups.map(({ cost }) => cost)
  const domains = domainsOf(lookups)
  const wasted = lookups.flatMap((lookup) => lookup.wasted)
  return {
    ...place,
    ...{ tunnel, queries, nxdomain, lookups, domains },
    cluster: domains.some((domain) => isClusterName(`.${domain}`)),
    names: existing,
    missing: namesOf(lookups).filter((name) => !existing.includes(name)),
    clients: [...new Set(lookups.map(({ client }) => client))],
    wasted: wasted.reduce((sum, { asked }) => sum + asked, 0),
    dots: greatest(lookups.map(({ name }) => name.split('.').length - 1)),
    medianCost: median(costs),
    longestCost: greatest(costs),
  }
}

/** Different names, most often looked up first. */
function namesOf(lookups: readonly SearchedName[]): string[] {
  const counts = new Map<string, number>()
  for (const { name } of lookups) {
    const key = name.toLowerCase()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name)
}

/** By the place in which they were tried, on average; those of a cluster narrow down to its zone. */
function domainsOf(lookups: readonly SearchChain[]): string[] {
  const places = new Map<string, { sum: number; times: number }>()
  for (const { wasted } of lookups) {
    const domains = [...new Set(wasted.map(({ domain }) => domain.toLowerCase()))]
    domains.forEach((domain, place) => {
      const known = places.get(domain) ?? { sum: 0, times: 0 }
      places.set(domain, { sum: known.sum + place, times: known.times + 1 })
    })
  }
  return [...places].sort(([, a], [, b]) => a.sum / a.times - b.sum / b.times).map(([name]) => name)
}

function reportOf(facts: SearchListFacts, limits: Limits): Report {
  const { capture, lookups, tunnel, clients, wasted } = facts
  const evidence = new EvidenceList()
  for (const { wasted: vain, asWritten } of lookups.slice(0, SHOWN)) {
    for (const { frame, time, answerFrame, answerTime, name, domain } of [...vain, ...asWritten]) {
      const role = domain === '' ? 'question as written' : 'question with a domain'
      evidence.add(capture, frame, time, role, name)
      evidence.add(
        capture,
        answerFrame,
        answerTime,
        domain === '' ? 'answer' : 'no such name',
        name,
      )
    }
  }
  evidence.countAtLeast(2 * wasted)
  const tried = lookups.flatMap((lookup) => [...lookup.wasted, ...lookup.asWritten])
  return {
    ...saySearchList(facts, limits),
    key: String(capture),
    severity: 'note',
    confidence: 'certain',
    metrics: searchListMetrics(facts),
    entities: { from: clients[0] ?? '', to: lookups[0]?.server ?? '' },
    capture,
    time: least(tried.map(({ time }) => time)),
    until: greatest(tried.map(({ answerTime }) => answerTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    ...dnsFilter(tunnel, evidence, { filter: 'dns.flags.rcode == 3' }),
    figures: drawSearchList(facts),
  }
}
