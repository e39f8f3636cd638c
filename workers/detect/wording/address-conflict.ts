/** `address-conflict` in English. */
import type { Alternative, Metric, Step } from '../../model/finding'
import type { ConflictFacts } from '../facts/address-conflict'
import { count, formatDuration, formatList } from '../format'
import { measured, type Said, sentences } from '../said'

export function sayConflict(facts: ConflictFacts, minReturns: number): Said {
  const { records, stations, fought, returns, doubles } = facts
  return {
    claim: claimOf(facts),
    happened: happenedOf(facts),
    rule: `Two link addresses for one address at one tap and in one VLAN. A warning where two stations answer within a second, or one claims the address again ${String(minReturns)} times within a minute of its own last claim after another had; else it moved, and is a note. Probes, proxies of IPv6 and virtual link addresses of routers (VRRP, HSRP, GLBP) do not count.`,
    confidenceReasons: sentences(
      'Each claim names the link address itself.',
      doubles > 0 &&
        `${count(doubles, 'question was', 'questions were')} answered by two stations.`,
      returns > 0 && `The address went back to an earlier station ${count(returns, 'time')}.`,
      !fought && 'It changed hands once and stayed: that is how a move looks.',
    ),
    counterEvidence: sentences(
      records.length > 1 &&
        `The same stations share ${count(records.length, 'address', 'addresses')}: two interfaces of one host look like this.`,
    ),
    alternatives: fought ? alternativesOf(facts) : [],
    disprovedBy: [
      `Both link addresses (${formatList(stations.map(({ mac }) => mac))}) belong to one host, or to a bond in balance-alb mode.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

const addressesOf = ({ records }: ConflictFacts): string =>
  formatList(
    records.map(({ address }) => address),
    3,
  )

function claimOf(facts: ConflictFacts): string {
  const { stations, records, fought } = facts
  const are = records.length === 1 ? 'is' : 'are'
  const macs = formatList(
    stations.map(({ mac }) => mac),
    3,
  )
  return fought
    ? `${addressesOf(facts)} ${are} claimed by ${count(stations.length, 'station')} at the same time: ${macs}`
    : `${addressesOf(facts)} moved to another station: ${macs}`
}

function happenedOf(facts: ConflictFacts): string[] {
  const { stations, place, returns, doubles, fought, first, last } = facts
  const who = stations.map(({ mac, frames }) => `${mac} (${count(frames, 'claim')})`)
  return sentences(
    `In ${place}, within ${formatDuration(last - first)}, these stations said that ${addressesOf(facts)} is theirs: ${formatList(who, 4)}.`,
    fought &&
      `${count(doubles, 'question was', 'questions were')} answered by two of them, and ${count(returns, 'time')} the address went back to one that had it before. Whoever asks believes the last answer: packets go to one station, then to the other, and what does not know the connection resets or ignores it.`,
  )
}

function alternativesOf({ stations, records }: ConflictFacts): Alternative[] {
  const proxies = stations.filter(({ proxy }) => proxy)
  return [
    {
      cause: 'Two hosts were given the same address',
      for: sentences(records.length === 1 && 'They share this one address and no other.'),
      against: [],
    },
    {
      cause: 'One host with two interfaces on the link answers on both (ARP flux)',
      for: sentences(records.length > 1 && 'The same stations share several addresses.'),
      against: [],
    },
    {
      cause: 'A router or a balancer answers for others (proxy ARP, MetalLB, kube-vip)',
      for: sentences(
        proxies.length > 0 && `${formatList(proxies.map(({ mac }) => mac))} claims many addresses.`,
      ),
      against: sentences(proxies.length === 0 && 'None of them claims many addresses.'),
    },
  ]
}

function nextStepsOf({ records, fought, stations }: ConflictFacts): Step[] {
  const [record] = records
  const address = record?.address ?? ''
  if (!fought) return []
  return [
    {
      say: 'Find the ports behind which the stations are, on the switch or the bridge.',
      command: `bridge fdb show | grep -iE '${stations.map(({ mac }) => mac).join('|')}'`,
    },
    address.includes(':')
      ? {
          say: 'What this host believes now, and whether it changes.',
          command: `ip -6 neigh show ${address}; sleep 60; ip -6 neigh show ${address}`,
        }
      : {
          say: 'Ask from the same link: more than one link address in the answers is the conflict.',
          command: `arping -c 5 -I eth0 ${address}`,
        },
    {
      say: 'If both are interfaces of one host: let each answer for its own addresses alone.',
      command: 'sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2',
    },
  ]
}

function confirmOf({ records, fought }: ConflictFacts): Step[] {
  const address = records[0]?.address ?? ''
  if (!fought) return []
  return [
    {
      say: 'On each host that you suspect: does it have the address, and with which link address?',
      command: `ip -br addr | grep -w ${address}; ip -br link`,
    },
  ]
}

export function conflictMetrics({ records, stations, returns, doubles }: ConflictFacts): Metric[] {
  return [
    measured('addresses', 'addresses', records.length),
    measured('stations', 'stations', stations.length),
    measured('returns', 'went back to an earlier one', returns, 'times'),
    measured('doubleAnswers', 'answered by two', doubles, 'questions'),
  ]
}
